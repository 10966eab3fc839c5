import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { findChromium } from './chromium.ts'
import { watchPages } from './watch-page.ts'

/** Whoever waits longer, even on a busy machine, waits for something that does not come. */
const WAIT_MS_MAX = 30_000

export async function launchChromium(): Promise<Browser> {
  const { executablePath, env, args } = await findChromium()
  return chromium.launch({ executablePath, env: { ...env }, args: [...args] })
}

/** An empty page in a profile of its own; what goes wrong in it is kept for `troubleOf`. */
export async function newPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ ...USUAL, ...options })
  context.setDefaultTimeout(WAIT_MS_MAX)
  await watchPages(context)
  return context.newPage()
}

const USUAL: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Luxembourg',
  // What moves by itself would be photographed half-way.
  reducedMotion: 'reduce',
  colorScheme: 'light',
}
