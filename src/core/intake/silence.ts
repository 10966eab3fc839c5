import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { Matcher } from '#/core/intake/matchers.ts'
import { matcher, MATCHERS_MAX } from '#/core/intake/matchers.ts'
import { isUnset, parseTimeMs } from '#/core/intake/rfc3339.ts'

/** From one instant to another, alerts that match tell no one. They are still taken, kept and shown. */
export type Silence = SilenceDraft & { readonly id: string; readonly updatedAtMs: number }

/** What a person asks for. */
export type SilenceDraft = {
  readonly matchers: readonly Matcher[]
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly createdBy: string
  readonly comment: string
}

export type SilenceState = 'active' | 'pending' | 'expired'

export const SILENCE_TEXT_CHARS_MAX = 16_384
/** Silences that have not ended: each is tried on every new alert. */
export const SILENCES_MAX = 2_000
/** How long an ended silence is still shown: Alertmanager's `data.retention`. */
export const SILENCE_KEPT_MS = 120 * 3_600_000

/** Half-open, like every interval here: at its end a silence is over. */
export function silenceState(
  { startsAtMs, endsAtMs }: { readonly startsAtMs: number; readonly endsAtMs: number },
  nowMs: number,
): SilenceState {
  if (nowMs >= endsAtMs) return 'expired'
  return nowMs < startsAtMs ? 'pending' : 'active'
}

/** Reads what is posted to `/api/v2/silences`. Reasons are worded as Alertmanager words them: amtool shows them to people. */
export function readSilence(
  body: unknown,
  nowMs: number,
): { readonly id?: string; readonly draft: SilenceDraft } | { readonly malformed: string } {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const { id, createdBy, comment } = body
  if (!isText(createdBy)) return { malformed: 'createdBy in body is required' }
  if (!isText(comment)) return { malformed: 'comment in body is required' }
  if (id !== undefined && id !== null && typeof id !== 'string')
    return { malformed: 'id in body must be a string' }
  const startsAtMs = readTime(body['startsAt'])
  if (startsAtMs === undefined) return { malformed: 'startsAt in body is required' }
  const endsAtMs = readTime(body['endsAt'])
  if (endsAtMs === undefined) return { malformed: 'endsAt in body is required' }
  if (startsAtMs >= endsAtMs)
    return { malformed: 'Failed to create silence: start time must be before end time' }
  if (endsAtMs < nowMs)
    return { malformed: "Failed to create silence: end time can't be in the past" }
  const matchers = readMatchers(body['matchers'])
  if ('malformed' in matchers) return matchers
  const draft = { matchers, startsAtMs, endsAtMs, createdBy, comment }
  return typeof id === 'string' && id !== '' ? { id, draft } : { draft }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= SILENCE_TEXT_CHARS_MAX
}

function readTime(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? parseTimeMs(value) : undefined
  return ms === undefined || isUnset(ms) ? undefined : ms
}

/** Reads matchers as they stand in JSON, from a client or from our own store. */
export function readMatchers(given: unknown): readonly Matcher[] | { readonly malformed: string } {
  if (!Array.isArray(given) || given.length === 0)
    return { malformed: 'matchers in body should have at least 1 items' }
  if (given.length > MATCHERS_MAX) return { malformed: `more than ${MATCHERS_MAX} matchers` }
  const matchers: Matcher[] = []
  for (const [index, one] of given.entries()) {
    const read = readMatcher(one)
    if ('malformed' in read)
      return { malformed: `silence invalid: invalid label matcher ${index}: ${read.malformed}` }
    matchers.push(read)
  }
  // It would silence everything, what nobody has thought of yet included.
  if (matchers.every(({ accepts }) => accepts('')))
    return { malformed: 'silence invalid: at least one matcher must not match the empty string' }
  return matchers
}

function readMatcher(given: unknown): Matcher | { readonly malformed: string } {
  if (!isObject(given)) return { malformed: 'it must be an object' }
  const { name, value, isRegex = false, isEqual = true } = given
  if (typeof name !== 'string' || name === '') return { malformed: 'invalid label name ""' }
  if (typeof value !== 'string') return { malformed: 'value must be a string' }
  if (typeof isRegex !== 'boolean' || typeof isEqual !== 'boolean')
    return { malformed: 'isRegex and isEqual must be true or false' }
  const made = matcher(name, value, { isRegex, isEqual })
  return 'malformed' in made
    ? { malformed: `invalid regular expression ${JSON.stringify(value)}: ${made.malformed}` }
    : made
}

/** The silences to be written, and the id under which the wish now stands. */
export type SilenceChange = { readonly id: string; readonly writes: readonly Silence[] }

/**
 * What becomes of a wish for a silence. A known one is changed in place where its past would stay true; otherwise it ends
 * now and a new one takes over, so that the record keeps what was silenced when.
 */
export function placeSilence(
  known: Silence | undefined,
  draft: SilenceDraft,
  { nowMs, newId }: { readonly nowMs: number; readonly newId: string },
): SilenceChange {
  if (known !== undefined && mayChange(known, draft, nowMs))
    return { id: known.id, writes: [{ ...draft, id: known.id, updatedAtMs: nowMs }] }
  const begun = { ...draft, startsAtMs: Math.max(draft.startsAtMs, nowMs) }
  const fresh: Silence = { ...begun, id: newId, updatedAtMs: nowMs }
  const ended = known === undefined ? undefined : expireSilence(known, nowMs)
  return { id: newId, writes: ended === undefined ? [fresh] : [ended, fresh] }
}

/** The silence ended now, or undefined when it is over already: ending it twice is not an error. */
export function expireSilence(known: Silence, nowMs: number): Silence | undefined {
  const state = silenceState(known, nowMs)
  if (state === 'expired') return undefined
  const startsAtMs = state === 'pending' ? nowMs : known.startsAtMs
  return { ...known, startsAtMs, endsAtMs: nowMs, updatedAtMs: nowMs }
}

function mayChange(known: Silence, draft: SilenceDraft, nowMs: number): boolean {
  if (matchersText(known.matchers) !== matchersText(draft.matchers)) return false
  const state = silenceState(known, nowMs)
  if (state === 'pending') return draft.startsAtMs >= nowMs
  // Alertmanager compares whole seconds: amtool sends back what it printed.
  const sameStart = Math.floor(known.startsAtMs / 1000) === Math.floor(draft.startsAtMs / 1000)
  return state === 'active' && sameStart
}

/** JSON of the matchers, as the API shows and the store keeps them. */
export function matchersText(matchers: readonly Matcher[]): string {
  return JSON.stringify(
    matchers.map(({ isEqual, isRegex, name, value }) => ({ isEqual, isRegex, name, value })),
  )
}

/**
 * Whether a silence is one of those that a `filter` asks for: for each matcher asked it must have the very same matcher.
 */
export function hasMatchers(silence: SilenceDraft, asked: readonly Matcher[]): boolean {
  return asked.every(wanted =>
    silence.matchers.some(
      ({ name, value, isRegex, isEqual }) =>
        name === wanted.name &&
        value === wanted.value &&
        isRegex === wanted.isRegex &&
        isEqual === wanted.isEqual,
    ),
  )
}
