import type { Calendar } from '#/core/calendar/calendar.ts'
import type { Act } from '#/core/plan/act.ts'
import type { Approval, Decision } from '#/core/plan/authority.ts'
import type { Classification, Classifying, Grade } from '#/core/plan/classification.ts'
import type { Cadence, Clock, Late, Start } from '#/core/plan/clock.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { InForce, Regime } from '#/core/plan/regime.ts'
import type { Instant, Span } from '#/core/time.ts'

/** Raised with every change of this type that what was kept before does not have. */
export const PLAN_FORMAT = 2

/**
 * A compiled plan: what the engine acts on. It is plain JSON, so that a hash of it names it and any node can read it back.
 * The source language (YAML) is compiled into this by `compile.ts`; nothing else makes one.
 */
export type Plan = {
  /** Which shape of these this is; what was kept in another is compiled anew from its source. */
  readonly format: typeof PLAN_FORMAT
  readonly id: string
  readonly title: string
  readonly version: string
  /** IANA zone in which calendar days, months and times of day of this plan are counted. */
  readonly zone: string
  /** The first is the one of working spans that name none. */
  readonly calendars: readonly PlanCalendar[]
  /** The sentences of the source document, in its order: each must be carried by at least one element. */
  readonly clauses: readonly Clause[]
  /** Worst first. */
  readonly severities: readonly Severity[]
  /** How the severity is given. */
  readonly classifying: Classifying
  /** Besides the severity, each with its own levels. */
  readonly classifications: readonly Classification[]
  readonly types: readonly IncidentType[]
  readonly sources: readonly Source[]
  /** Systems that the plan knows; others may be affected as well. */
  readonly systems: readonly System[]
  readonly facts: readonly Fact[]
  readonly moments: readonly Moment[]
  readonly positions: readonly Position[]
  readonly roles: readonly Role[]
  /** Roles of one incident that one person may hold at most. */
  readonly rolesEach?: number
  readonly decisions: readonly Decision[]
  readonly groups: readonly Group[]
  readonly audiences: readonly Audience[]
  readonly templates: readonly Template[]
  readonly stages: readonly Stage[]
  readonly rules: readonly Rule[]
  /** What types add to the rules, as the source groups it: for display. The engine acts on the rules. */
  readonly playbooks?: readonly Playbook[]
  readonly gates: readonly Gate[]
  readonly levels: readonly Level[]
  readonly fields: readonly Field[]
  readonly measures: readonly Measure[]
  readonly program: readonly ProgramEntry[]
  readonly retention: readonly Retention[]
  readonly paging: Paging
  readonly intake: Intake
  /** What holds of every incident, as far as it carries clauses: by the section of the source in which it stands. */
  readonly settings: readonly Element[]
  /** Statements kept and shown, on which the engine does not act. */
  readonly statements: readonly Statement[]
  /** Regimes that are switched on. What they say is among the elements above, each with its id in `regime`. */
  readonly regimes?: readonly Regime[]
}

/** `later` names the work that will carry the clause; the checker lists it apart instead of refusing. */
export type Clause = {
  readonly id: string
  readonly text: string
  readonly later?: string
  /** Line of the plan source, 1-based. */
  readonly line?: number
}

/** What every element of a plan has: a name, the clauses it carries out, and marks where the document is not plain. */
export type Element = {
  readonly id: string
  readonly title: string
  readonly cite: readonly string[]
  /** Line of the plan source, 1-based: for every message about this element. */
  readonly line: number
  readonly marks: Marks
  /** The article of the law, or the paragraph of another binding text, that this carries out. */
  readonly law?: string
  /** Id of the regime that it comes from; absent for what the plan says itself. */
  readonly regime?: string
}

/** When an organisation, a market or an authority works. `place`: that of whose days off and zone it began. */
export type PlanCalendar = Element & Calendar & { readonly place?: string }

/** Something that may be affected. `tier` 1 is the most critical; `owner` a role, position or group. */
export type System = Element & { readonly tier?: number; readonly owner?: string }

/** Honesty marks: shown to every reader. An element marked `recordedOnly` is kept and shown, never executed. */
export type Marks = {
  readonly unknown?: string
  readonly see?: string
  readonly conflict?: string
  readonly recordedOnly?: string
  /** Why this is not certain: it rests on a secondary source, or on what is generally known. */
  readonly unverified?: string
}

