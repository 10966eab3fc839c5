import { ok } from 'node:assert/strict'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Setting } from '#/core/setting.ts'
import { instant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { bodyOf, from } from '../kit/any-command.ts'
import type { AnyBody, Scene } from '../kit/any-command.ts'
import { BANK } from '../kit/bank.ts'
import { CLOCKS } from '../kit/clocks.ts'
import { HOUSE } from '../kit/house.ts'
import { give, isWhatItsLogSays, letTimePass, letTimePassAsAsked, living } from '../kit/living.ts'
import type { Living } from '../kit/living.ts'
import { seeded } from '#/core/chance.ts'
import type { Chance } from '#/core/chance.ts'
import { bundled, sha256 } from '../kit/setting.ts'
import { command } from './deed.ts'
import { answersAfter, characters, staffed } from './staff.ts'
import type { Character } from './staff.ts'

/*
 * Goal: to find what nobody thought of. Some days of a house with a plan are played: alarms come in, people are woken or
 * sleep through it, do what is asked of them or something else, two act in the same instant, roles change hands, incidents
 * are merged, wakes come hours late because a node was frozen, and the clocks change meanwhile.
 *
 * Method: everything is drawn from one seed, so that a seed names a course of events for ever. After each step the books
 * of `kit/invariants.ts`, which are kept from the log alone, are compared with the engine: what must always hold (design,
 * section 6, as far as it concerns the core). A failed seed becomes a test with a name.
 */

const PLANS = [bundled('creditnexus'), bundled('tiered'), HOUSE, BANK, CLOCKS]

/** Days on which something is special: clocks go forward, back, a leap day, an ordinary one. */
const STARTS = [
  '2026-03-28T20:00:00Z',
  '2026-10-24T20:00:00Z',
  '2028-02-28T06:00:00Z',
  '2026-06-10T08:00:00Z',
].map(instant)

const MINUTE_MS = 60_000
const STEPS = 110

type World = {
  readonly setting: Setting
  readonly chance: Chance
  readonly people: readonly Character[]
  readonly incidents: Living[]
  readonly incidentsMax: number
  /** How much of each log has been looked through for pages. */
  readonly read: Map<Living, number>
  /** What is going to happen, in no order. */
  readonly agenda: Happening[]
  now: Instant
}
type Happening = { readonly at: Instant; readonly what: (world: World) => void }

/** What a seed came to: for those who want to know whether anything happened at all. */
export type Day = { readonly events: readonly IncidentEvent[] }

/** Plays the days of a seed. Throws as soon as something does not hold. */
export function playDay(seed: number): Day {
  const chance = seeded(seed)
  const plan = chance.one(PLANS)
  const people = characters(chance)
  const setting = { plan, directory: staffed(plan, people, chance), sha256 }
  const incidentsMax = chance.one([1, 1, 1, 2, 3])
  const world: World = {
    setting,
    chance,
    people,
    incidents: [],
    incidentsMax,
    read: new Map(),
    agenda: [],
    now: chance.one(STARTS),
  }
  alarm(world)
  for (let step = 0; step < STEPS; step++) next(world)
  for (const it of world.incidents) endOfDays(world, it)
  return { events: world.incidents.flatMap(it => it.watched.log) }
}

/** Whatever comes first: what is on the agenda, an incident that wants to be woken, or somebody who gets up to do something. */
function next(world: World): void {
  const { agenda, chance } = world
  const due = agenda.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0]
  const acts = plusMs(
    world.now,
    chance.of(1, 6) ? 0 : chance.below(chance.one([3, 30, 300]) * MINUTE_MS),
  )
  const sleeper = wakesFirst(world)
  if (sleeper?.wake !== undefined && sleeper.wake <= (due?.at ?? acts) && sleeper.wake <= acts)
    return wakeUp(world, sleeper, sleeper.wake)
  if (due !== undefined && due.at <= acts) {
    agenda.splice(agenda.indexOf(due), 1)
    moveTo(world, due.at)
    return due.what(world)
  }
  moveTo(world, acts)
  somethingHappens(world)
}

function moveTo(world: World, at: Instant): void {
  if (at > world.now) world.now = at
}

function wakesFirst({ incidents }: World): Living | undefined {
  return incidents
    .filter(it => it.wake !== undefined)
    .toSorted((a, b) => ((a.wake ?? '') < (b.wake ?? '') ? -1 : 1))[0]
}

