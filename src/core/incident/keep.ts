import { assert } from '#/core/assert.ts'
import { perform } from '#/core/incident/automatic.ts'
import { passGates } from '#/core/incident/gate.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { keepAuthority, nextAuthority } from '#/core/incident/keep-authority.ts'
import { standIn } from '#/core/incident/stand-in.ts'
import { warn, miss } from '#/core/incident/late.ts'
import {
  isNew,
  open,
  end,
  hasMoved,
  reschedule,
  meet,
  isMetFromRecord,
} from '#/core/incident/ledger.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { addConcerned } from '#/core/obligation/concern.ts'
import { lookAgain, lookAtAll } from '#/core/obligation/look.ts'
import type { Look } from '#/core/obligation/look.ts'
import { isOwed } from '#/core/obligation/obligation.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { asksAgainAt, climbOverSilence } from '#/core/paging/ladder.ts'
import { nextPageMove } from '#/core/paging/pace.ts'
import { movePages } from '#/core/paging/page.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import type { Instant } from '#/core/time.ts'
import { earliest } from '#/core/time.ts'

/**
 * How often what was just recorded may give rise to more before it must be a mistake of ours: each round opens, meets or
 * ends something, and a plan may well hang its promises one on the other.
 */
function roundsMax(plan: Plan): number {
  return 50 + 4 * plan.rules.length
}

/**
 * Does everything that the plan wants done by itself at this instant: opens what has come to apply, performs the
 * automatic acts, recognises what is met, warns, records what was missed, moves pages on. Each may give rise to the
 * next, so it goes round until nothing more happens. Doing it twice at one instant records nothing the second time.
 * Gives how the promises stand then.
 */
export function keepPromises(turn: Turn): Look {
  const most = roundsMax(turn.setting.plan)
  for (let round = 0; round < most; round++) {
    const before = turn.events.length
    if (turn.incident.status === 'undeclared') return NO_LOOK
    beginStages(turn)
    standIn(turn)
    const look = keepAuthority(turn, () => keepWhatChanged(turn))
    movePages(turn)
    if (onlyAsked(turn, before) && climbsNoFurther(turn)) return look
  }
  assert(false, `the promises of plan ${turn.setting.plan.id} settle within ${most} rounds`)
}

const NO_LOOK: Look = { at: '' as Instant, owed: undefined, until: undefined }

/**
 * One look at the promises of which anything may have become since the last, and what each of them wants. What is done
 * about one may at once be what another waits for: that one has its turn too, if it comes later in the plan. Who may see the
 * incident is settled before anything else is said about it.
 */
function keepWhatChanged(turn: Turn): Look {
  const { setting, incident, at, events } = turn
  const { plan } = setting
  const { look, places } = lookAgain(plan, incident, at, turn.look, events.slice(turn.looked))
  const { owed = [] } = look
  turn.look = look
  turn.looked = events.length
  open(
    turn,
    inOrder(places).flatMap(place => owed[place]?.obligations.filter(isNew) ?? []),
  )
  let seen = turn.looked
  const { restrictions } = lookup(plan)
  const keepAt = (place: number) => owed[place]?.obligations.forEach(it => keep(turn, it))
  for (const place of restrictions) if (places.has(place)) keepAt(place)
  owed.forEach((one, place) => {
    if (one === undefined || restrictions.has(place)) return
    if (events.length > seen) addConcerned(places, plan, incident, events.slice(seen))
    seen = events.length
    if (places.has(place)) keepAt(place)
  })
  return look
}

function inOrder(places: ReadonlySet<number>): readonly number[] {
  return [...places].sort((one, other) => one - other)
}

/** Silence climbs last: a level that the plan itself wants reached is reached for that reason. Says whether no level was. */
function climbsNoFurther(turn: Turn): boolean {
  const before = turn.events.length
  climbOverSilence(turn)
  return onlyAsked(turn, before)
}

/** Whether nothing happened since but that people were asked: no promise stands otherwise for that, so that looking through all of them once more would find nothing. */
function onlyAsked({ events }: Turn, since: number): boolean {
  return events.slice(since).every(event => event.type === 'page-sent')
}

/** A stage whose condition holds begins by itself once the gates before it are open, unless the response is already past it. */
export function beginStages(turn: Turn): void {
  if (turn.incident.status !== 'open') return
  const { plan } = turn.setting
  const now = plan.stages.findIndex(stage => stage.id === turn.incident.stage)
  const ahead = plan.stages.slice(now + 1).filter(({ id }) => !turn.incident.stages.has(id))
  if (ahead.every(({ begins }) => begins === undefined)) return
  const view = viewOf(plan, turn.incident, turn.at)
  for (const { id, begins } of ahead) {
    if (begins === undefined || evaluate(begins, view) !== 'yes') continue
    if (passGates(turn, `stage:${id}`, recordOwn) === undefined)
      recordOwn(turn, { type: 'stage-began', stage: id, over: [] })
  }
}

/**
 * The next instant at which `keepPromises` will have something to do; undefined when time alone changes nothing. `look`: how
 * the promises stand at `now`, for who has that at hand.
 */
export function wakeAt(
  plan: Plan,
  incident: Incident,
  now: Instant,
  { until }: Pick<Look, 'until'> = lookAtAll(plan, incident, now).look,
): Instant | undefined {
  return earliest([
    until,
    nextAuthority(plan, incident),
    nextPageMove(plan, incident),
    asksAgainAt(plan, incident),
  ])
}

/** Does what one obligation wants done, as it stood when the round began. */
export function keep(turn: Turn, obligation: Obligation): void {
  const { entry } = obligation
  // What has opened only now is looked after in the next round, with its entry in the ledger.
  if (entry === undefined || entry.voided !== undefined) return
  if (obligation.standing === 'void') return end(turn, obligation)
  // Whoever takes a role begins a clock of their own; that of the one before has ended with it.
  const handedOver = obligation.rule.act.do === 'hand-over' && isOwed(obligation)
  if (handedOver && isMetFromRecord(turn, obligation)) return meet(turn, obligation)
  if (hasMoved(obligation)) reschedule(turn, obligation)
  if (!isOwed(obligation)) return
  if (isMetFromRecord(turn, obligation)) return meet(turn, obligation)
  if (AUTOMATIC_ACTS.has(obligation.rule.act.do)) perform(turn, obligation)
  else warn(turn, obligation)
  miss(turn, obligation)
}