export type Severity = Grade & {
  /** Words that machines use for this level in a `severity` or `priority` label, lower case. */
  readonly labels: readonly string[]
}

export type IncidentType = Element & {
  readonly means: string
  readonly examples: readonly string[]
  readonly security: boolean
}

/** A kind of detection source. `machine` tells whether a machine or a person reports through it. */
export type Source = Element & { readonly machine: boolean }

/**
 * A question that the plan asks about the incident. Unknown until answered; `by` is asked. Nobody is asked where the answer
 * follows from others (`is`) or is the same in every incident (`known`).
 */
export type Fact = Element & {
  readonly ask: string
  readonly kind: 'yes-no' | 'number' | 'choice' | 'text'
  readonly choices: readonly string[]
  readonly by?: string
  /** Computed: yes while this holds, no while it does not. */
  readonly is?: Condition
  /** What is so in every incident under this plan: who we are before the law, say. */
  readonly known?: Answer
  /** When the question is put. Absent: as soon as a rule waits for the answer. */
  readonly when?: Condition
  readonly help?: string
}

/** A named instant besides those that the engine records itself (BUILT_IN_MOMENTS). `is`: derived; without it, a person marks it. */
export type Moment = Element & {
  readonly is?: Start
  readonly by?: string
  /** It may be marked before it comes, and moved: a release, a meeting. */
  readonly scheduled: boolean
}

export const BUILT_IN_MOMENTS = [
  'occurred', // someone's estimate of when it began
  'detected', // the first signal, or what its reporter says
  'aware', // reasonable certainty; marked by a person, or set with `verified`
  'declared', // the incident was opened on record
  'declassified',
  'acknowledged', // the first human response of any kind
  'classified', // first given a severity
  'reclassified', // last given another severity than before
  'verified', // the breach was verified
  'contained',
  'resolved',
  'reviewed', // the review meeting was held
  'closed',
  'reopened',
  'merged',
] as const
export type BuiltInMoment = (typeof BUILT_IN_MOMENTS)[number]

export type Position = Element
/** A role inside an incident, held by positions in order: the second is asked when the first is silent. */
export type Role = Element & {
  readonly holders: readonly string[]
  readonly duties: readonly string[]
  /** Commands that only this role (or another that also lists them) may give. */
  readonly may: readonly CommandName[]
  /** Roles that the same person must not hold in the same incident. */
  readonly notWith: readonly string[]
  /** Longest time that one person holds it before it has to be handed over. */
  readonly most?: Span
  /** For how long whoever has held it that long does not take it again. */
  readonly rest?: Span
  /** Trainings without which nobody holds it. */
  readonly needs?: readonly string[]
  /** Who holds it while nobody else has taken it. */
  readonly standIn?: 'first-responder'
  /** `confirmed`: who hands it over holds it until the other accepts. */
  readonly handOver?: 'confirmed'
  /** Role to which it reports. */
  readonly under?: string
  /** People in the roles under it, at most. */
  readonly span?: number
  /** Several people hold it at once. */
  readonly many?: true
}
/** People outside any one role, filled by the directory ("technical-leadership", "client-partners"). */
export type Group = Element
/**
 * Whom a message is for. Members are role, position or group ids, or `everyone`, `responders`, `reporter`, `on-call`.
 * An `outside` audience is never reached in an exercise.
 */
export type Audience = Element & {
  readonly members: readonly string[]
  readonly outside: boolean
  readonly via: readonly Channel[]
}
export const CHANNELS = [
  'email',
  'slack',
  'teams',
  'sms',
  'voice',
  'push',
  'ntfy',
  'mattermost',
  'discord',
  'webhook',
  'log',
] as const
export type Channel = (typeof CHANNELS)[number]

/** A message to be completed by a person. `parts` are the sections that must be there; texts may hold `{{placeholders}}`. */
export type Template = Element & {
  readonly subject: string
  readonly body: string
  readonly parts: readonly TemplatePart[]
}
/** One with `when` must be filled in only while that holds, an `optional` one never. */
export type TemplatePart = {
  readonly id: string
  readonly title: string
  readonly draft?: string
  readonly when?: Condition
  readonly optional?: true
}

