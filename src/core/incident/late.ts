// What happens when a limit comes near, and when it has passed.
import { levelFor } from '#/core/incident/automatic.ts'
import type { Happening } from '#/core/incident/event.ts'
import { fill, openAudiences, send } from '#/core/incident/message.ts'
import { raiseBy } from '#/core/incident/raise.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { ownersOf } from '#/core/obligation/party.ts'
import { escalate } from '#/core/paging/ladder.ts'

export function warn(turn: Turn, obligation: Obligation): void {
  const { key, standing, due, entry } = obligation
  if (standing !== 'due-soon' || due === undefined || entry?.warnedFor === due) return
  recordOwn(turn, { type: 'obligation-warned', obligation: key, due })
  tell(turn, obligation, 'reminder', `Due soon: ${obligation.rule.title}`, [])
}

export function miss(turn: Turn, obligation: Obligation): void {
  const { key, standing, due, rule } = obligation
  if (standing !== 'overdue' || due === undefined) return
  // Its own entry, as it is now: performing it a moment ago may have met it.
  const entry = turn.incident.ledger.get(key)
  if (entry?.missedFor === due || entry?.metAt !== undefined) return
  recordOwn(turn, { type: 'obligation-missed', obligation: key, due })
  const level = levelFor(turn, rule.late.escalate)
  // Whom a level was reached for before hears of this miss too; whom it is reached for now is paged.
  const known = level !== undefined && turn.incident.levels.has(level.level) ? level.members : []
  const also = openAudiences(turn, [...rule.late.notify, ...known])
  tell(turn, obligation, 'missed', `Overdue: ${rule.title}`, also)
  if (rule.late.raise !== undefined) raiseBy(turn, rule.late.raise, `late:${key}`)
  if (level !== undefined) escalate(turn, level, `late:${key}`, rule.cite)
}

type Reminder = Extract<Happening, { type: 'message-sent' }>['act']

function tell(
  turn: Turn,
  obligation: Obligation,
  act: Reminder,
  subject: string,
  also: readonly string[],
): void {
  const { rule, key, about, due } = obligation
  const owner = rule.by === 'each' ? about : rule.by
  const owners = owner === undefined ? [] : ownersOf(turn.setting, turn.incident, owner)
  send(turn, {
    act,
    obligation: key,
    audiences: [...owners, ...also],
    subject: fill(turn, `${subject} ({{title}})`),
    text: `${rule.title}. Limit: ${due ?? 'none'}. ${rule.help ?? ''}`.trim(),
    cites: rule.cite,
  })
}
