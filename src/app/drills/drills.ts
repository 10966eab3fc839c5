// Drills: bundled scenarios played on the live engine, in an incident with a time and a cast of its own. They run on the node
// on which they were started, and end with it; any node can steer them and show them.
import { castOf } from '#/app/drills/cast.ts'
import { beatOfTime } from '#/app/drills/beat.ts'
import type { Beat } from '#/app/drills/beat.ts'
import { finish, nextBeat } from '#/app/drills/play.ts'
import type { Play } from '#/app/drills/play.ts'
import { createPlays } from '#/app/drills/plays.ts'
import { courseOf, drillable, planOfScenario } from '#/app/drills/scenarios.ts'
import type { Course, Drillable, ScenarioFile } from '#/app/drills/scenarios.ts'
import { execute } from '#/app/execute.ts'
import type { Loop } from '#/app/loop.ts'
import type { ImportedPlan } from '#/app/plans/plans.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { gather } from '#/core/exercise/crew.ts'
import { standing } from '#/core/exercise/pace.ts'
import { scripted } from '#/core/exercise/script.ts'
import { assert } from '#/core/assert.ts'
import { undeclared } from '#/core/incident/incident.ts'
import { plusMs } from '#/core/time.ts'
import type { Refusal } from '#/core/refusal.ts'
import type { Notice } from '#/store/notice.ts'
import { beginDrill, listDrills, readDrill, steerDrill, tellOfDrill } from '#/store/drills.ts'
import type { DrillRow } from '#/store/drills.ts'
import { newIncident } from '#/store/incidents.ts'
import { transaction } from '#/store/db.ts'

/** So many at once can still be followed by somebody, and cost next to nothing. */
const DRILLS_MAX = 3
/** A node that plays a drill says so every few seconds; after this silence it is gone, and the drill with it. */
const LOST_MS = 30_000

export const DRILL_SPEEDS = [0.5, 1, 2, 4, 8, 16] as const

/** A scenario with the plan that it is played under, and how long it is. */
export type ListedScenario = Drillable & { readonly plan: ImportedPlan; readonly course: Course }

/** A drill as it stands. `next` is known on the node that plays it. */
export type ShownDrill = {
  readonly row: DrillRow
  readonly live: Live
  readonly scenario: Drillable
  readonly last: Beat | undefined
  readonly next: Beat | undefined
  readonly played: number
  readonly refused: number
}

export type Started =
  | { readonly id: string; readonly incidentId: string; readonly number: number }
  | { readonly problem: 'scenario-unknown' | 'too-many-drills' | 'plan-unknown' }
  | { readonly refused: Refusal }

export type Wish = Parameters<typeof steerDrill>[2]

export type Drills = {
  readonly scenarios: () => Promise<readonly ListedScenario[]>
  readonly start: (scenario: string, by: string) => Promise<Started>
  readonly show: (id: string) => Promise<ShownDrill | undefined>
  /** Gives false when there is none, or it has ended. */
  readonly steer: (id: string, wish: Wish) => Promise<boolean>
  readonly stop: (id: string, by: string) => Promise<boolean>
  /** Those under way, the oldest first. */
  readonly list: () => Promise<readonly DrillRow[]>
  /** Does what is due in the drills of this node; gives in how many milliseconds something will be. */
  readonly turn: () => Promise<number>
  readonly startLoop: () => Loop
  readonly onNotice: (notice: Notice) => void
  /** Ends on record what was played by a node that is gone; with `alone` every other is. */
  readonly endLost: (options: { readonly alone: boolean }) => Promise<void>
}

