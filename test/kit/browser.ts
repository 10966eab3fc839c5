// A real Chromium for tests. One browser per test file, started with its first page; each page has cookies of its own.
import { after } from 'node:test'
import type { TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium, newPage } from './launch.ts'
import { troubleOf } from './watch-page.ts'

let browser: Promise<Browser> | undefined
after(async () => {
  await (await browser)?.close()
})

/**
 * Opens an empty page, alone in a browser profile: two of them are two people. It closes when the test ends, which fails if
 * anything went wrong in it that `expectTrouble` did not name. `options` are Playwright's: viewport, locale, timezoneId, baseURL …
 */
export async function openPage(
  test: Pick<TestContext, 'after'>,
  options: BrowserContextOptions = {},
): Promise<Page> {
  browser ??= launchChromium()
  const first = await newPage(await browser, options)
  const pages = [first]
  first.context().on('page', page => pages.push(page))
  test.after(async () => {
    await first.context().close()
    const trouble = pages.flatMap(troubleOf)
    if (trouble.length > 0) throw new Error(`It went wrong in the page:\n${trouble.join('\n')}`)
  })
  return first
}