/** A stage of the response, in order. Starting one while an earlier one has open work needs a reason on record. */
export type Stage = Element & {
  readonly goal: string
  readonly priority: number
  /** The engine begins it by itself as soon as this holds. */
  readonly begins?: Condition
}

/** One promise of the plan. Its instances in an incident are obligations. */
export type Rule = Element & {
  readonly stage?: string
  /** Heading under which the agenda shows it inside its stage. */
  readonly heading?: string
  /** Type playbooks that ask for it, for display. */
  readonly playbooks: readonly string[]
  readonly when: Condition
  /** It is owed where its clock starts on one of these days; part of `when` already. */
  readonly inForce?: InForce
  /** Names by which a date vector asks for it. */
  readonly report?: readonly string[]
  readonly act: Act
  /** Whose word it needs: the first whose condition holds counts; none needed when none does. */
  readonly approvals: readonly Approval[]
  /** Who owes it: a role, position or group id, or `on-call`, `each`. The product itself when absent (notify, page, escalate). */
  readonly by?: string
  /** One obligation for each of these; `by: each` means the person of the instance. */
  readonly each?: Each
  /** Of `each: override`: what was done without approval, an obligation by its rule or a decision as `decide:ID`. */
  readonly overrideOf?: string
  readonly clock?: Clock
  readonly every?: Cadence
  /** From here on it is no longer owed (unless it is already overdue). */
  readonly until?: Condition
  /** Met from the record as soon as this holds, without anyone ticking it. */
  readonly met?: Condition
  /** Rules that must be met, waived or void before this one may be completed. */
  readonly after: readonly string[]
  readonly late: Late
  /** Role that may waive it, by name and with a reason. */
  readonly waivableBy?: string
  /** What a person reads who is to do it. */
  readonly help?: string
}
/** `rules`: those it adds and those it takes up, in its order. */
export type Playbook = Element & { readonly when: Condition; readonly rules: readonly string[] }
/** `override`: something that was done without the approvals that the plan wants. */
export type Each = 'responder' | 'system' | 'follow-up' | 'override'

/** Three-valued: while something it needs is not known, it is neither true nor false. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'all' | 'any' | 'none'; readonly of: readonly Condition[] }
  | { readonly kind: 'at-least'; readonly least: number; readonly of: readonly Condition[] }
  | { readonly kind: 'severity' | 'type' | 'source' | 'stage'; readonly in: readonly string[] }
  | { readonly kind: 'security' }
  /** The moment is on record; never unknown. */
  | { readonly kind: 'reached'; readonly moment: string }
  | { readonly kind: 'fact'; readonly fact: string; readonly test: Test }
  /** Every one of these rules is met, waived or void. */
  | { readonly kind: 'done'; readonly rules: readonly string[] }
  /** Every one of these record fields has a value. */
  | { readonly kind: 'recorded'; readonly fields: readonly string[] }
  | { readonly kind: 'escalated'; readonly level: number }
  /** Now is at or after it; `no` while it is not known. */
  | { readonly kind: 'passed'; readonly start: Start }
  /** From one to the other it took longer than this; while the other is not known, up to now. */
  | { readonly kind: 'lasted'; readonly from: Start; readonly to: Start; readonly over: Span }
  /** Working time of a calendar: now, or at that instant. */
  | { readonly kind: 'during'; readonly calendar: string; readonly at?: Start }
  /** One of these rules was missed. */
  | { readonly kind: 'missed'; readonly rules: readonly string[] }
  /** An affected system is of one of these tiers; of one for each system, that system. */
  | { readonly kind: 'tier'; readonly in: readonly number[] }
  /** The classification has one of these levels; unknown before it is assessed. */
  | { readonly kind: 'assessed'; readonly classification: string; readonly in: readonly string[] }
  /** The decision was taken, and has not lapsed since. */
  | { readonly kind: 'decided'; readonly decision: string }
  /** Somebody holds the role. */
  | { readonly kind: 'held'; readonly role: string }
  /** The law is in force at this start; while that is not known, at detection. Half-open. */
  | {
      readonly kind: 'in-force'
      readonly since?: Instant
      readonly until?: Instant
      readonly at?: Start
    }
