import type { Instant } from '#/core/time.ts'
import type { Answer, Channel } from '#/core/plan/plan.ts'
import type { ActName } from '#/core/plan/act.ts'

/**
 * What can happen to an incident. Read by auditors in ten years: a name or a field, once released, is never renamed.
 * `by` is a person's id, or `tocsin` where the engine acted by itself.
 *
 * Free text lives only in the fields named in TEXT_FIELDS. Those are committed to in the hash chain and can be redacted;
 * everything else is structure, is hashed in the clear, and must never carry what a person typed at length.
 */
export type IncidentEvent = Stamp & Happening
export type Stamp = { readonly at: Instant; readonly by: string }
export const TOCSIN = 'tocsin'

export const TEXT_FIELDS = [
  'title',
  'titles',
  'description',
  'text',
  'reason',
  'subject',
  'parts',
  'value',
  'labels',
] as const

export type SignalRef = {
  readonly id: string
  readonly source: string
  /** What the sender says of its weight, lower case, as it came. */
  readonly urgency?: string
  readonly url?: string
}

/**
 * All that a limit hangs on besides the plan. Two that are the same come to the same limit, so that what stands in the
 * ledger for it need not be counted again.
 */
export type Basis = {
  readonly from?: Instant
  readonly case?: CaseInForce
  /** Since when it applies, or the case holds, where that was noticed late. */
  readonly since?: Instant
  /** Of each cap, and then of each change after which it is due again, the instant, while it is known. */
  readonly bounds?: readonly (Instant | null)[]
  /** Whether a limit on a day off is moved. Absent: that hangs on nothing. */
  readonly rolled?: boolean
}

/** The case of a clock that holds, by its place; or that none does, or that it cannot be told. Absent: it has no cases to tell apart. */
export type CaseInForce = number | 'none' | 'unknown'

export type Opened = Basis & {
  readonly obligation: string
  readonly rule: string
  readonly aim?: Instant
  readonly due?: Instant
}

export type Recipient = {
  /** A person's id, or the address itself for those outside. */
  readonly to: string
  readonly channels: readonly Channel[]
}

export type Receipt = {
  readonly message: string
  readonly to: string
  readonly channel: Channel
  readonly outcome: 'delivered' | 'failed' | 'channel-missing' | 'no-address' | 'withheld'
  readonly attempts: number
  readonly detail?: string
}

/** What a rule of the routing book proposes to whoever classifies. */
export type RuleProposal = {
  readonly rule: string
  readonly severity?: string
  readonly type?: string
}

/** A plan as a log names it. */
export type PlanVersion = { readonly id: string; readonly version: string; readonly hash: string }

