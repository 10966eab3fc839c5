import type { Body, Command } from '#/core/incident/command.ts'
import type { EventOf, EventType, IncidentEvent, Parts } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { CommandName } from '#/core/plan/command-name.ts'

/**
 * What people and machines did, taken out of a log: the commands that gave rise to it, in its order. What the engine
 * recorded by itself is left out, since it follows again. Ids that a log gave (of evidence, meetings, follow-ups) are those
 * of that log: whoever plays the commands again translates them.
 */
export function commandsOf(log: readonly IncidentEvent[]): readonly Command[] {
  return log.flatMap((event, index) => {
    if (event.type === 'obligation-met' && isPartOf(event, log, index)) return []
    const asked = (READERS[event.type] as Reader<EventType>)(event, log.slice(index + 1))
    return asked === undefined ? [] : [{ ...asked, at: event.at, by: event.by } as Command]
  })
}

/** Acts that meet what asked for them, in the same command. */
const MEETING: ReadonlySet<EventType> = new Set<EventType>([
  'update-posted',
  'notice-sent',
  'report-submitted',
  'published',
  'meeting-held',
  'follow-up-added',
  'evidence-added',
])

/** Whether an obligation was met by an act that stands just before it in the log, and not ticked by itself. */
function isPartOf(
  { at, by }: IncidentEvent,
  log: readonly IncidentEvent[],
  index: number,
): boolean {
  for (let before = index - 1; before >= 0; before--) {
    const other = log[before]
    if (other?.at !== at || other.by !== by) return false
    if (MEETING.has(other.type)) return true
    if (other.type !== 'obligation-met') return false
  }
  return false
}

type Unstamped = { [N in CommandName]: { readonly do: N } & Partial<Body<N>> }[CommandName]
type Reader<T extends EventType> = (
  event: EventOf<T>,
  later: readonly IncidentEvent[],
) => Unstamped | undefined

/** What follows from a command, or from time, and is no command itself. */
const follows = (): undefined => undefined

