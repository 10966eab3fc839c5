// What the stream of signals is asked for, as it stands in the address of the page; and silences as people write them.
import type { Answer, Asked } from '../api/client.ts'

export const TABS = ['stream', 'rules', 'silences', 'letters'] as const
export type Tab = (typeof TABS)[number]
export const STATES = ['firing', 'quiet', 'all'] as const
export type Wish = {
  readonly tab: Tab
  readonly state: (typeof STATES)[number]
  readonly text: string
  readonly labels: string
  /** The group that is open. */
  readonly signal: string | undefined
}

export function readWish(search: Readonly<Record<string, unknown>>): Wish {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  }
  return {
    tab: TABS.find(tab => tab === text('tab')) ?? 'stream',
    state: STATES.find(state => state === text('state')) ?? 'firing',
    text: text('text'),
    labels: text('labels'),
    signal: text('signal') || undefined,
  }
}

/** Only what differs from what is shown unasked. */
export function searchOf({ tab, state, text, labels, signal }: Wish): Record<string, string> {
  return {
    ...(tab !== 'stream' && { tab }),
    ...(state !== 'firing' && { state }),
    ...(text !== '' && { text }),
    ...(labels !== '' && { labels }),
    ...(signal !== undefined && { signal }),
  }
}

export function queryOf({
  state,
  text,
  labels,
}: Wish): NonNullable<Asked<'list-signals'>['query']> {
  return { state, limit: SHOWN_MAX, ...(text !== '' && { text }), ...(labels !== '' && { labels }) }
}

const SHOWN_MAX = 200

export const OPERATORS = ['=', '!=', '=~', '!~'] as const
export type Operator = (typeof OPERATORS)[number]
export type MatcherDraft = {
  readonly name: string
  readonly operator: Operator
  readonly value: string
}

type Silence = Answer<'list-silences'>['silences'][number]
type Matcher = Silence['matchers'][number]

export const operatorOf = ({
  is_regex,
  is_equal,
}: Pick<Matcher, 'is_regex' | 'is_equal'>): Operator =>
  is_equal ? (is_regex ? '=~' : '=') : is_regex ? '!~' : '!='

export const draftOf = (matcher: Matcher): MatcherDraft => ({
  name: matcher.name,
  operator: operatorOf(matcher),
  value: matcher.value,
})

export const matcherOf = ({ name, operator, value }: MatcherDraft) => ({
  name: name.trim(),
  value,
  is_regex: operator.endsWith('~'),
  is_equal: !operator.startsWith('!'),
})

/** As amtool writes it. */
export const matcherText = (matcher: Matcher): string =>
  `${matcher.name}${operatorOf(matcher)}${JSON.stringify(matcher.value)}`

export const HOUR_MS = 3_600_000
export const SPANS = { h1: 1, h4: 4, h8: 8, d1: 24, d3: 72, w1: 168 } as const
export type SpanName = keyof typeof SPANS