export type Happening =
  | {
      readonly type: 'declared'
      readonly plan: PlanVersion
      readonly title: string
      readonly description?: string
      readonly source: string
      readonly reporter: string
      readonly detectedAt: Instant
      readonly occurredAt?: Instant
      readonly systems: readonly string[]
      readonly exercise: boolean
      readonly signal?: SignalRef
      /** The incident of which it was a part. */
      readonly splitFrom?: string
      /** Who is on call for it in place of the position: a position of the directory, or `rota:` and an id. */
      readonly onCall?: string
      readonly proposed?: RuleProposal
    }
  /** Further signals joined, together. `titles` are theirs, in the same order; `more` joined without being named. */
  | {
      readonly type: 'signals-attached'
      readonly signals: readonly (SignalRef & { readonly count: number })[]
      readonly titles: readonly string[]
      readonly more: number
    }
  | { readonly type: 'signals-resolved'; readonly signals: readonly string[] }
  | {
      readonly type: 'classified'
      readonly severity: string
      readonly incidentType: string
      readonly was?: { readonly severity: string; readonly incidentType: string }
      readonly proposed?: string
      readonly reason?: string
      /** What the plan raised it for, by itself: the obligation by its key, or `late:KEY`. */
      readonly cause?: string
    }
  | {
      readonly type: 'assessed'
      readonly classification: string
      readonly level: string
      readonly was?: string
      readonly proposed?: string
      readonly reason?: string
    }
  /** Another than who gave the level has found it right. */
  | {
      readonly type: 'confirmed'
      readonly obligation: string
      readonly of: string
      readonly level: string
      readonly text?: string
    }
  | { readonly type: 'declassified'; readonly reason: string }
  | {
      readonly type: 'answered'
      readonly fact: string
      readonly answer?: Answer
      readonly value?: string
      readonly reason?: string
    }
  | {
      readonly type: 'moment-marked'
      readonly moment: string
      readonly when: Instant
      readonly was?: Instant
      readonly reason?: string
    }
  | {
      readonly type: 'role-assigned'
      readonly role: string
      readonly person: string
      readonly accepted: boolean
      /** Holds it only until somebody else takes it. */
      readonly standIn?: true
      /** Joins those who hold it already. */
      readonly joins?: true
      /** What the plan wants and the person lacks, named by whoever assigned it all the same. */
      readonly lacks?: readonly string[]
      readonly reason?: string
    }
  /** Handed over, and held by who hands it over until the other accepts. */
  | {
      readonly type: 'role-offered'
      readonly role: string
      readonly from: string
      readonly to: string
      readonly lacks?: readonly string[]
      readonly reason?: string
    }
  | { readonly type: 'role-accepted'; readonly role: string; readonly person: string }
  | {
      readonly type: 'role-declined'
      readonly role: string
      readonly person: string
      readonly reason?: string
    }
  | {
      readonly type: 'role-handed-over'
      readonly role: string
      readonly from: string
      readonly to: string
      /** The new holder has accepted already. */
      readonly confirmed?: true
      readonly lacks?: readonly string[]
      readonly reason?: string
    }
  | { readonly type: 'person-called-in'; readonly person: string; readonly reason?: string }
  /** A position, a role, a group or a rota was called in: one of them is woken after the other until somebody answers. */
  | { readonly type: 'party-called-in'; readonly party: string; readonly reason?: string }
  | {
      readonly type: 'page-sent'
      readonly page: string
      /** Key of the obligation that it carries out; absent for a page that a person asked for. */
      readonly obligation?: string
      readonly party: string
      readonly person: string
      readonly attempt: number
      /** Whoever was asked has not answered and is asked again, over further channels: how many steps of theirs that makes. */
      readonly step?: number
      readonly channels: readonly Channel[]
      /** What follows, by their own wish, while they have not answered: minutes from now, and over which channels. */
      readonly further?: readonly PageStep[]
      /** Who has handed it on to this person by name. */
      readonly handedBy?: string
      /** Confidentiality mark, with which the subject begins. */
      readonly label?: string
      readonly subject: string
      readonly text: string
      readonly cites: readonly string[]
    }
  | { readonly type: 'page-acknowledged'; readonly page: string; readonly person: string }
  | {
      readonly type: 'page-handed-on'
      readonly page: string
      readonly person: string
      /** To whom: a person, position, role, group or rota. Absent: they cannot, and the next in line is asked. */
      readonly to?: string
      readonly reason?: string
    }
  | {
      readonly type: 'page-ended'
      readonly page: string
      readonly party: string
      readonly cause: PageEnd
    }
  | {
      readonly type: 'message-sent'
      readonly message: string
      readonly obligation?: string
      readonly act: ActName | 'reminder' | 'missed' | 'invitation' | 'acknowledgement' | 'approval'
      readonly audiences: readonly string[]
      readonly recipients: readonly Recipient[]
      readonly outside: boolean
      /** Confidentiality mark, with which the subject begins. */
      readonly label?: string
      readonly subject: string
      readonly text: string
      readonly cites: readonly string[]
      /** An iCalendar meeting goes along. */
      readonly meeting?: {
        readonly id: string
        readonly startsAt: Instant
        readonly minutes: number
      }
    }
  | { readonly type: 'receipts-recorded'; readonly receipts: readonly Receipt[] }
  /** Promises that began to bind at this instant, together. */
  | { readonly type: 'obligations-opened'; readonly opened: readonly Opened[] }
  | (Basis & {
      readonly type: 'obligation-rescheduled'
      readonly obligation: string
      readonly aim?: Instant
      readonly due?: Instant
      readonly was?: Instant
    })
  | { readonly type: 'obligation-warned'; readonly obligation: string; readonly due: Instant }
  | { readonly type: 'obligation-missed'; readonly obligation: string; readonly due: Instant }
  | {
      readonly type: 'obligation-met'
      readonly obligation: string
      readonly when: Instant
      readonly text?: string
      readonly url?: string
    }
  | { readonly type: 'obligation-waived'; readonly obligation: string; readonly reason: string }
  | { readonly type: 'obligation-voided'; readonly obligation: string; readonly cause: string }
  | {
      readonly type: 'stage-began'
      readonly stage: string
      readonly over: readonly string[]
      readonly reason?: string
    }
  | {
      readonly type: 'update-posted'
      readonly message: string
      readonly to: readonly string[]
      readonly text: string
      readonly nextBy?: Instant
    }
  /** Those whose word is wanted were asked for it: of an obligation or of a decision, for this very draft. */
  | ({
      readonly type: 'approval-asked'
      readonly draft: string
      readonly of: readonly string[]
      /** The draft itself, where it is one: whoever is asked approves these very words. */
      readonly parts?: Parts
    } & Subject)
  | ({ readonly type: 'approved'; readonly role: string; readonly draft: string } & Subject)
  | ({ readonly type: 'objected'; readonly draft: string; readonly reason: string } & Subject)
  /** Nobody who was asked has objected in time. */
  | ({
      readonly type: 'consent-presumed'
      readonly draft: string
      readonly of: readonly string[]
    } & Subject)
  /** Done without the approvals that the plan wants; whoever did it owes a report. */
  | ({
      readonly type: 'authority-overridden'
      readonly override: string
      readonly role: string
      readonly missing: readonly string[]
      readonly reason: string
    } & Subject)
  | {
      readonly type: 'decision-taken'
      readonly decision: string
      readonly lapsesAt?: Instant
      readonly text?: string
      readonly reason?: string
    }
  | { readonly type: 'decision-lapsed'; readonly decision: string }
  | {
      readonly type: 'notice-sent'
      readonly obligation: string
      readonly message: string
      readonly parts: Parts
      readonly byHand: boolean
    }
  | {
      readonly type: 'report-submitted'
      readonly obligation: string
      readonly parts: Parts
      readonly receipt?: string
      readonly text?: string
    }
  | {
      readonly type: 'evidence-added'
      readonly evidence: string
      readonly kind: string
      readonly sha256: string
      readonly bytes: number
      readonly title: string
      readonly obligation?: string
    }
  | {
      readonly type: 'evidence-transferred'
      readonly evidence: string
      readonly to: string
      readonly reason: string
    }
  | {
      readonly type: 'evidence-deletion-refused'
      readonly evidence: string
      readonly reason: string
    }
  | { readonly type: 'noted'; readonly text: string }
  | { readonly type: 'notes-written'; readonly text: string }
  | {
      readonly type: 'finding-added'
      readonly finding: string
      readonly kind: string
      readonly text: string
    }
  | {
      readonly type: 'follow-up-added'
      readonly followUp: string
      readonly title: string
      readonly owner: string
      readonly dueAt: Instant
      readonly planChange: boolean
    }
  | { readonly type: 'follow-up-finished'; readonly followUp: string; readonly text?: string }
  | { readonly type: 'feedback-given'; readonly person: string; readonly text: string }
  | {
      readonly type: 'meeting-scheduled'
      readonly meeting: string
      readonly obligation: string
      readonly startsAt: Instant
      readonly invited: readonly string[]
    }
  | {
      readonly type: 'meeting-held'
      readonly meeting: string
      readonly obligation: string
      readonly present: readonly string[]
      readonly text?: string
    }
  | {
      readonly type: 'escalated'
      readonly level: number
      readonly cause: string
      readonly people: readonly string[]
      readonly reason?: string
    }
  | { readonly type: 'field-set'; readonly field: string; readonly value: string }
  | { readonly type: 'systems-added'; readonly systems: readonly string[] }
  | {
      readonly type: 'published'
      readonly obligation: string
      readonly where: string
      readonly text: string
      readonly url?: string
    }
  | {
      readonly type: 'restricted'
      readonly to: readonly string[]
      readonly label?: string
      /** The obligation for which the plan did it by itself, by its key. */
      readonly cause?: string
    }
  | { readonly type: 'resolved'; readonly text: string }
  | { readonly type: 'gate-passed'; readonly gate: string }
  | {
      readonly type: 'gate-waived'
      readonly gate: string
      readonly open: readonly string[]
      readonly reason: string
    }
  | { readonly type: 'closed' }
  | { readonly type: 'reopened'; readonly reason: string }
  | { readonly type: 'merged'; readonly into: string; readonly reason: string }
  | { readonly type: 'absorbed'; readonly incident: string }
  | { readonly type: 'split-off'; readonly incident: string }
  /** It goes on under another version of its plan. */
  | {
      readonly type: 'migrated'
      readonly plan: PlanVersion
      readonly was: PlanVersion
      readonly reason: string
    }
  | { readonly type: 'redacted'; readonly version: number; readonly reason: string }