/** Mostly on time; sometimes somebody is a moment quicker than the clock; sometimes the node was frozen. */
function wakeUp(world: World, it: Living, at: Instant): void {
  const { chance } = world
  const how = at < world.now ? 'late' : chance.weighed({ onTime: 12, somebodyFirst: 3, frozen: 1 })
  if (how === 'frozen') moveTo(world, plusMs(at, chance.below(5 * 60 * MINUTE_MS)))
  else moveTo(world, at)
  if (how === 'somebodyFirst') acts(world, it, chance.one(world.people))
  else if (how === 'onTime') letTimePassAsAsked(it, world.now)
  else letTimePass(it, world.now)
  expectAnswers(world, it)
}

function somethingHappens(world: World): void {
  const { chance, incidents } = world
  const it = chance.one(incidents)
  switch (
    chance.weighed({ act: 20, together: 3, alarm: 1, signal: 2, early: 4, merge: 1, receipt: 3 })
  ) {
    case 'act':
      return acts(world, it, chance.one(world.people))
    case 'together':
      acts(world, it, chance.one(world.people))
      return acts(world, it, chance.one(world.people))
    case 'alarm':
      return alarm(world)
    case 'signal':
      return said(world, it, TOCSIN, bodyOf(sceneOf(world, it), 'attach-signal'))
    case 'early':
      return letTimePassAsAsked(it, world.now)
    case 'merge':
      return merge(world)
    case 'receipt':
      return said(world, it, TOCSIN, bodyOf(sceneOf(world, it), 'record-receipts'))
  }
}

function alarm(world: World): void {
  const { chance, incidents } = world
  if (incidents.length >= world.incidentsMax) return
  const it = living(world.setting, `INC-${incidents.length + 1}`)
  incidents.push(it)
  const by = chance.of(1, 3) ? chance.one(world.people).id : TOCSIN
  said(world, it, by, bodyOf(sceneOf(world, it), 'declare'))
}

/** One goes on for both, and hears of it in the same instant. */
function merge(world: World): void {
  const [one, other] = [world.chance.one(world.incidents), world.chance.one(world.incidents)]
  const scene = sceneOf(world, one)
  const into = other.incident.id
  const by = world.chance.one(world.people).id
  const decision = give(one, from(scene, by, { do: 'merge', into, reason: 'The same cause' }))
  ok(one !== other || 'refused' in decision, 'nothing is merged into itself')
  if ('accepted' in decision)
    said(world, other, TOCSIN, { do: 'absorb', incident: one.incident.id })
}

/** Somebody does something about an incident. */
function acts(world: World, it: Living, who: Character): void {
  give(it, command(sceneOf(world, it), who))
  expectAnswers(world, it)
}

function said(world: World, it: Living, by: string, body: AnyBody): void {
  give(it, from(sceneOf(world, it), by, body))
  expectAnswers(world, it)
}

function sceneOf({ setting, chance, now }: World, { incident }: Living): Scene {
  return { setting, incident, now, chance }
}

/** Whoever was paged will answer after a while, or not; mostly by acknowledging, sometimes by handing on or in their own way. */
function expectAnswers(world: World, it: Living): void {
  const { chance, agenda, people, read } = world
  const { log } = it.watched
  for (const event of log.slice(read.get(it) ?? 0)) {
    if (event.type !== 'page-sent') continue
    const who = people.find(({ id }) => id === event.person)
    const after = who && answersAfter(who, event.at, chance)
    if (who === undefined || after === undefined) continue
    agenda.push({ at: plusMs(event.at, after), what: () => answers(world, it, who, event.page) })
  }
  read.set(it, log.length)
}

function answers(world: World, it: Living, who: Character, page: string): void {
  const named = world.chance.of(1, 2) ? { page } : {}
  const how = world.chance.weighed({ acknowledge: 10, handOn: 2, other: 2 })
  if (how === 'other') return acts(world, it, who)
  said(
    world,
    it,
    who.id,
    how === 'acknowledge'
      ? { do: 'acknowledge', ...named }
      : { ...bodyOf(sceneOf(world, it), 'hand-on'), ...named },
  )
}

/** Nobody does anything any more: time alone brings to light what was left, and the log is read once more. */
function endOfDays(world: World, it: Living): void {
  const until = plusMs(world.now, world.chance.between(1, 12) * 3_600_000)
  while (it.wake !== undefined && it.wake <= until) {
    const { wake } = it
    if (wake > world.now) letTimePassAsAsked(it, wake)
    else letTimePass(it, world.now)
  }
  isWhatItsLogSays(it)
}
