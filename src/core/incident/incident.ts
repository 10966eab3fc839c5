import type {
  Basis,
  CaseInForce,
  PageEnd,
  PageStep,
  Parts,
  RuleProposal,
} from '#/core/incident/event.ts'
import type { Answer, Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/**
 * What follows from the log of one incident, and nothing else. `evolve` changes it in place, for speed, and its collections
 * through `own`; what is in them is never changed but replaced, so that drafts may share it.
 */
export type Incident = {
  readonly id: string
  /** How many events were folded; the next one gets this number plus one. */
  version: number
  /** When the last event was recorded. */
  lastAt: Instant | undefined
  /** While a decision records what time alone has brought: until when that was on record before it. Undefined at rest. */
  keptTo: Instant | undefined
  /** When the last signal came in. */
  lastSignalAt: Instant | undefined
  /** When a moment was last corrected: at that instant limits that were missed are computed anew. */
  correctedAt: Instant | undefined
  status: Status
  planId: string
  planHash: string
  title: string
  source: string
  reporter: string
  exercise: boolean
  severity: string | undefined
  type: string | undefined
  stage: string | undefined
  /** Highest level of the escalation ladder reached. */
  level: number
  mergedInto: string | undefined
  /** Undefined: open to everyone who may see incidents. */
  restrictedTo: readonly string[] | undefined
  /** Confidentiality mark on every message about it. */
  label: string | undefined
  /** Who gave the severity that it has. */
  classifiedBy: string | undefined
  /** The incident of which this one was a part. */
  splitFrom: string | undefined
  /** Who is on call for it in place of the position. */
  onCall: string | undefined
  /** What a rule proposed when it was opened. */
  proposed: RuleProposal | undefined
  systems: ReadonlySet<string>
  moments: ReadonlyMap<string, Instant>
  stages: ReadonlyMap<string, Instant>
  answers: ReadonlyMap<string, Given>
  fields: ReadonlyMap<string, string>
  roles: ReadonlyMap<string, Holding>
  /** Everyone who took part, since when. */
  responders: ReadonlyMap<string, Instant>
  ledger: ReadonlyMap<string, Entry>
  /** For a rule that recurs: number of the period that runs. */
  periods: ReadonlyMap<string, number>
  pages: ReadonlyMap<string, Page>
  signals: ReadonlyMap<string, SignalSeen>
  /** How many signals joined beyond those that are kept by name. */
  signalsMore: number
  levels: ReadonlyMap<number, LevelReached>
  /** Subject → approvals of any draft. */
  approvals: ReadonlyMap<string, readonly ApprovalGiven[]>
  evidence: ReadonlyMap<string, EvidenceHeld>
  findings: ReadonlyMap<string, Finding>
  followUps: ReadonlyMap<string, FollowUp>
  feedback: ReadonlySet<string>
  notesBy: ReadonlySet<string>
  meetings: ReadonlyMap<string, Meeting>
  /** Rule of a gate → when it was passed or waived. */
  gates: ReadonlyMap<string, GatePassed>
  // What few incidents have is replaced instead of being changed in place, so that the others share one that is empty.
  /** Classification → its level. */
  assessments: ReadonlyMap<string, Assessed>
  decisions: ReadonlyMap<string, DecisionTaken>
  /** What was done without the approvals that the plan wants, by its own id. */
  overrides: ReadonlyMap<string, Override>
  /** Subject of an approval → for which draft it was asked. */
  approvalsAsked: ReadonlyMap<string, ApprovalAsked>
  objections: ReadonlyMap<string, readonly Objection[]>
  /** Role → to whom it is being handed over, until they confirm. */
  offers: ReadonlyMap<string, Offer>
  /** Role that several may hold → who holds it besides the first. */
  teams: ReadonlyMap<string, readonly Holding[]>
  /** Role → who held it before, from when to when. */
  shifts: ReadonlyMap<string, readonly Shift[]>
  /** Incidents that were parts of this one. */
  splitOff: ReadonlySet<string>
  /** Who has done something here since it was declared, and has not said since that they cannot: while there is somebody, nobody is asked again and again. */
  attending: ReadonlySet<string>
}

export type Status = 'undeclared' | 'open' | 'resolved' | 'closed' | 'declassified' | 'merged'

/** `answer` undefined: asked and said to be not known yet. */
export type Given = {
  readonly answer: Answer | undefined
  readonly at: Instant
  readonly by: string
}
export type Holding = {
  readonly person: string
  readonly since: Instant
  readonly accepted: boolean
  /** Only until somebody else takes it: nobody stops being asked for that. */
  readonly standIn?: true
}
/** `to`: when the next one took it, or it was given back. */
export type Shift = { readonly person: string; readonly from: Instant; readonly to: Instant }
export type Offer = { readonly from: string; readonly to: string; readonly at: Instant }

/** What the log holds about one obligation. Its standing is computed from this and the time, never stored. */
export type Entry = {
  readonly rule: string
  readonly openedAt: Instant
  /** It had ended as void before, and came to apply again. */
  readonly again?: true
  /** Its clock as last put on record. */
  readonly from?: Instant
  readonly aim?: Instant
  readonly due?: Instant
  readonly case?: CaseInForce
  /** When it came to apply, if that was before it was put on record. */
  readonly since?: Instant
  readonly bounds?: Basis['bounds']
  readonly rolled?: boolean
  /** When this case came to be in force, and the limit before, if another case was in force first. */
  readonly caseAt?: Instant
  readonly wasDue?: Instant
  /** The limit that it had before it was last moved. */
  readonly movedFrom?: Instant
  /** The limit for which a reminder has gone out; another limit is warned of again. */
  readonly warnedFor?: Instant
  readonly missedFor?: Instant
  readonly missedAt?: Instant
  readonly metAt?: Instant
  readonly metBy?: string
  readonly waived?: { readonly at: Instant; readonly by: string; readonly reason: string }
  readonly voided?: { readonly at: Instant; readonly cause: string }
}

export type Page = {
  readonly id: string
  readonly obligation: string | undefined
  readonly party: string
  readonly person: string
  readonly attempt: number
  readonly sentAt: Instant
  /** When the party was first paged. */
  readonly since: Instant
  readonly channels: readonly Channel[]
  readonly cites: readonly string[]
  /** Further steps towards the same person, counted from `sentAt`, and how many were taken. */
  readonly further?: readonly PageStep[]
  readonly step?: number
  /** What it said, where no obligation says it. */
  readonly said?: string
  /** Who has said, while this line runs, that they cannot. */
  readonly declined?: readonly string[]
  /** Whom, one right after the other, no channel has reached until this one was asked. */
  readonly unreached?: readonly string[]
  /** Somebody has handed it on by name: to whom, and who of them was asked since. */
  readonly handed?: HandedOn
  /** It has come back to whoever had handed it on, who need not stand in the line. */
  readonly back?: true
  /** Channels over which this attempt did not reach them. */
  readonly failed: readonly Channel[]
  readonly state: 'waiting' | 'handed-on' | 'acknowledged' | 'ended'
  readonly answeredAt?: Instant
  readonly answeredBy?: string
  readonly endedAt?: Instant
  readonly cause?: PageEnd
}

export type HandedOn = {
  readonly to: string
  readonly by: string
  readonly asked: readonly string[]
  readonly reason?: string
}

export type SignalSeen = {
  readonly title: string
  readonly source: string
  readonly count: number
  readonly resolved: boolean
  readonly urgency?: string
  /** Where its sender shows it. */
  readonly url?: string
}
export type LevelReached = { readonly at: Instant; readonly people: readonly string[] }
/** `silent`: whoever was asked has consented by silence; `by` is Tocsin then. */
export type ApprovalGiven = {
  readonly role: string
  readonly by: string
  readonly draft: string
  readonly at: Instant
  readonly silent?: true
}
export type ApprovalAsked = {
  readonly draft: string
  /** The words of the draft; absent where it has none, or they were redacted. */
  readonly parts?: Parts
  readonly of: readonly string[]
  readonly at: Instant
  /** Silence was taken for consent. */
  readonly consented: boolean
}
export type Objection = { readonly by: string; readonly draft: string; readonly at: Instant }
export type Assessed = { readonly level: string; readonly at: Instant; readonly by: string }
export type DecisionTaken = {
  readonly at: Instant
  readonly by: string
  readonly lapsesAt?: Instant
  readonly lapsed: boolean
}
/** `of`: the obligation or decision, as `subjectOf` names it. */
export type Override = { readonly of: string; readonly by: string; readonly at: Instant }
export type EvidenceHeld = {
  readonly kind: string
  readonly title: string
  readonly sha256: string
  readonly heldBy: string
  readonly bytes: number
  readonly obligation?: string
  /** From whom to whom it went, oldest first, and who asked in vain for its deletion. */
  readonly custody: readonly Custody[]
}
export type Custody = {
  readonly at: Instant
  readonly by: string
  readonly did: 'take' | 'hand-over' | 'ask-to-delete'
  readonly to?: string
}
export type Finding = { readonly kind: string; readonly text: string }
export type FollowUp = {
  readonly title: string
  readonly owner: string
  readonly dueAt: Instant
  readonly doneAt?: Instant
  readonly designatedBy: string
  readonly planChange: boolean
}
export type Meeting = {
  readonly obligation: string
  readonly startsAt: Instant
  readonly heldAt?: Instant
  readonly present: readonly string[]
}
export type GatePassed = { readonly at: Instant; readonly waived: boolean }

/** Nothing is known of it but its id. */
export function undeclared(id: string): Incident {
  return sharing({ id, ...BLANK })
}

const NONE: ReadonlyMap<never, never> = new Map<never, never>()
const NOBODY: ReadonlySet<never> = new Set<never>()

/** Everything empty is the same empty, since most incidents never fill half of their collections. */
const BLANK: Omit<Incident, 'id'> = {
  version: 0,
  lastAt: undefined,
  keptTo: undefined,
  lastSignalAt: undefined,
  correctedAt: undefined,
  status: 'undeclared',
  planId: '',
  planHash: '',
  title: '',
  source: '',
  reporter: '',
  exercise: false,
  severity: undefined,
  type: undefined,
  stage: undefined,
  level: 0,
  mergedInto: undefined,
  restrictedTo: undefined,
  label: undefined,
  classifiedBy: undefined,
  splitFrom: undefined,
  onCall: undefined,
  proposed: undefined,
  systems: NOBODY,
  moments: NONE,
  stages: NONE,
  answers: NONE,
  fields: NONE,
  roles: NONE,
  responders: NONE,
  ledger: NONE,
  periods: NONE,
  pages: NONE,
  signals: NONE,
  signalsMore: 0,
  levels: NONE,
  approvals: NONE,
  evidence: NONE,
  findings: NONE,
  followUps: NONE,
  feedback: NOBODY,
  notesBy: NOBODY,
  meetings: NONE,
  gates: NONE,
  assessments: NONE,
  decisions: NONE,
  overrides: NONE,
  approvalsAsked: NONE,
  objections: NONE,
  offers: NONE,
  teams: NONE,
  shifts: NONE,
  splitOff: NOBODY,
  attending: NOBODY,
}

/**
 * A copy, for `decide` to work on: either may be evolved without touching the other. They share every collection until one
 * of them changes it, since most decisions change two or three of thirty.
 */
export function draftOf(incident: Incident): Incident {
  sharing(incident)
  return sharing({ ...incident })
}

/** Which collections belong to an incident alone. */
const owned = new WeakMap<Incident, Set<Collection>>()

/** From here on it shares whatever it holds. */
function sharing(incident: Incident): Incident {
  owned.set(incident, new Set())
  return incident
}

type Collection = {
  [K in keyof Incident]: Own<Incident[K]> extends never ? never : K
}[keyof Incident]

/** A collection as it may be changed by whom it belongs to. */
type Own<C> =
  C extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : C extends ReadonlySet<infer T>
      ? Set<T>
      : never

/** A collection of an incident that may be changed in place: its own, copied if it was shared until now. */
export function own<C extends Collection>(incident: Incident, name: C): Own<Incident[C]> {
  const mine = owned.get(incident)
  if (mine !== undefined && !mine.has(name)) {
    const shared: unknown = incident[name]
    const copy = shared instanceof Map ? new Map(shared) : new Set(shared as ReadonlySet<unknown>)
    ;(incident as Record<Collection, unknown>)[name] = copy
    mine.add(name)
  }
  return incident[name] as unknown as Own<Incident[C]>
}
