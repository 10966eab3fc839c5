import type { Asked, Command } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { addEvidence, deleteEvidence, transferEvidence } from '#/core/incident/evidence.ts'
import { AFTER_THE_END, ENDED } from '#/core/incident/ended.ts'
import { answer, classify, declassify } from '#/core/incident/classify.ts'
import { absorb, close, merge, reopen, resolve, splitOff } from '#/core/incident/ending.ts'
import { assess } from '#/core/incident/assess.ts'
import { approve, askApproval, object } from '#/core/incident/authority.ts'
import { takeDecision } from '#/core/incident/decision.ts'
import { publish, sendNotice, submitReport, update } from '#/core/incident/communicate.ts'
import { attachSignal, declare } from '#/core/incident/declare.ts'
import type { Happening, IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { keepPromises, wakeAt } from '#/core/incident/keep.ts'
import { migrate, underItsPlan } from '#/core/incident/migrate.ts'
import { correctMoment, mark } from '#/core/incident/moment.ts'
import { isEarly, leftBy, remember } from '#/core/incident/remembered.ts'
import {
  acceptRole,
  assign,
  callIn,
  declineRole,
  handOver,
  mayGive,
} from '#/core/incident/people.ts'
import {
  addFinding,
  addFollowUp,
  finishFollowUp,
  giveFeedback,
  holdMeeting,
  scheduleMeeting,
  writeNotes,
} from '#/core/incident/review.ts'
import { beginTurn, caughtUp, record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { addSystems, beginStage, complete, setField, waive } from '#/core/incident/work.ts'
import { acknowledge, acknowledgeAll, escalateByHand, handOn } from '#/core/incident/answer-page.ts'
import type { Look } from '#/core/obligation/look.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { refuse } from '#/core/refusal.ts'
import type { Decision, Refusal } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'

/** A leaf either records on the turn, or refuses; a refusal drops the whole turn. */
export type Verdict = { readonly refused: Refusal } | undefined

/**
 * The only way an incident changes: what is asked, judged by the plan, as events or a refusal. Before the command itself
 * takes effect everything that time has brought due is recorded; after it everything that follows from it.
 * Pure: `command.at` is the time, and `incident` is not touched.
 */
export function decide(
  setting: Setting,
  incident: Incident,
  command: Command,
): Decision<IncidentEvent> {
  const decided = decideInFull(setting, incident, command)
  return 'refused' in decided ? decided : { accepted: decided.accepted }
}

/** A decision with what comes of it, which whoever appends it would otherwise work out again. */
export type Decided = {
  readonly accepted: readonly IncidentEvent[]
  /** After these events. It is the caller's own. */
  readonly incident: Incident
  /** When time alone next changes something; undefined when nothing is left to wait for. */
  readonly wakeAt: Instant | undefined
  /** How the promises stand after them. */
  readonly look: Look
  /** Under which it goes on: another one than before only where it was migrated. */
  readonly plan: Plan
}

/** As `decide`. */
export function decideInFull(
  setting: Setting,
  incident: Incident,
  command: Command,
): Decided | { readonly refused: Refusal } {
  const turn = beginTurn(setting, incident, command.at, command.by)
  const left = leftBy(setting, incident, command.at)
  turn.look = left?.look
  // Before the instant at which it asked to be woken there is nothing to do.
  const before = left !== undefined && isEarly(command.at, left) ? left.look : keepPromises(turn)
  caughtUp(turn)
  const kept = turn.events.length
  const verdict = obey(turn, command)
  if (verdict !== undefined) return verdict
  const after = underItsPlan(turn)
  // What is settled stays settled until something is recorded: a wake, for one, records nothing of its own.
  const look = turn.events.length === kept ? before : keepPromises(after)
  const { plan } = after.setting
  const wake = wakeAt(plan, turn.incident, command.at, look)
  remember(after, { look, wakeAt: wake })
  return { accepted: turn.events, incident: turn.incident, wakeAt: wake, look, plan }
}

/** The command alone, without what time has brought due before it and what follows from it. */
export function obey(turn: Turn, command: Command): Verdict {
  return mayBeGiven(turn, command) ?? carryOut(turn, command)
}

/** Commands that say themselves what becomes of the pages of whoever gives them. */
const ANSWERS_ITSELF: ReadonlySet<CommandName> = new Set<CommandName>([
  'acknowledge',
  'hand-on',
  'decline',
])

function mayBeGiven(turn: Turn, command: Command): Verdict {
  const { incident } = turn
  if (command.do === 'declare') return undefined
  if (incident.status === 'undeclared') return refuse('incident-unknown', { incident: incident.id })
  if (ENDED.has(incident.status) && !AFTER_THE_END.has(command.do))
    return refuse('incident-not-open', { status: incident.status })
  if (command.by === TOCSIN) return undefined
  const verdict = mayGive(turn, command.do)
  // Who gives a command is awake: their own pages are answered by it.
  if (verdict === undefined && !ANSWERS_ITSELF.has(command.do)) acknowledgeAll(turn)
  return verdict
}

type Handlers = { readonly [N in CommandName]: (turn: Turn, command: Asked<N>) => Verdict }

/** What carries out each command. One that is missing does not compile. */
const HANDLERS: Handlers = {
  declare,
  'attach-signal': attachSignal,
  classify,
  assess,
  declassify,
  answer,
  'verify-breach': (turn, command) => mark(turn, { ...command, moment: 'verified' }),
  contain: (turn, command) => mark(turn, { ...command, moment: 'contained' }),
  mark,
  'correct-moment': correctMoment,
  assign,
  accept: acceptRole,
  decline: declineRole,
  'hand-over': handOver,
  'call-in': callIn,
  acknowledge,
  'hand-on': handOn,
  complete,
  waive,
  'begin-stage': beginStage,
  update,
  'ask-approval': askApproval,
  approve,
  object,
  'take-decision': takeDecision,
  'send-notice': sendNotice,
  'submit-report': submitReport,
  publish,
  'add-evidence': addEvidence,
  'transfer-evidence': transferEvidence,
  'delete-evidence': deleteEvidence,
  note: (turn, { text }) => plainly(turn, { type: 'noted', text }),
  'write-notes': writeNotes,
  'add-finding': addFinding,
  'add-follow-up': addFollowUp,
  'finish-follow-up': finishFollowUp,
  'give-feedback': giveFeedback,
  'schedule-meeting': scheduleMeeting,
  'hold-meeting': holdMeeting,
  escalate: escalateByHand,
  'set-field': setField,
  'add-systems': addSystems,
  restrict: (turn, { to, label }) =>
    plainly(turn, { type: 'restricted', to, ...(label !== undefined && { label }) }),
  resolve,
  close,
  reopen,
  merge,
  absorb,
  'split-off': splitOff,
  'record-receipts': (turn, { receipts }) => plainly(turn, { type: 'receipts-recorded', receipts }),
  migrate,
  redact,
  wake: () => undefined,
}

function carryOut(turn: Turn, command: Command): Verdict {
  const handler = HANDLERS[command.do] as (turn: Turn, command: Command) => Verdict
  return handler(turn, command)
}

/** Only that it is to be done: what it takes away, and whether there is anything to take, the store knows. */
function redact(turn: Turn, { version, reason }: Asked<'redact'>): Verdict {
  if (version > turn.incident.version) return refuse('version-unknown', { version })
  return plainly(turn, { type: 'redacted', version, reason })
}

function plainly(turn: Turn, happening: Happening): Verdict {
  record(turn, happening)
  return undefined
}
