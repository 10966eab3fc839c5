import type { Basis, CaseInForce, PageEnd } from '#/core/incident/event.ts'
import type { Answer, Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/**
 * What follows from the log of one incident, and nothing else. Collections are maps that `evolve` changes in place, for
 * speed; what is in them is never changed but replaced, so that `draftOf` may share it.
 */
export type Incident = {
  readonly id: string
  /** How many events were folded; the next one gets this number plus one. */
  version: number
  /** When the last event was recorded. */
  lastAt: Instant | undefined
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
  readonly systems: Set<string>
  readonly moments: Map<string, Instant>
  readonly stages: Map<string, Instant>
  readonly answers: Map<string, Given>
  readonly fields: Map<string, string>
  readonly roles: Map<string, Holding>
  /** Everyone who took part, since when. */
  readonly responders: Map<string, Instant>
  readonly ledger: Map<string, Entry>
  /** For a rule that recurs: number of the period that runs. */
  readonly periods: Map<string, number>
  readonly pages: Map<string, Page>
  readonly signals: Map<string, SignalSeen>
  /** How many signals joined beyond those that are kept by name. */
  signalsMore: number
  readonly levels: Map<number, LevelReached>
  /** Subject → approvals of any draft. */
  readonly approvals: Map<string, readonly ApprovalGiven[]>
  readonly evidence: Map<string, EvidenceHeld>
  readonly findings: Map<string, Finding>
  readonly followUps: Map<string, FollowUp>
  readonly feedback: Set<string>
  readonly notesBy: Set<string>
  readonly meetings: Map<string, Meeting>
  /** Rule of a gate → when it was passed or waived. */
  readonly gates: Map<string, GatePassed>
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
  readonly bounds?: Basis['bounds']
  readonly rolled?: boolean
  /** When this case came to be in force, and the limit before, if another case was in force first. */
  readonly caseAt?: Instant
  readonly wasDue?: Instant
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
  /** Channels over which this attempt did not reach them. */
  readonly failed: readonly Channel[]
  readonly state: 'waiting' | 'handed-on' | 'acknowledged' | 'ended'
  readonly answeredAt?: Instant
  readonly answeredBy?: string
  readonly endedAt?: Instant
  readonly cause?: PageEnd
}

export type SignalSeen = {
  readonly title: string
  readonly source: string
  readonly count: number
  readonly resolved: boolean
  readonly urgency?: string
}
export type LevelReached = { readonly at: Instant; readonly people: readonly string[] }
/** `by` is Tocsin where whoever was asked has consented by silence. */
export type ApprovalGiven = {
  readonly role: string
  readonly by: string
  readonly draft: string
  readonly at: Instant
}
export type ApprovalAsked = {
  readonly draft: string
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
  readonly obligation?: string
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

export function undeclared(id: string): Incident {
  return {
    id,
    version: 0,
    lastAt: undefined,
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
    systems: new Set(),
    moments: new Map(),
    stages: new Map(),
    answers: new Map(),
    fields: new Map(),
    roles: new Map(),
    responders: new Map(),
    ledger: new Map(),
    periods: new Map(),
    pages: new Map(),
    signals: new Map(),
    signalsMore: 0,
    levels: new Map(),
    approvals: new Map(),
    evidence: new Map(),
    findings: new Map(),
    followUps: new Map(),
    feedback: new Set(),
    notesBy: new Set(),
    meetings: new Map(),
    gates: new Map(),
    assessments: NONE,
    decisions: NONE,
    overrides: NONE,
    approvalsAsked: NONE,
    objections: NONE,
    offers: NONE,
    teams: NONE,
    shifts: NONE,
    splitOff: new Set(),
  }
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>()

/** A copy that may be evolved without touching the original: what `decide` works on. */
export function draftOf(incident: Incident): Incident {
  return {
    ...incident,
    systems: new Set(incident.systems),
    moments: new Map(incident.moments),
    stages: new Map(incident.stages),
    answers: new Map(incident.answers),
    fields: new Map(incident.fields),
    roles: new Map(incident.roles),
    responders: new Map(incident.responders),
    ledger: new Map(incident.ledger),
    periods: new Map(incident.periods),
    pages: new Map(incident.pages),
    signals: new Map(incident.signals),
    levels: new Map(incident.levels),
    approvals: new Map(incident.approvals),
    evidence: new Map(incident.evidence),
    findings: new Map(incident.findings),
    followUps: new Map(incident.followUps),
    feedback: new Set(incident.feedback),
    notesBy: new Set(incident.notesBy),
    meetings: new Map(incident.meetings),
    gates: new Map(incident.gates),
  }
}
