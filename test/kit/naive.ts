import { strict as assert } from 'node:assert'
import type { Command } from '#/core/incident/command.ts'
import { obey } from '#/core/incident/decide.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { beginStages, keep } from '#/core/incident/keep.ts'
import { keepAuthority } from '#/core/incident/keep-authority.ts'
import { isNew, open } from '#/core/incident/ledger.ts'
import { standIn } from '#/core/incident/stand-in.ts'
import { beginTurn, caughtUp } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { currentObligations } from '#/core/obligation/obligation.ts'
import { climbOverSilence } from '#/core/paging/ladder.ts'
import { movePages } from '#/core/paging/page.ts'
import type { Decision } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'

/**
 * The engine without anything that makes it fast: before and after the command it looks through every promise of the plan,
 * again and again until nothing more happens, and remembers nothing. What `decide` records must be the same, event by event.
 */
export function decideNaively(
  setting: Setting,
  incident: Incident,
  command: Command,
): Decision<IncidentEvent> {
  const turn = beginTurn(setting, incident, command.at, command.by)
  keepAll(turn)
  caughtUp(turn)
  const verdict = obey(turn, command)
  if (verdict !== undefined) return verdict
  keepAll(turn)
  return { accepted: turn.events }
}

const ROUNDS_MAX = 2_000

function keepAll(turn: Turn): void {
  const { setting, incident, events, at } = turn
  for (let round = 0; round < ROUNDS_MAX; round++) {
    if (incident.status === 'undeclared') return
    const before = events.length
    beginStages(turn)
    standIn(turn)
    keepAuthority(turn, () => {
      const all = currentObligations(setting.plan, incident, at)
      open(turn, all.filter(isNew))
      // Who may see it is settled before anything is said about it.
      for (const first of [true, false])
        for (const obligation of all)
          if ((obligation.rule.act.do === 'restrict') === first) keep(turn, obligation)
    })
    movePages(turn)
    if (somethingSince(turn, before)) continue
    climbOverSilence(turn)
    if (!somethingSince(turn, before)) return
  }
  assert.fail(`the promises settle within ${ROUNDS_MAX} rounds`)
}

/** That somebody is asked once more changes nothing about any promise. */
function somethingSince({ events }: Turn, before: number): boolean {
  return events.slice(before).some(event => event.type !== 'page-sent')
}
