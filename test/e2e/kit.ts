// Browser tests, in minutes. A file in this folder looks like this:
//
//     import { test } from 'node:test'
//     import { startHouse } from './kit.ts'
//     import { axe, fits, screenshots } from '../kit/look.ts'
//     import { expectTrouble } from '../kit/watch-page.ts'
//
//     const house = await startHouse({ plan: 'creditnexus' })            // or 'bank', 'tiered'; people of directory.example.yaml
//     const { id } = await house.declare('ana', { title: 'Payments are down', severity: 'p1' })
//
//     test('C4.3 an update is sent from the room', async t => {
//       const page = await house.open(t, 'ana', `/incidents/${id}`)        // signed in as ana, everything already loaded
//       await page.getByRole('button', { name: 'Send an update' }).click()
//       await page.getByText('Update sent').waitFor()                       // wait for what people see; never for time
//       await house.pass({ hours: 2 })                                      // time of server and pages moves; loops wake
//       await axe(page)                                                     // both schemes
//       await screenshots(page, 'room')                                     // where TOCSIN_SCREENSHOTS names a directory
//     })
//
// Each page is a browser profile of its own: open two for two people who meet. A test fails at its end when its page broke its
// policy, wrote an error on its console, threw, or could not fetch something, unless `expectTrouble(page, 'status of 409')` said so.
// Ana is an owner, Max an auditor, Lea an observer, everybody else a responder; all have `PASSWORD` of test/kit/member.ts. `house.as('bo')` asks the API as that person, to make what a test needs and to see
// what a click really did; `house.shell` reaches the app layer. One file: `node scripts/test.ts test/e2e/x.test.ts`. With pictures:
// `TOCSIN_SCREENSHOTS=/tmp/shots node scripts/test.ts test/e2e/x.test.ts`. TOCSIN_TEST_WEB=dist/web/… takes a build that is there.
import { after } from 'node:test'
import type { TestContext } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { buildWeb } from '../../scripts/build-web.ts'
import { openPage } from '../kit/browser.ts'
import { freshDatabase } from '../kit/database.ts'
import { WEB_VARIABLE } from '../kit/server.ts'
import { openHouse } from './house.ts'
import type { House, Wanted } from './house.ts'

/** A house that opens pages for tests. */
export type TestHouse = House & {
  /** A page of this person, signed in, or of nobody; `path` has been loaded. It closes with the test. */
  readonly open: (
    test: TestContext,
    person: string | undefined,
    path: string,
    options?: BrowserContextOptions,
  ) => Promise<Page>
}

/** Starts it for the calling test file; it ends with it. */
export async function startHouse(wanted: Wanted = {}): Promise<TestHouse> {
  const web = process.env[WEB_VARIABLE] ?? (await buildWeb())
  const { connection } = await freshDatabase()
  const house = await openHouse(connection, web, wanted)
  after(() => house.system.stop())
  return {
    ...house,
    async open(test, person, path, options = {}) {
      const page = await openPage(test, { baseURL: house.address, ...options })
      await house.visit(page, person, path)
      return page
    },
  }
}

/** A phone. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}
