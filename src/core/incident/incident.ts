import type { PageEnd } from '#/core/incident/event.ts'
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
  readonly approvals: Map<string, readonly Approval[]>
  readonly evidence: Map<string, EvidenceHeld>
  readonly findings: Map<string, Finding>
  readonly followUps: Map<string, FollowUp>
  readonly feedback: Set<string>
  readonly notesBy: Set<string>
  readonly meetings: Map<string, Meeting>
  /** Rule of a gate → when it was passed or waived. */
  readonly gates: Map<string, GatePassed>
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
}

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
export type Approval = { readonly role: string; readonly by: string; readonly draft: string }
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
  }
}

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