/** What an approval is about: an obligation by its key, or a decision by its id. */
export type Subject =
  | { readonly obligation: string; readonly decision?: never }
  | { readonly decision: string; readonly obligation?: never }

/** Why nobody is asked any more. `not-needed`: what it was sent for was met, waived, or does not apply any more. */
export type PageEnd =
  | 'unanswered'
  | 'nobody-to-ask'
  /** Everyone in line has said that they cannot. */
  | 'declined'
  | 'role-taken'
  | 'not-needed'
  | 'incident-over'

/** Ends of pages after which somebody else must be woken. */
export const SILENT: ReadonlySet<PageEnd> = new Set<PageEnd>([
  'unanswered',
  'nobody-to-ask',
  'declined',
])

/** One more attempt to reach whoever was asked. */
export type PageStep = { readonly afterMinutes: number; readonly via: readonly Channel[] }

/** Sections of a notice or report by part id. */
export type Parts = Readonly<Record<string, string>>

export type EventType = Happening['type']
export type EventOf<T extends EventType> = Extract<IncidentEvent, { readonly type: T }>

/** An event with its place in the log, from 1, as readers are shown it; the place that a redaction names is then `redacts`. */
export function placed(event: IncidentEvent, version: number): Record<string, unknown> {
  const redacts = event.type === 'redacted' ? { redacts: event.version } : {}
  return { ...event, ...redacts, version }
}
