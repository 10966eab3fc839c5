import type { Condition } from '#/core/intake/match/condition.ts'
import type { FieldPath } from '#/core/intake/match/path.ts'

/** What becomes of signals: read from its text by `read.ts`, asked by `decide.ts` and `quiet.ts`. */
export type Book = {
  readonly rules: readonly Rule[]
  readonly inhibit: readonly Inhibition[]
  readonly maintenance: readonly Maintenance[]
  readonly flapping: Flapping | undefined
  /** Whether any condition asks for what came as it came, which costs a look into the database. */
  readonly readsPayload: boolean
}

export type Rule = {
  readonly id: string
  readonly about: string | undefined
  readonly cite: readonly string[]
  /** Undefined: it holds for every signal. */
  readonly when: Condition | undefined
  readonly goesOn: boolean
  readonly does: Doing | undefined
  readonly plan: string | undefined
  readonly type: string | undefined
  readonly severity: string | undefined
  readonly urgency: string | undefined
  readonly systems: readonly string[]
  readonly onCall: string | undefined
  readonly group: Grouping | undefined
  readonly title: Template | undefined
  /** Tried only where this one holds. */
  readonly rules: readonly Rule[]
}
/** What is done with a signal. */
export type Doing = 'open' | 'hold' | 'drop'

export type Grouping = { readonly by: readonly FieldPath[]; readonly withinMs: number }

/** Text with the values of fields in it: parts that are text, and paths. */
export type Template = readonly (string | FieldPath)[]

export type Inhibition = {
  readonly id: string
  readonly about: string | undefined
  readonly while: Condition
  readonly quiet: Condition
  readonly equal: readonly FieldPath[]
}

export type Maintenance = {
  readonly id: string
  readonly title: string
  readonly by: string | undefined
  readonly when: Condition
  readonly isOn: (ms: number) => boolean
  /** The next instant at which it begins or is over; Infinity when it never changes again. */
  readonly nextEdgeMs: (ms: number) => number
  /** As it is written: `2026-05-01T22:00Z` and so on. */
  readonly times: string
}

export type Flapping = {
  readonly changes: number
  readonly withinMs: number
  readonly calmMs: number
}

export const EMPTY_BOOK: Book = {
  rules: [],
  inhibit: [],
  maintenance: [],
  flapping: undefined,
  readsPayload: false,
}

export function isEmpty({ rules, inhibit, maintenance, flapping }: Book): boolean {
  return rules.length + inhibit.length + maintenance.length === 0 && flapping === undefined
}
