import { assert } from '#/core/assert.ts'
import type { Calendar } from '#/core/calendar/calendar.ts'
import type { Instant, Span } from '#/core/time.ts'

/** The strict legal end of a period after Reg. (EEC, Euratom) 1182/71 Art. 3. */
export function legalEnd(at: Instant, _span: Span, _on: Calendar | string): Instant {
  assert(false, 'the legal end is built')
  return at
}
