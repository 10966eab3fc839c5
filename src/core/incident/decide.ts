import { never } from '#/core/assert.ts'
import type { Asked, Command } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/plan.ts'
import { addEvidence, deleteEvidence, transferEvidence } from '#/core/incident/evidence.ts'
import { answer, classify, declassify } from '#/core/incident/classify.ts'
import { absorb, close, merge, reopen, resolve } from '#/core/incident/ending.ts'
import { approve, publish, sendNotice, submitReport, update } from '#/core/incident/communicate.ts'
import { attachSignal, declare } from '#/core/incident/declare.ts'
import type { Happening, IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Incident, Status } from '#/core/incident/incident.ts'
import { keepPromises } from '#/core/incident/keep.ts'
import { correctMoment, mark } from '#/core/incident/moment.ts'
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
import { beginTurn, record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { addSystems, beginStage, complete, setField, waive } from '#/core/incident/work.ts'
import { acknowledge, acknowledgeAll, escalateByHand, handOn } from '#/core/incident/answer-page.ts'
import { refuse } from '#/core/refusal.ts'
import type { Decision, Refusal } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'

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
  const turn = beginTurn(setting, incident, command.at, command.by)
  keepPromises(turn)
  const verdict = mayBeGiven(turn, command) ?? carryOut(turn, command)
  if (verdict !== undefined) return verdict
  keepPromises(turn)
  return { accepted: turn.events }
}

/** Commands that make sense after the incident has ended. */
const AFTER_THE_END: ReadonlySet<CommandName> = new Set<CommandName>([
  'wake',
  'record-receipts',
  'redact',
  'reopen',
  'note',
  'write-notes',
  'acknowledge',
  'complete',
  'waive',
  'publish',
  'finish-follow-up',
  'add-follow-up',
  'give-feedback',
  'add-finding',
  'submit-report',
  'send-notice',
  'approve',
  'restrict',
  'delete-evidence',
  'add-evidence',
  'transfer-evidence',
  'attach-signal',
  'correct-moment',
  'set-field',
  'schedule-meeting',
  'hold-meeting',
])

const ENDED: ReadonlySet<Status> = new Set<Status>(['closed', 'declassified', 'merged'])

function mayBeGiven(turn: Turn, command: Command): Verdict {
  const { incident } = turn
  if (command.do === 'declare') return undefined
  if (incident.status === 'undeclared') return refuse('incident-unknown', { incident: incident.id })
  if (ENDED.has(incident.status) && !AFTER_THE_END.has(command.do))
    return refuse('incident-not-open', { status: incident.status })
  if (command.by === TOCSIN) return undefined
  const verdict = mayGive(turn, command.do)
  // Who gives a command is awake: their own pages are answered by it.
  if (verdict === undefined && command.do !== 'acknowledge' && command.do !== 'hand-on')
    acknowledgeAll(turn)
  return verdict
}

function carryOut(turn: Turn, command: Command): Verdict {
  switch (command.do) {
    case 'declare':
      return declare(turn, command)
    case 'attach-signal':
      return attachSignal(turn, command)
    case 'classify':
      return classify(turn, command)
    case 'declassify':
      return declassify(turn, command)
    case 'answer':
      return answer(turn, command)
    case 'verify-breach':
      return mark(turn, { ...command, moment: 'verified' })
    case 'contain':
      return mark(turn, { ...command, moment: 'contained' })
    case 'mark':
      return mark(turn, command)
    case 'correct-moment':
      return correctMoment(turn, command)
    case 'assign':
      return assign(turn, command)
    case 'accept':
      return acceptRole(turn, command)
    case 'decline':
      return declineRole(turn, command)
    case 'hand-over':
      return handOver(turn, command)
    case 'call-in':
      return callIn(turn, command)
    case 'acknowledge':
      return acknowledge(turn, command)
    case 'hand-on':
      return handOn(turn, command)
    case 'complete':
      return complete(turn, command)
    case 'waive':
      return waive(turn, command)
    case 'begin-stage':
      return beginStage(turn, command)
    case 'update':
      return update(turn, command)
    case 'approve':
      return approve(turn, command)
    case 'send-notice':
      return sendNotice(turn, command)
    case 'submit-report':
      return submitReport(turn, command)
    case 'publish':
      return publish(turn, command)
    case 'add-evidence':
      return addEvidence(turn, command)
    case 'transfer-evidence':
      return transferEvidence(turn, command)
    case 'delete-evidence':
      return deleteEvidence(turn, command)
    case 'note':
      return plainly(turn, { type: 'noted', text: command.text })
    case 'write-notes':
      return writeNotes(turn, command)
    case 'add-finding':
      return addFinding(turn, command)
    case 'add-follow-up':
      return addFollowUp(turn, command)
    case 'finish-follow-up':
      return finishFollowUp(turn, command)
    case 'give-feedback':
      return giveFeedback(turn, command)
    case 'schedule-meeting':
      return scheduleMeeting(turn, command)
    case 'hold-meeting':
      return holdMeeting(turn, command)
    case 'escalate':
      return escalateByHand(turn, command)
    case 'set-field':
      return setField(turn, command)
    case 'add-systems':
      return addSystems(turn, command)
    case 'restrict':
      return plainly(turn, { type: 'restricted', to: command.to })
    case 'resolve':
      return resolve(turn, command)
    case 'close':
      return close(turn)
    case 'reopen':
      return reopen(turn, command)
    case 'merge':
      return merge(turn, command)
    case 'absorb':
      return absorb(turn, command)
    case 'record-receipts':
      return plainly(turn, { type: 'receipts-recorded', receipts: command.receipts })
    case 'redact':
      return redact(turn, command)
    case 'wake':
      return undefined
    default:
      return never(command)
  }
}

/** Only that it is to be done: what it takes away and whether there is anything to take, the store knows. */
function redact(turn: Turn, { version, reason }: Asked<'redact'>): Verdict {
  if (version > turn.incident.version) return refuse('version-unknown', { version })
  return plainly(turn, { type: 'redacted', version, reason })
}

function plainly(turn: Turn, happening: Happening): Verdict {
  record(turn, happening)
  return undefined
}
