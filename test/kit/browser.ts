// A real Chromium for tests. One browser per test file, started with its first page; each page has cookies of its own.
import { after } from 'node:test'
import type { TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium, newPage } from './launch.ts'
import { troubleOf } from './watch-page.ts'

const SHOWN_LENGTH_MAX = 2_000

let browser: Promise<Browser> | undefined
after(async () => {
  await (await browser)?.close()
})

/**
 * Opens an empty page, alone in a browser profile: two of them are two people. It closes when the test ends, which fails if
 * anything went wrong in it that `expectTrouble` did not name. `options` are Playwright's: viewport, locale, timezoneId, baseURL …
 */
export async function openPage(
  test: TestContext,
  options: BrowserContextOptions = {},
): Promise<Page> {
  browser ??= launchChromium()
  const first = await newPage(await browser, options)
  const pages = [first]
  first.context().on('page', page => pages.push(page))
  test.after(async () => {
    // What stood there tells more than which text was waited for in vain.
    if (!test.passed) for (const page of pages) test.diagnostic(await shown(page))
    await first.context().close()
    const trouble = pages.flatMap(troubleOf)
    if (trouble.length > 0) throw new Error(`It went wrong in the page:\n${trouble.join('\n')}`)
  })
  return first
}

async function shown(page: Page): Promise<string> {
  if (page.isClosed()) return 'The page was closed.'
  const text = await page.locator('body').ariaSnapshot().catch(String)
  const trouble = troubleOf(page).join('\n')
  return `${page.url()} showed:\n${text.slice(0, SHOWN_LENGTH_MAX)}\n${trouble}`
}