/** For each kind of event the command that it is the first record of. One that is missing does not compile. */
const READERS: { readonly [T in EventType]: Reader<T> } = {
  declared: ({ title, source, reporter, detectedAt, systems, exercise, ...rest }) => ({
    do: 'declare',
    title: title ?? UNREADABLE,
    source,
    reporter,
    detected: detectedAt,
    systems: [...systems],
    exercise,
    ...(rest.occurredAt !== undefined && { occurred: rest.occurredAt }),
    ...(rest.description !== undefined && { description: rest.description }),
    ...(rest.signal !== undefined && { signal: rest.signal }),
  }),
  'signals-attached': ({ signals, titles }) =>
    signals.length === 0
      ? undefined
      : {
          do: 'attach-signal',
          signals: signals.map((signal, index) => ({
            ...signal,
            title: titles?.[index] ?? UNREADABLE,
          })),
        },
  'signals-resolved': ({ signals }) => ({
    do: 'attach-signal',
    signals: signals.map(id => ({ id, source: '', title: UNREADABLE, count: 1, resolved: true })),
  }),
  classified: ({ by, severity, incidentType, reason }) =>
    by === TOCSIN
      ? undefined
      : { do: 'classify', severity, type: incidentType, ...because(reason) },
  declassified: ({ reason }) => ({ do: 'declassify', reason: reason ?? UNREADABLE }),
  answered: ({ fact, answer, value, reason }) => ({
    do: 'answer',
    fact,
    value: answer ?? value ?? null,
    ...because(reason),
  }),
  'moment-marked': ({ moment, when, was, reason }) => {
    if (was !== undefined)
      return { do: 'correct-moment', moment, when, reason: reason ?? UNREADABLE }
    if (moment === 'verified') return { do: 'verify-breach', when, ...because(reason) }
    if (moment === 'contained') return { do: 'contain', when, ...because(reason) }
    return { do: 'mark', moment, when, ...because(reason) }
  },
  'role-assigned': ({ by, role, person }) =>
    by === TOCSIN ? undefined : { do: 'assign', role, person },
  'role-accepted': ({ role }) => ({ do: 'accept', role }),
  'role-declined': ({ role, reason }) => ({ do: 'decline', role, ...because(reason) }),
  'role-handed-over': ({ role, to, reason }) => ({ do: 'hand-over', role, to, ...because(reason) }),
  'person-called-in': ({ person, reason }) => ({ do: 'call-in', person, ...because(reason) }),
  'page-sent': follows,
  'page-acknowledged': () => ({ do: 'acknowledge' }),
  'page-handed-on': ({ by, reason }) =>
    by === TOCSIN ? undefined : { do: 'hand-on', ...because(reason) },
  'page-ended': follows,
  'message-sent': follows,
  'receipts-recorded': ({ receipts }) => ({ do: 'record-receipts', receipts: [...receipts] }),
  'obligations-opened': follows,
  'obligation-rescheduled': follows,
  'obligation-warned': follows,
  'obligation-missed': follows,
  'obligation-met': ({ by, obligation, text, url }) =>
    by === TOCSIN
      ? undefined
      : {
          do: 'complete',
          obligation,
          ...(text !== undefined && { text }),
          ...(url !== undefined && { url }),
        },
  'obligation-waived': ({ obligation, reason }) => ({
    do: 'waive',
    obligation,
    reason: reason ?? UNREADABLE,
  }),
  'obligation-voided': follows,
  'stage-began': ({ by, stage, reason }) =>
    by === TOCSIN ? undefined : { do: 'begin-stage', stage, ...because(reason) },
  'update-posted': ({ to, text }) => ({ do: 'update', to: [...to], text: text ?? UNREADABLE }),
  approved: ({ obligation }, later) => ({
    do: 'approve',
    obligation,
    ...textOf(obligation, later),
  }),
  'notice-sent': ({ obligation, parts, byHand }) => ({
    do: 'send-notice',
    obligation,
    parts: { ...parts },
    'by-hand': byHand,
  }),
  'report-submitted': ({ obligation, parts, receipt, text }) => ({
    do: 'submit-report',
    obligation,
    parts: { ...parts },
    ...(receipt !== undefined && { receipt }),
    ...(text !== undefined && { text }),
  }),
  'evidence-added': ({ kind, sha256, bytes, title, obligation }) => ({
    do: 'add-evidence',
    kind,
    sha256,
    bytes,
    title: title ?? UNREADABLE,
    ...(obligation !== undefined && { obligation }),
  }),
  'evidence-transferred': ({ evidence, to, reason }) => ({
    do: 'transfer-evidence',
    evidence,
    to,
    reason: reason ?? UNREADABLE,
  }),
  'evidence-deletion-refused': ({ evidence, reason }) => ({
    do: 'delete-evidence',
    evidence,
    reason: reason ?? UNREADABLE,
  }),
  noted: ({ text }) => ({ do: 'note', text: text ?? UNREADABLE }),
  'notes-written': ({ text }) => ({ do: 'write-notes', text: text ?? UNREADABLE }),
  'finding-added': ({ kind, text }) => ({ do: 'add-finding', kind, text: text ?? UNREADABLE }),
  'follow-up-added': ({ title, owner, dueAt, planChange }) => ({
    do: 'add-follow-up',
    title: title ?? UNREADABLE,
    owner,
    due: dueAt,
    'plan-change': planChange,
  }),
  'follow-up-finished': ({ followUp, text }) => ({
    do: 'finish-follow-up',
    'follow-up': followUp,
    ...(text !== undefined && { text }),
  }),
  'feedback-given': ({ person, text }) => ({
    do: 'give-feedback',
    person,
    text: text ?? UNREADABLE,
  }),
  'meeting-scheduled': ({ obligation, startsAt, invited }) => ({
    do: 'schedule-meeting',
    obligation,
    starts: startsAt,
    invite: [...invited],
  }),
  'meeting-held': ({ obligation, present, text }) => ({
    do: 'hold-meeting',
    obligation,
    present: [...present],
    ...(text !== undefined && { text }),
  }),
  escalated: ({ by, level, reason }) =>
    by === TOCSIN ? undefined : { do: 'escalate', level, reason: reason ?? UNREADABLE },
  'field-set': ({ field, value }) => ({ do: 'set-field', field, value: value ?? UNREADABLE }),
  'systems-added': ({ systems }) => ({ do: 'add-systems', systems: [...systems] }),
  published: ({ obligation, text, url }) => ({
    do: 'publish',
    obligation,
    text: text ?? UNREADABLE,
    ...(url !== undefined && { url }),
  }),
  restricted: ({ by, to }) => (by === TOCSIN ? undefined : { do: 'restrict', to: [...to] }),
  resolved: ({ text }) => ({ do: 'resolve', text: text ?? UNREADABLE }),
  'gate-passed': follows,
  'gate-waived': ({ gate, reason }) => ({ do: 'waive', gate, reason: reason ?? UNREADABLE }),
  closed: () => ({ do: 'close' }),
  reopened: ({ reason }) => ({ do: 'reopen', reason: reason ?? UNREADABLE }),
  merged: ({ into, reason }) => ({ do: 'merge', into, reason: reason ?? UNREADABLE }),
  absorbed: ({ incident }) => ({ do: 'absorb', incident }),
  redacted: ({ version, reason }) => ({ do: 'redact', version, reason: reason ?? UNREADABLE }),
}

/** What stands for a text that was taken out of the log. */
const UNREADABLE = '(taken out of the record)'

function because(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined ? {} : { reason }
}

/** The very text that an approval was given to: the one that went out for the obligation next. */
function textOf(
  key: string,
  later: readonly IncidentEvent[],
): { readonly parts?: Parts; readonly text?: string } {
  for (const event of later) {
    if (!('obligation' in event) || event.obligation !== key) continue
    if (event.type === 'notice-sent' || event.type === 'report-submitted')
      return { parts: event.parts }
    if (event.type === 'published') return { text: event.text }
  }
  return {}
}
