import type { Verdict } from '#/core/incident/decide.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { holds } from '#/core/obligation/party.ts'
import { barTo } from '#/core/obligation/tenure.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'

/** Confirms a hand-over: from now on it is theirs, unless something has come between that keeps them from it. */
export function takeOver(turn: Turn, id: string): Verdict {
  const { setting, incident, by: to } = turn
  const role = lookup(setting.plan).roles.get(id)
  const from = incident.offers.get(id)?.from
  if (role === undefined || from === undefined) return refuse('role-vacant', { role: id })
  const bar = barTo(setting, incident, to, role, from)
  if (bar !== undefined) return refuse(bar.code, bar.detail)
  if (holds(incident, from, id))
    record(turn, { type: 'role-handed-over', role: id, from, to, confirmed: true })
  // Whoever handed it over has given it back meanwhile.
  else record(turn, { type: 'role-assigned', role: id, person: to, accepted: true })
  return undefined
}

/** Confirms every hand-over that waits for whoever asks, as answering its page does. */
export function takeOverAll(turn: Turn): void {
  for (const [role, { to }] of turn.incident.offers) if (to === turn.by) takeOver(turn, role)
}
