import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import type { Command } from '#/core/incident/command.ts'
import { decide } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { evolve } from '#/core/incident/evolve.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import type { Decision } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'
import { observe, sameAsItsLog, watch } from './invariants.ts'
import type { Watch } from './invariants.ts'

/** An incident that lives in memory as it does in the store: read, decide, append. Everything that must hold is checked at each step. */
export type Living = {
  readonly setting: Setting
  readonly incident: Incident
  readonly watched: Watch
  /** When it wants to be woken next, as of its last event. */
  wake: Instant | undefined
}

export function living(setting: Setting, id = 'INC-1'): Living {
  return { setting, incident: undeclared(id), watched: watch(setting, id), wake: undefined }
}

/** Gives a command, and checks what must hold of any. A refusal still lets the time pass, as in the product. */
export function give(it: Living, command: Command): Decision<IncidentEvent> {
  const decision = decide(it.setting, it.incident, command)
  if ('accepted' in decision) append(it, decision.accepted, command.at)
  else if (it.incident.status !== 'undeclared') letTimePass(it, command.at)
  return decision
}

/** Wakes it at an instant that it did not choose. Gives whether there was something to do. */
export function letTimePass(it: Living, now: Instant): boolean {
  if (it.incident.status === 'undeclared') return false
  const decision = decide(it.setting, it.incident, { do: 'wake', at: now, by: TOCSIN })
  ok('accepted' in decision, 'a wake is not refused')
  append(it, decision.accepted, now)
  return decision.accepted.length > 0
}

function append(it: Living, events: readonly IncidentEvent[], now: Instant): void {
  for (const event of events) evolve(it.incident, event)
  observe(it.watched, events, now)
  if (it.incident.status === 'undeclared') return
  const again = decide(it.setting, it.incident, { do: 'wake', at: now, by: TOCSIN })
  deepEqual(again, { accepted: [] }, 'waking twice at one instant records nothing the second time')
  it.wake = wakeAt(it.setting.plan, it.incident, now)
  ok(it.wake === undefined || it.wake > now, 'it wants to be woken later than now')
}

/** As `letTimePass`, where what becomes of it is known: something at the instant it asked for, nothing before. */
export function letTimePassAsAsked(it: Living, now: Instant): void {
  const { wake } = it
  const before = it.incident.version
  const something = letTimePass(it, now)
  if (wake === undefined || now < wake)
    equal(something, false, `nothing happens before ${wake ?? 'anything'}`)
  if (wake === now)
    notEqual(it.incident.version, before, `something happens when it asked to be woken, at ${now}`)
}

/** Wakes it whenever it asks to be, until an instant, which it reaches. */
export function letTimePassUntil(it: Living, until: Instant): void {
  while (it.wake !== undefined && it.wake <= until) letTimePassAsAsked(it, it.wake)
}

/** The log, folded anew, is the incident; and deciding again gives the same. */
export function isWhatItsLogSays(it: Living): void {
  sameAsItsLog(it.watched, it.incident)
}
