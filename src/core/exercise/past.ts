import type { Body, Command } from '#/core/incident/command.ts'
import type { EventOf, EventType, IncidentEvent, Parts, Subject } from '#/core/incident/event.ts'
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
    if (asked === undefined) return []
    return [{ ...asked, ...brokenBefore(log, index), at: event.at, by: event.by } as Command]
  })
}

/** Whoever acted without an approval said so, and why, in the same command: what stands before it in the log. */
function brokenBefore(
  log: readonly IncidentEvent[],
  index: number,
): { readonly 'break-glass'?: true; readonly reason?: string } {
  const { at, by } = log[index] ?? {}
  for (let before = index - 1; before >= 0; before--) {
    const other = log[before]
    if (other?.at !== at || (other?.by !== by && other?.by !== TOCSIN)) return {}
    if (other?.type === 'authority-overridden') return { 'break-glass': true, reason: other.reason }
  }
  return {}
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
    title,
    source,
    reporter,
    detected: detectedAt,
    systems: [...systems],
    exercise,
    ...(rest.occurredAt !== undefined && { occurred: rest.occurredAt }),
    ...(rest.description !== undefined && { description: rest.description }),
    ...(rest.signal !== undefined && { signal: rest.signal }),
    ...(rest.splitFrom !== undefined && { 'from-incident': rest.splitFrom }),
  }),
  'signals-attached': ({ signals, titles }) =>
    signals.length === 0
      ? undefined
      : {
          do: 'attach-signal',
          signals: signals.map((signal, index) => ({
            ...signal,
            title: titles[index] ?? UNREADABLE,
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
  assessed: ({ classification, level, reason }) => ({
    do: 'assess',
    classification,
    level,
    ...because(reason),
  }),
  confirmed: follows,
  declassified: ({ reason }) => ({ do: 'declassify', reason }),
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
  'role-assigned': ({ by, role, person, reason }) =>
    by === TOCSIN ? undefined : { do: 'assign', role, person, ...because(reason) },
  'role-offered': ({ role, to, reason }) => ({ do: 'hand-over', role, to, ...because(reason) }),
  'role-accepted': ({ role }) => ({ do: 'accept', role }),
  'role-declined': ({ role, reason }) => ({ do: 'decline', role, ...because(reason) }),
  'role-handed-over': ({ role, to, confirmed, reason }) =>
    confirmed === true ? { do: 'accept', role } : { do: 'hand-over', role, to, ...because(reason) },
  'party-called-in': ({ party, reason }) => ({ do: 'call-in', person: party, ...because(reason) }),
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
    reason,
  }),
  'obligation-voided': follows,
  'stage-began': ({ by, stage, reason }) =>
    by === TOCSIN ? undefined : { do: 'begin-stage', stage, ...because(reason) },
  'update-posted': ({ to, text }) => ({ do: 'update', to: [...to], text }),
  'approval-asked': (event, later) => ({ do: 'ask-approval', ...matterOf(event, later) }),
  approved: (event, later) => ({ do: 'approve', ...matterOf(event, later) }),
  objected: ({ reason, ...event }) => ({ do: 'object', ...subjectIn(event), reason }),
  'consent-presumed': follows,
  'authority-overridden': follows,
  'decision-taken': ({ decision, text, reason }) => ({
    do: 'take-decision',
    decision,
    ...(text !== undefined && { text }),
    ...because(reason),
  }),
  'decision-lapsed': follows,
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
    title,
    ...(obligation !== undefined && { obligation }),
  }),
  'evidence-transferred': ({ evidence, to, reason }) => ({
    do: 'transfer-evidence',
    evidence,
    to,
    reason,
  }),
  'evidence-deletion-refused': ({ evidence, reason }) => ({
    do: 'delete-evidence',
    evidence,
    reason,
  }),
  noted: ({ text }) => ({ do: 'note', text }),
  'notes-written': ({ text }) => ({ do: 'write-notes', text }),
  'finding-added': ({ kind, text }) => ({ do: 'add-finding', kind, text }),
  'follow-up-added': ({ title, owner, dueAt, planChange }) => ({
    do: 'add-follow-up',
    title,
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
    text,
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
  'field-set': ({ field, value }) => ({ do: 'set-field', field, value }),
  'systems-added': ({ systems }) => ({ do: 'add-systems', systems: [...systems] }),
  published: ({ obligation, text, url }) => ({
    do: 'publish',
    obligation,
    text,
    ...(url !== undefined && { url }),
  }),
  restricted: ({ by, to, label }) =>
    by === TOCSIN
      ? undefined
      : { do: 'restrict', to: [...to], ...(label !== undefined && { label }) },
  resolved: ({ text }) => ({ do: 'resolve', text }),
  'gate-passed': follows,
  'gate-waived': ({ gate, reason }) => ({ do: 'waive', gate, reason }),
  closed: () => ({ do: 'close' }),
  reopened: ({ reason }) => ({ do: 'reopen', reason }),
  merged: ({ into, reason }) => ({ do: 'merge', into, reason }),
  absorbed: ({ incident }) => ({ do: 'absorb', incident }),
  'split-off': ({ incident }) => ({ do: 'split-off', incident }),
  // Whoever plays it again says under which plan.
  migrated: follows,
  redacted: ({ version, reason }) => ({ do: 'redact', version, reason }),
}

/** What stands for a text that the log does not hold. */
const UNREADABLE = '(not on record)'

function because(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined ? {} : { reason }
}

/** What an approval was about. */
function subjectIn({ obligation, decision }: Subject): Subject {
  return decision === undefined ? { obligation } : { decision }
}

/** As `subjectIn`, with the text that was approved. */
function matterOf(event: Subject, later: readonly IncidentEvent[]) {
  const { obligation } = event
  return { ...subjectIn(event), ...(obligation !== undefined && textOf(obligation, later)) }
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
