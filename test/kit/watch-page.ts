import type { BrowserContext, Page } from 'playwright-core'

/** What went wrong in a page, one line each: violations of its policy, errors on its console, exceptions, requests that failed. */
const troubles = new WeakMap<Page, string[]>()
const expected = new WeakMap<Page, (RegExp | string)[]>()

/** Keeps what goes wrong in every page of a context, from the first one on. */
export async function watchPages(context: BrowserContext): Promise<void> {
  context.on('page', watchPage)
  await context.exposeBinding('tocsinViolation', ({ page }, violation: string) => {
    troubles.get(page)?.push(`policy: ${violation}`)
  })
  await context.addInitScript(TELL_VIOLATIONS)
}

// As text, since it runs there and not here.
const TELL_VIOLATIONS = `addEventListener('securitypolicyviolation', it =>
  tocsinViolation(it.effectiveDirective + ' refused ' + (it.blockedURI || 'inline') + ' at ' + it.sourceFile + ':' + it.lineNumber))`

function watchPage(page: Page): void {
  const list: string[] = []
  troubles.set(page, list)
  page.on('pageerror', error => list.push(`exception: ${error.stack ?? error.message}`))
  page.on('console', message => {
    if (message.type() === 'error')
      list.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('requestfailed', request => {
    const reason = request.failure()?.errorText ?? ''
    // Streams that a page leaves behind, and what nobody waits for any more.
    if (reason !== 'net::ERR_ABORTED') list.push(`request: ${request.url()} ${reason}`)
  })
}

/**
 * Says that trouble with such a line is meant: `expectTrouble(page, 'status of 409')` where a refusal is tried, since
 * Chromium writes every answer of 400 and more to the console.
 */
export function expectTrouble(page: Page, ...lines: readonly (RegExp | string)[]): void {
  expected.set(page, [...(expected.get(page) ?? []), ...lines])
}

/** What went wrong and was not expected. */
export function troubleOf(page: Page): readonly string[] {
  const meant = expected.get(page) ?? []
  return (troubles.get(page) ?? []).filter(
    line => !meant.some(it => (typeof it === 'string' ? line.includes(it) : it.test(line))),
  )
}
