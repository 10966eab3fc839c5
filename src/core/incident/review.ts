import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { heldBack } from '#/core/incident/held.ts'
import { fill, send } from '#/core/incident/message.ts'
import { nextId, record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { findObligation, notYet } from '#/core/incident/find.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { actsAs, peopleOf } from '#/core/obligation/party.ts'
import { rulesDoing } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'

const MEETING_MINUTES = 60

/** A person's notes of their own involvement (T4.1). More may be added; the first ones meet the promise. */
export function writeNotes(turn: Turn, { text }: Asked<'write-notes'>): Verdict {
  record(turn, { type: 'notes-written', text })
  return undefined
}

export function addFinding(turn: Turn, { kind, text, obligation }: Asked<'add-finding'>): Verdict {
  const named = obligation === undefined ? undefined : findObligation(turn, obligation)
  if (obligation !== undefined && named === undefined)
    return refuse('obligation-unknown', { obligation })
  record(turn, { type: 'finding-added', finding: nextId(turn, 'finding'), kind, text })
  return undefined
}

/** A resolution with an owner and a date. Where the plan names who designates owners, only they may (T4.4). */
export function addFollowUp(turn: Turn, command: Asked<'add-follow-up'>): Verdict {
  if (!turn.setting.directory.people.has(command.owner))
    return refuse('person-unknown', { person: command.owner })
  if (command.due <= turn.at) return refuse('due-in-past', { now: turn.at })
  const wanted = designations(turn)
  const designator = wanted
    .map(it => (it.rule.act.do === 'follow-up' ? it.rule.act.designatedBy : undefined))
    .find(it => it !== undefined)
  if (designator !== undefined && !mayDesignate(turn, designator))
    return refuse('not-yours', { command: 'add-follow-up', roles: [designator] })
  record(turn, {
    type: 'follow-up-added',
    followUp: nextId(turn, 'follow-up'),
    title: command.title,
    owner: command.owner,
    dueAt: command.due,
    planChange: command['plan-change'] ?? false,
  })
  for (const it of wanted.filter(it => isOwed(it) && notYet(turn, it) === undefined))
    record(turn, { type: 'obligation-met', obligation: it.key, when: turn.at })
  return undefined
}

function designations(turn: Turn): readonly Obligation[] {
  const { plan } = turn.setting
  const all = currentObligations(plan, turn.incident, turn.at, rulesDoing(plan, 'follow-up'))
  return all.filter(it => it.standing !== 'void')
}

function mayDesignate(turn: Turn, party: string): boolean {
  return (
    actsAs(turn.setting, turn.incident, turn.by, party) ||
    peopleOf(turn.setting, turn.incident, party).includes(turn.by)
  )
}

export function finishFollowUp(
  turn: Turn,
  { 'follow-up': id, text }: Asked<'finish-follow-up'>,
): Verdict {
  const followUp = turn.incident.followUps.get(id)
  if (followUp === undefined) return refuse('follow-up-unknown', { 'follow-up': id })
  if (followUp.doneAt !== undefined) return undefined
  record(turn, { type: 'follow-up-finished', followUp: id, ...(text !== undefined && { text }) })
  return undefined
}

export function giveFeedback(turn: Turn, { person, text }: Asked<'give-feedback'>): Verdict {
  if (!turn.incident.responders.has(person)) return refuse('person-unknown', { person })
  record(turn, { type: 'feedback-given', person, text })
  return undefined
}

/** Calls the meeting that the plan wants, with an invitation to those it wants and to everyone who took part (T4.2). */
export function scheduleMeeting(turn: Turn, command: Asked<'schedule-meeting'>): Verdict {
  const found = meetingWanted(turn, command.obligation)
  if (found === undefined) return refuse('obligation-unknown', { obligation: command.obligation })
  if (command.starts <= turn.at) return refuse('due-in-past', { now: turn.at })
  const attend = found.rule.act.do === 'meet' ? found.rule.act.attend : []
  const wanted = attend.flatMap(party => peopleOf(turn.setting, turn.incident, party).slice(0, 1))
  const invited = [
    ...new Set([...wanted, ...turn.incident.responders.keys(), ...(command.invite ?? [])]),
  ]
  const meeting = nextId(turn, 'meeting')
  record(turn, {
    type: 'meeting-scheduled',
    meeting,
    obligation: found.key,
    startsAt: command.starts,
    invited,
  })
  send(turn, {
    act: 'invitation',
    obligation: found.key,
    audiences: invited,
    subject: fill(turn, `${found.rule.title}: {{title}}`),
    text: [
      `You are invited to: ${found.rule.title}. It starts at ${command.starts}.`,
      // What is to be done there: the agenda, where the plan has one.
      ...(found.rule.help === undefined ? [] : [found.rule.help]),
    ].join('\n\n'),
    cites: found.rule.cite,
    meeting: { id: meeting, startsAt: command.starts, minutes: command.minutes ?? MEETING_MINUTES },
  })
  return undefined
}

/** Puts on record that the meeting was held, and who was there: those whom the plan wants must have been. */
export function holdMeeting(turn: Turn, command: Asked<'hold-meeting'>): Verdict {
  const found = meetingWanted(turn, command.obligation)
  if (found === undefined || found.rule.act.do !== 'meet')
    return refuse('obligation-unknown', { obligation: command.obligation })
  if (!isOwed(found))
    return refuse('obligation-not-open', { obligation: found.key, standing: found.standing })
  const early = notYet(turn, found)
  if (early !== undefined) return early
  const held = heldBack(turn, found, {}, command)
  if (held !== undefined) return held
  const strangers = command.present.filter(person => !turn.setting.directory.people.has(person))
  if (strangers.length > 0) return refuse('person-unknown', { person: strangers })
  const missing = found.rule.act.attend.filter(
    party =>
      !peopleOf(turn.setting, turn.incident, party).some(person =>
        command.present.includes(person),
      ),
  )
  if (missing.length > 0) return refuse('attendance-missing', { missing })
  const scheduled = [...turn.incident.meetings].find(
    ([, meeting]) => meeting.obligation === found.key && meeting.heldAt === undefined,
  )
  record(turn, {
    type: 'meeting-held',
    meeting: scheduled?.[0] ?? nextId(turn, 'meeting'),
    obligation: found.key,
    present: [...new Set(command.present)],
    ...(command.text !== undefined && { text: command.text }),
  })
  record(turn, { type: 'obligation-met', obligation: found.key, when: turn.at })
  return undefined
}

function meetingWanted(turn: Turn, key: string): Obligation | undefined {
  const found = findObligation(turn, key)
  return found?.rule.act.do === 'meet' ? found : undefined
}
