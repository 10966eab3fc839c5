// What is asked of a page as a whole: does it read well by the rules, does it fit, what does it look like.
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, Result } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const SCHEMES = ['light', 'dark'] as const
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
] as const

/** Asks axe-core for everything of WCAG 2.0 to 2.2, A and AA, and its best practices, in light and in dark. Throws a list to read. */
export async function axe(
  page: Page,
  { within, except = [] }: { readonly within?: string; readonly except?: readonly string[] } = {},
): Promise<void> {
  const found: string[] = []
  for (const scheme of SCHEMES) {
    await inScheme(page, scheme)
    await page.evaluate(AXE)
    const options = JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] })
    const results = await page.evaluate<AxeResults>(
      `axe.run(${JSON.stringify(within ?? 'html')}, ${options})`,
    )
    const violations = results.violations.filter(({ id }) => !except.includes(id))
    found.push(...violations.map(violation => `${scheme} ${told(violation)}`))
  }
  await inScheme(page, 'light')
  if (found.length > 0) throw new Error(`axe at ${page.url()}:\n${found.join('\n')}`)
}

function told({ id, impact, help, nodes }: Result): string {
  const places = nodes.map(
    ({ target, html, failureSummary }) =>
      `    ${target.join(' ')}\n      ${html.slice(0, 160)}\n      ${failureSummary?.replaceAll('\n', ' ') ?? ''}`,
  )
  return [`${id} (${impact ?? 'unrated'}): ${help}`, ...places].join('\n')
}

/** Nothing sticks out of it sideways at the width that it has now. */
export async function fits(page: Page): Promise<void> {
  const { inside, window, wide } = await page.evaluate<Overflow>(OVERFLOW)
  if (inside <= window) return
  throw new Error(`${page.url()} is ${inside} wide in a window of ${window}: ${wide.join(', ')}`)
}

type Overflow = {
  readonly inside: number
  readonly window: number
  readonly wide: readonly string[]
}
// What is laid out by a script comes a few frames after the width has changed.
const OVERFLOW = `(async () => {
  const root = document.documentElement
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  for (let frames = 0; frames < 60 && root.scrollWidth > root.clientWidth; frames++) await frame()
  const wide = [...document.querySelectorAll('body *')].filter(it => it.getBoundingClientRect().right > root.clientWidth + 1)
  return { inside: root.scrollWidth, window: root.clientWidth, wide: wide.slice(0, 5).map(it => it.tagName + '.' + it.className) }
})()`

/**
 * Takes pictures of a page 1440, 768 and 390 wide, light and dark, into the directory that TOCSIN_SCREENSHOTS names, or another;
 * without one nothing is done. `whole`: also what lies below the window.
 */
export async function screenshots(
  page: Page,
  name: string,
  {
    into = process.env['TOCSIN_SCREENSHOTS'],
    whole = false,
  }: { readonly into?: string | undefined; readonly whole?: boolean } = {},
): Promise<void> {
  if (into === undefined || into === '') return
  await mkdir(into, { recursive: true })
  const before = page.viewportSize()
  for (const size of SIZES)
    for (const scheme of SCHEMES) {
      await page.setViewportSize(size)
      await inScheme(page, scheme)
      await page.screenshot({
        path: join(into, `${name}-${size.width}-${scheme}.png`),
        fullPage: whole,
        caret: 'initial',
      })
    }
  if (before !== null) await page.setViewportSize(before)
  await inScheme(page, 'light')
}

/** Shows the page in a scheme and waits until it has finished changing. */
async function inScheme(page: Page, colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(SETTLED)
}

// A change of colour goes down the tree from frame to frame; it is over when nothing has moved for a few. What turns for ever,
// as a spinner, is not waited for.
const SETTLED = `(async () => {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const isMoving = () => document.getAnimations().some(it => it.playState === 'running' && it.effect?.getComputedTiming().endTime !== Infinity)
  await document.fonts.ready
  for (let still = 0, frames = 0; still < 5 && frames < 300; frames++) {
    await frame()
    still = isMoving() ? 0 : still + 1
  }
})()`
