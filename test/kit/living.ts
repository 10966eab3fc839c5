import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Command } from '#/core/incident/command.ts'
import { decide, decideInFull } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import { nextTurn } from '#/core/obligation/turning.ts'
import type { Decision } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { observe, watch } from './invariants.ts'
import type { Watch } from './invariants.ts'
import { decideNaively } from './naive.ts'

/**
 * An incident that lives in memory as it does in the product: each decision is taken on what the one before it gave. Beside
 * it runs what another node would have: the log, read back from its stored form. Both must always say the same, and
 * everything that must hold is checked at each step.
 */
export type Living = {
  readonly setting: Setting
  readonly watched: Watch
  incident: Incident
  /** When it wants to be woken next, as of its last event. */
  wake: Instant | undefined
}

export function living(setting: Setting, id = 'INC-1'): Living {
  return { setting, watched: watch(setting, id), incident: undeclared(id), wake: undefined }
}

/** Gives a command, and checks what must hold of any. A refusal still lets the time pass, as in the product. */
export function give(it: Living, command: Command): Decision<IncidentEvent> {
  const decided = decideInFull(it.setting, it.incident, command)
  const elsewhere = decide(it.setting, it.watched.shadow, command)
  const naively = decideNaively(it.setting, it.watched.shadow, command)
  deepEqual(elsewhere, naively, 'what need not be looked at would have given nothing')
  if ('refused' in decided) {
    deepEqual(elsewhere, decided, 'every node refuses alike')
    if (command.do !== 'wake') letTimePass(it, command.at)
    return decided
  }
  deepEqual(elsewhere, { accepted: decided.accepted }, 'every node decides alike')
  observe(it.watched, decided.accepted, command.at)
  it.incident = decided.incident
  it.wake = decided.wakeAt
  if (it.incident.status !== 'undeclared') isSettled(it, command.at)
  return { accepted: decided.accepted }
}

function isSettled(it: Living, now: Instant): void {
  const { setting, wake } = it
  for (const incident of [it.incident, it.watched.shadow]) {
    const again = decide(setting, incident, { do: 'wake', at: now, by: TOCSIN })
    deepEqual(
      again,
      { accepted: [] },
      'waking twice at one instant records nothing the second time',
    )
  }
  equal(wake, wakeAt(setting.plan, it.watched.shadow, now), 'every node would wake it at one time')
  ok(wake === undefined || wake > now, 'it wants to be woken later than now')
}

/** Wakes it at an instant that it did not choose. Gives whether there was something to do. */
export function letTimePass(it: Living, now: Instant): boolean {
  if (it.incident.status === 'undeclared') return false
  const decision = give(it, { do: 'wake', at: now, by: TOCSIN })
  ok('accepted' in decision, 'a wake is not refused')
  return decision.accepted.length > 0
}

/** As `letTimePass`, where what becomes of it is known: something at the instant it asked for, nothing before. */
export function letTimePassAsAsked(it: Living, now: Instant): void {
  const { wake, setting, incident } = it
  const justBefore = plusMs(now, -1)
  // A condition that time turns need not have anything hang on it now.
  const turns =
    nextTurn(setting.plan, incident, justBefore) === now ||
    obligations(setting.plan, incident, justBefore).some(it => it.notBefore === now)
  if (wake === now && justBefore >= (it.incident.lastAt ?? now))
    deepEqual(
      decide(it.setting, it.watched.shadow, { do: 'wake', at: justBefore, by: TOCSIN }),
      { accepted: [] },
      'it does not ask to be woken too late',
    )
  const something = letTimePass(it, now)
  if (wake === undefined || now < wake)
    equal(something, false, `nothing happens before ${wake ?? 'anything'}`)
  if (wake === now && !turns)
    equal(something, true, `something happens when it asked for it, at ${now}`)
}

/** Wakes it whenever it asks to be, until an instant, which it reaches. */
export function letTimePassUntil(it: Living, until: Instant): void {
  while (it.wake !== undefined && it.wake <= until) letTimePassAsAsked(it, it.wake)
}

/** The incident is the one that its log says. */
export function isWhatItsLogSays(it: Living): void {
  deepEqual(it.watched.shadow, it.incident)
}
