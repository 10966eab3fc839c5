import { parseMatchers } from '#/core/intake/matchers.ts'
import type { Matcher } from '#/core/intake/matchers.ts'

/** Reads several matchers as people type them: `{severity="critical", service=~"pay.*"}`, with or without the braces. */
export function parseMatcherList(
  text: string,
): readonly Matcher[] | { readonly malformed: string } {
  const inner = text.trim().replace(/^\{([^]*)\}$/, '$1')
  const parts = inner.match(PART) ?? []
  return parseMatchers(parts.map(part => part.trim()).filter(part => part !== ''))
}

/** Up to a comma that stands outside quotes. */
const PART = /(?:"(?:[^"\\]|\\[^])*"?|[^,"])+/g
