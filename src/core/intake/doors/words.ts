// The words by which senders say how a thing stands, and the marks with which they begin a subject.
import { wordsIn } from '#/core/intake/doors/payload.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

type State = Report['state']

/** Words that say it anywhere: of a state, an action or the name of an event. */
const PLAIN: Readonly<Record<State, readonly string[]>> = {
  resolved: wordsIn(`
  resolved resolve autoresolved recovered recovery recover cleared clear closed close
  solved remediated fixed
`),
  acknowledged: [
    'acknowledged',
    'acknowledge',
    'acknowledgement',
    'acknowledgment',
    'acked',
    'ack',
  ],
  firing: wordsIn(`
  firing fired fire triggered trigger retriggered alerting alarm problem down critical crit
  fatal emergency warning warn error failure failed failing fail degraded unhealthy
  unreachable opened open reopened reopen reintroduced unresolved unacknowledged ongoing
  anomalous breached nodata unknown active new created detected raised outage offline
  missed late worse escalated
`),
}

/** Words that say it only where a field is there to say how the thing stands: elsewhere `ok` is the name of a button. */
const ONLY_OF_A_STATE: readonly string[] = wordsIn(`
  ok okay up normal healthy inactive green good passed passing ended completed success
  successful online operational archived
`)

const STATE_OF: ReadonlyMap<string, State> = new Map(
  (['resolved', 'acknowledged', 'firing'] as const).flatMap(state =>
    PLAIN[state].map(word => [word, state] as const),
  ),
)
const QUIET: ReadonlySet<string> = new Set(ONLY_OF_A_STATE)
const DENIAL: ReadonlySet<string> = new Set([
  'not',
  'no',
  'non',
  'un',
  'never',
  'cannot',
  'without',
])
/** What may stand beside the word for an end. With anything else it may be another thing that ended: `connection closed`. */
const BESIDE: ReadonlySet<string> = new Set(
  wordsIn(`
  alert alerts alarm incident issue problem notification event monitor check case detection
  finding detector rule state status host service metric manually manual auto automatically
  automatic by to back is now as false positive user system operator admin
`),
)
const WORDS_MAX = 8

/**
 * How a thing stands by one field: `alert.resolved`, `ALERT_RECOVERY`, `DOWN -> UP`, `Manually resolved`. Undefined where its words
 * say nothing or contradict one another: to be wrong about an end is to leave someone asleep. `of`: the field is there to say the
 * state, or is the name of an event.
 */
export function stateIn(text: string, of: 'state' | 'event'): State | undefined {
  const [, after] = /(?:->|→|=>)([^>→]*)$/.exec(text) ?? []
  const words = wordsOf(after ?? text)
  if (words.length === 0 || words.length > WORDS_MAX) return undefined
  if (words.some(word => DENIAL.has(word))) return undefined
  const said = new Set(
    words.flatMap(word => {
      const state = STATE_OF.get(word)
      if (state !== undefined) return [state]
      return of === 'state' && QUIET.has(word) ? ['resolved' as const] : []
    }),
  )
  const state = saidBy(words, said)
  const isPlain = words.every(word => BESIDE.has(word) || STATE_OF.has(word) || QUIET.has(word))
  return state === 'resolved' && !isPlain ? undefined : state
}

/** `alert.closed` of something critical, `problem recovered`: an end is said together with what has ended. */
function saidBy(words: readonly string[], said: ReadonlySet<State>): State | undefined {
  if (said.size === 1) return [...said][0]
  const last = words.findLast(word => STATE_OF.has(word))
  const ends = said.size === 2 && !said.has('acknowledged') && said.has('resolved')
  return ends && last !== undefined
    ? STATE_OF.get(last) === 'resolved'
      ? 'resolved'
      : undefined
    : undefined
}

function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '')
}

/** A subject without its mark, and what the mark says. */
export type Marked = { readonly state: State | undefined; readonly rest: string }

const SUBJECT_CHARS_MAX = 1_000
const BRACKETS = /^\s*\[([^\]]{1,80})\]\s*/
const REPLY = /^\s*(?:(?:re|aw|fwd?|wg|sv|antw)\s*:\s*)+/i
const LEADING = /^\s*(?:\*\*\s*)?([A-Za-z][A-Za-z -]{0,40}?)\s*(?::|\s-\s|\*\*)\s*/
const NAGIOS = /^\*{1,3}\s*(.*?)\s*\*{1,3}$/
const NAGIOS_WORD =
  /^(PROBLEM|RECOVERY|ACKNOWLEDGEMENT|FLAPPINGSTART|FLAPPINGSTOP|CUSTOM)\b\s*(?:(Host|Service)?\s*Alert)?\s*[:-]?\s*/i
const NAGIOS_END = /\s+(?:is|-)\s+(OK|UP|DOWN|WARNING|CRITICAL|UNKNOWN|UNREACHABLE)\s*(?:\*{0,3})$/i

/**
 * Takes the marks off a subject: `[FIRING:2] x`, `[RESOLVED] x`, `Resolved: x`, `** PROBLEM Service Alert: h/s is CRITICAL **`,
 * `ALARM: "x" in Frankfurt`. What is left is the same for the beginning and the end of one thing.
 */
export function unmark(subject: string): Marked {
  let rest = subject.slice(0, SUBJECT_CHARS_MAX).replaceAll(/\s+/g, ' ').trim().replace(REPLY, '')
  const said: State[] = []
  for (let taken = 0; taken < 4; taken += 1) {
    const found = markOf(rest)
    if (found === undefined) break
    if (found.state !== undefined) said.push(found.state)
    rest = found.rest
  }
  const [first] = said
  const agreed = said.every(state => state === first)
  return { state: agreed ? first : said.includes('firing') ? 'firing' : undefined, rest }
}

function markOf(text: string): Marked | undefined {
  const nagios = NAGIOS.exec(text)?.[1] ?? text
  const word = NAGIOS_WORD.exec(nagios)
  if (word !== null) {
    const state = stateIn(word[1] ?? '', 'event')
    return { state, rest: nagios.slice(word[0].length).replace(NAGIOS_END, '').trim() }
  }
  const brackets = BRACKETS.exec(text)
  if (brackets !== null) {
    // `[FIRING:2]`, `[Triggered on {host:web-1}]`: what it is about stays.
    const mark = brackets[1] ?? ''
    const state = stateIn(mark.replace(/[:(].*$| (?:on|for|in|at) .*$/i, ''), 'state')
    if (state === undefined && !/^P[1-5]$/i.test(mark)) return undefined
    const about = / ((?:on|for|in|at) .*)$/i.exec(mark)?.[1]
    const kept = text.slice(brackets[0].length)
    return { state, rest: about === undefined ? kept : `${kept} (${about})` }
  }
  const leading = LEADING.exec(text)
  const state = leading === null ? undefined : stateIn(leading[1] ?? '', 'state')
  if (leading === null || state === undefined) return undefined
  const rest = text.slice(leading[0].length)
  return rest === '' ? undefined : { state, rest }
}
