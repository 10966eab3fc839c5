import type { Channel } from '#/core/plan/plan.ts'

/** What an obligation asks for. */
export type Act =
  | { readonly do: 'task' }
  | { readonly do: 'ask'; readonly fact: string }
  /** Wakes one person for each party, who must acknowledge; silence moves on (Plan.paging). */
  | {
      readonly do: 'page'
      readonly to: readonly string[]
      readonly via: readonly Channel[]
      readonly text: string
    }
  /** The product sends it by itself. */
  | {
      readonly do: 'notify'
      readonly to: readonly string[]
      readonly via: readonly Channel[]
      readonly text: string
    }
  /** A person writes it; the product delivers it. */
  | { readonly do: 'update'; readonly to: readonly string[]; readonly promisesNext: boolean }
  | {
      readonly do: 'notice'
      readonly to: readonly string[]
      readonly template?: string
    }
  | {
      readonly do: 'report'
      readonly to: readonly string[]
      readonly template?: string
    }
  | { readonly do: 'gather'; readonly kind: string }
  | { readonly do: 'escalate'; readonly level: number }
  /** Met by a meeting held with these parties present. */
  | { readonly do: 'meet'; readonly attend: readonly string[] }
  | { readonly do: 'notes' }
  | { readonly do: 'feedback' }
  /** Met when at least one follow-up (or the decision that none is needed) is on record and each has owner and date. */
  | { readonly do: 'follow-up'; readonly designatedBy?: string }
  | { readonly do: 'finding'; readonly kind: string }
  /** In the tracker. */
  | {
      readonly do: 'file'
      readonly tracker: string
      readonly priority?: string
      readonly template?: string
    }
  | {
      readonly do: 'publish'
      readonly where: string
      readonly template?: string
    }
  /** Somebody other than who gave it says that the severity, or the level of a classification, is right. */
  | { readonly do: 'confirm'; readonly of: string }
  /** The incident is shown only to these; every message about it carries the label. */
  | { readonly do: 'restrict'; readonly to: readonly string[]; readonly label?: string }
  /** The severity becomes so many levels worse, or this one if it is milder. */
  | { readonly do: 'raise'; readonly levels: number }
  | { readonly do: 'raise'; readonly to: string }
  /** Another person takes the role. */
  | { readonly do: 'hand-over'; readonly role: string }
export type ActName = Act['do']

/** Acts that may want somebody's word before they are done. */
export const APPROVED_ACTS: ReadonlySet<ActName> = new Set<ActName>([
  'task',
  'update',
  'notice',
  'report',
  'publish',
  'file',
  'meet',
])
/** Acts that a gate may hold back. Nothing holds back a question, a page, evidence, or what somebody writes down. */
export const HELD_ACTS: ReadonlySet<ActName> = new Set<ActName>([
  ...APPROVED_ACTS,
  'confirm',
  'finding',
  'notify',
  'escalate',
  'restrict',
  'raise',
])

/** Acts that the engine performs by itself as soon as they are owed. */
export const AUTOMATIC_ACTS: ReadonlySet<ActName> = new Set<ActName>([
  'page',
  'notify',
  'escalate',
  'restrict',
  'raise',
])