export function createDrills(shell: Shell, files: readonly ScenarioFile[]): Drills {
  const scenarios = drillable(files)
  const byId = new Map(scenarios.map(it => [it.id, it]))
  const plays = createPlays(shell)

  async function end(row: Pick<DrillRow, 'id' | 'incidentId'>, text: string): Promise<void> {
    await finish(shell, { drill: row }, 'stopped', text)
  }

  async function endLost({ alone }: { readonly alone: boolean }): Promise<void> {
    const silentSince = alone ? shell.now() : plusMs(shell.now(), -LOST_MS)
    for (const row of await listDrills(shell.pool))
      if (row.beatAt <= silentSince && !plays.isUnderWay(row.id))
        await end(row, 'The drill was stopped: the program that played it has ended.')
  }

  return {
    turn: plays.turn,
    endLost,
    list: () => listDrills(shell.pool),
    async scenarios() {
      const listed = scenarios.map(async (it): Promise<readonly ListedScenario[]> => {
        const plan = await planOfScenario(shell, it.scenario)
        return plan === undefined
          ? []
          : [{ ...it, plan, course: courseOf(shell, it.scenario, plan) }]
      })
      return (await Promise.all(listed)).flat()
    },
    async start(id, by) {
      const chosen = byId.get(id)
      if (chosen === undefined) return { problem: 'scenario-unknown' }
      await endLost({ alone: false })
      if ((await listDrills(shell.pool)).length >= DRILLS_MAX) return { problem: 'too-many-drills' }
      const plan = await planOfScenario(shell, chosen.scenario)
      if (plan === undefined) return { problem: 'plan-unknown' }
      const begun = await begin(shell, chosen, plan, by)
      if ('refused' in begun) return begun
      plays.add(begun.play)
      const { drill } = begun.play
      return { id: drill.id, incidentId: drill.incidentId, number: begun.number }
    },
    show: id => show(shell, byId, plays.find(id), id),
    async steer(id, wish) {
      const row = await readDrill(shell.pool, id)
      if (row === undefined || !(await steerDrill(shell.pool, id, wish))) return false
      await tellOfDrill(shell.pool, row.incidentId)
      return true
    },
    async stop(id, by) {
      const row = await readDrill(shell.pool, id)
      if (row === undefined || row.endedAt !== null) return false
      await end(row, `The drill was stopped by ${by}.`)
      return true
    },
    startLoop: plays.startLoop,
    onNotice: plays.onNotice,
  }
}

/** Its incident, declared by the first step of the script, and whoever plays it. */
async function begin(
  shell: Shell,
  { id: scenarioId, scenario }: Drillable,
  chosen: ImportedPlan,
  by: string,
): Promise<{ readonly play: Play; readonly number: number } | { readonly refused: Refusal }> {
  const { plan, hash } = chosen
  const drill = { id: shell.newId('drill'), incidentId: shell.newId('inc') }
  const setting = { plan, directory: castOf(plan), sha256: shell.notary.sha256 }
  const now = shell.now()
  const begun = await transaction(shell.pool, async tx => {
    const number = await newIncident(tx, { id: drill.incidentId, planId: plan.id, planHash: hash })
    assert(number !== undefined, 'nobody guesses the id of a new incident')
    const pace = standing(now, scenario.starts)
    await beginDrill(tx, { ...drill, scenario: scenarioId, by, now, pace })
    const [first] = scenario.steps
    assert(first !== undefined, 'a drill begins with a signal')
    const taken = scripted({ setting, incident: undeclared(drill.incidentId) }, first)
    assert('command' in taken && taken.command.do === 'declare', 'the first signal declares')
    const executed = await execute(
      shell,
      drill.incidentId,
      { ...taken.command, exercise: true },
      tx,
    )
    if ('refused' in executed) throw new Refused(executed.refused)
    return number
  }).catch((error: unknown) => {
    if (error instanceof Refused) return { refused: error.refusal }
    throw error
  })
  if (typeof begun === 'object') return begun
  const play: Play = {
    drill,
    scenario,
    crew: gather(setting, scenario.people, undefined),
    baseMs: courseOf(shell, scenario, chosen).baseMs,
    next: 1,
    heard: 0,
    taken: 0,
    leftMs: FIRST_LOOK_MS,
    led: undefined,
    lookedAt: undefined,
    pausedAt: undefined,
    last: undefined,
    refused: 0,
  }
  return { play, number: begun }
}

/** Whoever starts a drill has to find their way around before anything else happens. */
const FIRST_LOOK_MS = 3_000

/** Undoes what was begun of a drill that the plan refuses. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`the drill could not begin: ${refusal.code}`)
    this.refusal = refusal
  }
}

async function show(
  shell: Shell,
  byId: ReadonlyMap<string, Drillable>,
  play: Play | undefined,
  id: string,
): Promise<ShownDrill | undefined> {
  const row = await readDrill(shell.pool, id)
  const scenario = row === undefined ? undefined : byId.get(row.scenario)
  const live = row === undefined ? undefined : await readLive(shell, row.incidentId)
  if (row === undefined || scenario === undefined || live === undefined) return undefined
  return {
    row,
    live,
    scenario,
    last: play?.last ?? beatOfTime(live.incident.lastAt ?? scenario.scenario.starts),
    next: play === undefined || row.endedAt !== null ? undefined : nextBeat(play, live),
    played: play?.next ?? scenario.scenario.steps.length,
    refused: play?.refused ?? 0,
  }
}