export type Test =
  | { readonly is: readonly Answer[] }
  | { readonly over: number }
  | { readonly atLeast: number }
  | { readonly under: number }
  | { readonly atMost: number }
/** yes-no answers are the words `yes` and `no`. */
export type Answer = string | number

/**
 * Steps that wait while the gate is shut: until every need is met, every field has a value and `until` holds, or until it is
 * waived by name with a reason. Prohibitions, orderings, checklists, soak periods and go/no-go are all gates.
 */
export type Gate = Element & {
  readonly before: readonly GatedStep[]
  /** The gate is there only while this holds; it is there too while that cannot be told. */
  readonly when: Condition
  readonly needs: readonly string[]
  readonly fields: readonly string[]
  readonly until?: Condition
  /** Absent: nobody may waive it. */
  readonly waivableBy?: string
}
/** `stage:ID` the start of a stage, `send:RULE` the sending of a notice, `do:RULE` the doing of an obligation, `decide:DECISION`, `tell:AUDIENCE` any message to it, `via:CHANNEL` any message by it. */
export const GATED_STEPS = ['stage', 'send', 'do', 'decide', 'tell', 'via'] as const
export type GatedStep = 'resolve' | 'close' | `${(typeof GATED_STEPS)[number]}:${string}`

export type Level = Element & {
  readonly level: number
  readonly members: readonly string[]
  readonly when?: Condition
}

/** A field of the record. `from` computes it; otherwise a person fills it. `required`: closing waits for it. */
export type Field = Element & { readonly from?: ComputedField; readonly required: boolean }
export const COMPUTED_FIELDS = [
  'id',
  'severity',
  'type',
  'detected',
  'reporter',
  'systems',
  'timeline',
] as const
export type ComputedField = (typeof COMPUTED_FIELDS)[number]

/** A figure computed from the record. Without `to` it counts incidents. */
export type Measure = Element & {
  readonly from?: string
  readonly to?: string
  readonly target?: { readonly within: Span; readonly severities: readonly string[] }
  readonly by: readonly ('severity' | 'type' | 'source')[]
}

/** What recurs outside incidents, or is owed after one: by its own rhythm, after something has happened, so often in a period. */
export type ProgramEntry = Element & {
  readonly act: ProgramAct
  /** At the latest so long after the last time. */
  readonly every?: Span
  readonly after?: Occasion
  readonly quota?: Quota
  readonly topics: readonly string[]
  readonly by?: string
  /** In which its times are counted. */
  readonly calendar?: string
}
export const PROGRAM_ACTS = [
  'train',
  'exercise',
  'review-plan',
  'check-contacts',
  'report',
] as const
export type ProgramAct = (typeof PROGRAM_ACTS)[number]

/** After each incident of which this holds, counted from a moment of it; or after something that people put on record. */
export type Occasion =
  | {
      readonly kind: 'incident'
      readonly when: Condition
      readonly from: string
      readonly within?: Span
    }
  | { readonly kind: 'occasion'; readonly text: string; readonly within?: Span }

/** So many times in each calendar period; with `of`, with so many different ones of these topics. */
export type Quota = { readonly least: number; readonly per: Span; readonly of: readonly string[] }

/** How long what is of a kind is kept: from its start on, and without end where there is no time, or while `hold` holds. */
export type Retention = Element & {
  readonly kind: string
  readonly keep?: Span
  readonly from: Start
  /** While this holds nothing is given up: a legal hold. */
  readonly hold?: Condition
}

/** How a page moves on: `wait` for an answer, then the next in line; after the last one, again, `rounds` times; then the level above. */
export type Pace = {
  readonly wait: Span
  readonly rounds: number
  readonly via: readonly Channel[]
}

/** The pace of the worst level, and as long as none was given; `levels`: that of others, as far as it differs. */
export type Paging = Pace & { readonly levels?: readonly LevelPace[] }
export type LevelPace = Partial<Pace> & { readonly severity: string }

/** Which labels make alerts one signal, and for how long further signals join an incident that no one has classified yet. */
export type Intake = {
  readonly groupBy: readonly string[]
  readonly join: Span
  /** The source of alerts that name none of the plan's. */
  readonly source: string
}

export type Statement = Element & { readonly text: string }
