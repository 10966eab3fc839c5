import { assert } from '#/core/assert.ts'
import { commandsOf } from '#/core/exercise/past.ts'
import { DECISIONS_MAX } from '#/core/exercise/simulate.ts'
import type { RefusedStep } from '#/core/exercise/simulate.ts'
import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { RefusalCode } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'

/** How an incident of the past goes under a setting: perhaps another plan, perhaps the one that it had. */
export type Replay = {
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
  /** What people did then and would not be let do now. */
  readonly refused: readonly RefusedStep[]
}

/**
 * Plays again what people and machines did in a log, at the same instants, on the engine itself. What the engine did by
 * itself is not taken from the log but follows from the plan of the setting. Goes on until `until`.
 */
export function replay(
  setting: Setting,
  log: readonly IncidentEvent[],
  { id, until }: { readonly id: string; readonly until: Instant },
): Replay {
  const player: Player = {
    setting,
    incident: undeclared(id),
    events: [],
    refused: [],
    wake: undefined,
    given: 0,
    ids: new Map(),
  }
  const place = placesOf(log)
  for (const command of commandsOf(log)) {
    if (command.at > until) break
    passTime(player, command.at)
    give(player, translated(player, command, place))
  }
  passTime(player, until)
  if (player.incident.status !== 'undeclared') give(player, { do: 'wake', at: until, by: TOCSIN })
  const { incident, events, refused } = player
  return { incident, events, refused }
}

type Player = {
  readonly setting: Setting
  incident: Incident
  readonly events: IncidentEvent[]
  readonly refused: RefusedStep[]
  wake: Instant | undefined
  given: number
  /** Kind and number of what got an id → the id that it has here. */
  readonly ids: Map<string, string>
}

/** Time alone, up to but not including an instant: whoever acts at that instant is in time. */
function passTime(player: Player, until: Instant): void {
  while (player.wake !== undefined && player.wake < until)
    give(player, { do: 'wake', at: player.wake, by: TOCSIN })
}

function give(player: Player, command: Command): void {
  assert(player.given++ < DECISIONS_MAX, `a replay takes fewer than ${DECISIONS_MAX} decisions`)
  const decision = decideInFull(player.setting, player.incident, command)
  if ('refused' in decision) {
    const { code, detail } = decision.refused
    if (WANTS_A_REASON.has(code) && !('reason' in command))
      return give(player, { ...command, reason: NO_REASON } as Command)
    player.refused.push({ at: command.at, by: command.by, do: command.do, code, detail })
    // The time up to now has passed all the same.
    if (command.do !== 'wake' && player.incident.status !== 'undeclared')
      give(player, { do: 'wake', at: command.at, by: TOCSIN })
    return
  }
  player.incident = decision.incident
  player.wake = decision.wakeAt
  for (const event of decision.accepted) {
    player.events.push(event)
    const made = madeBy(event)
    if (made !== undefined) player.ids.set(`${made.kind}#${count(player, made.kind)}`, made.id)
  }
}

/** Where the plan wants a reason that the other did not want, this stands for it. */
const WANTS_A_REASON: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'reason-needed',
  'stage-before-done',
])
const NO_REASON = '(none was given)'

function count({ ids }: Player, kind: string): number {
  return [...ids.keys()].filter(key => key.startsWith(`${kind}#`)).length
}

/** What an event gives an id to. Ids carry the number of their event, so they are others in another course of events. */
function madeBy(event: IncidentEvent): { readonly kind: string; readonly id: string } | undefined {
  if (event.type === 'evidence-added') return { kind: 'evidence', id: event.evidence }
  if (event.type === 'follow-up-added') return { kind: 'follow-up', id: event.followUp }
  return undefined
}

/** The id of the log → its kind and number among those of its kind. */
function placesOf(log: readonly IncidentEvent[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const event of log) {
    const made = madeBy(event)
    if (made === undefined) continue
    const number = counts.get(made.kind) ?? 0
    counts.set(made.kind, number + 1)
    places.set(made.id, `${made.kind}#${number}`)
  }
  return places
}

/** A command that names what the log gave an id to names it by the id that it has here. */
function translated(
  { ids }: Player,
  command: Command,
  places: ReadonlyMap<string, string>,
): Command {
  const here = (id: string): string => ids.get(places.get(id) ?? '') ?? id
  switch (command.do) {
    case 'transfer-evidence':
    case 'delete-evidence':
      return { ...command, evidence: here(command.evidence) }
    case 'finish-follow-up':
      return { ...command, 'follow-up': here(command['follow-up']) }
    default:
      return command
  }
}
