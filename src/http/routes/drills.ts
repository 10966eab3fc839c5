// Drills: bundled scenarios that play on the live engine, at a speed at which they can be watched.
import { z } from 'zod'
import { DRILL_SPEEDS } from '#/app/drills/drills.ts'
import type { ListedScenario, ShownDrill } from '#/app/drills/drills.ts'
import type { Beat } from '#/app/drills/beat.ts'
import { timeIn } from '#/app/drills/cast.ts'
import { clockOf } from '#/app/incidents/list.ts'
import { CLOCK } from '#/http/answers.ts'
import { recordedAs } from '#/http/authenticate.ts'
import type { Needs } from '#/http/needs.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import { DIRECTORY, showDirectory } from '#/http/routes/directory.ts'
import type { Reply, Route } from '#/http/route.ts'
import { idText, instantOrNull, instantShape } from '#/http/shapes.ts'

const count = z.number().int().min(0)
const plan = z.object({ id: z.string(), title: z.string() })

const SCENARIOS = z
  .object({
    scenarios: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        description: z.string(),
        plan,
        lasts_ms: count.describe('From its first event to its last, in its own time.'),
        watched_ms: count.describe('How long it takes to watch, at speed 1.'),
        events: count,
        steps: count,
      }),
    ),
    running: z
      .array(z.object({ id: z.string(), scenario: z.string(), incident: z.string() }))
      .describe('Drills that have not ended.'),
  })
  .meta({ id: 'Scenarios' })

const BEAT = z
  .object({
    at: instantShape,
    kind: z.enum(['signal', 'command', 'answer', 'time']),
    who: z.string().nullable().describe('Who does it, as one calls them.'),
    do: z.string().nullable().describe('The command that they give.'),
    about: z.string().nullable().describe('What it is about, in words of the plan.'),
  })
  .meta({ id: 'DrillBeat' })

const DRILL = z
  .object({
    id: z.string(),
    scenario: z.object({ id: z.string(), title: z.string(), description: z.string() }),
    plan,
    incident: z.object({ id: z.string(), number: count }),
    state: z.enum(['running', 'paused', 'finished', 'stopped']),
    speed: z.number(),
    by: z.string(),
    now: instantShape.describe('What time it is in the drill.'),
    began: instantShape,
    until: instantShape.describe('When it ends at the latest, in its own time.'),
    clock: CLOCK,
    started: instantShape.describe('In real time.'),
    ended: instantOrNull.describe('In real time.'),
    played: count.describe('Steps of the script that were played.'),
    steps: count,
    refused: count.describe('Steps that did not work, since somebody had done otherwise before.'),
    last: BEAT.nullable(),
    next: BEAT.nullable().describe('null: nothing more, or another node plays it.'),
  })
  .meta({ id: 'Drill' })

const params = z.strictObject({ id: idText.describe('Id of the drill.') })

export const drillRoutes: readonly Route[] = [
  route('incident:read', {
    method: 'GET',
    path: '/api/scenarios',
    name: 'list-scenarios',
    summary: 'The scenarios that can be watched as drills.',
    gives: givesJson('The scenarios, the one to begin with first.', SCENARIOS),
    async handle({ needs: { drills } }) {
      const listed = await drills.scenarios()
      const running = await drills.list()
      return {
        answer: {
          scenarios: listed.map(showScenario),
          running: running.map(({ id, scenario, incidentId }) => ({
            id,
            scenario,
            incident: incidentId,
          })),
        },
      }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/drills',
    name: 'start-drill',
    summary: 'Play a scenario on the live engine: stand-ins act in it, and nobody is told of it.',
    takes: json(z.strictObject({ scenario: idText.describe('Id of a scenario.') })),
    gives: givesJson(
      'It runs.',
      z
        .object({ id: z.string(), incident: z.object({ id: z.string(), number: count }) })
        .meta({ id: 'StartedDrill' }),
      201,
    ),
    async handle({ needs: { drills }, caller, body: { scenario } }) {
      const started = await drills.start(scenario, recordedAs(caller))
      if ('refused' in started) return started
      if ('problem' in started) return { problem: problem(started.problem, { scenario }) }
      const { id, incidentId, number } = started
      return { answer: { id, incident: { id: incidentId, number } } }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/drills/{id}',
    name: 'get-drill',
    summary: 'A drill as it stands: its time, what has just happened and what comes next.',
    params,
    gives: givesJson('The drill.', DRILL),
    handle: ({ needs, params: { id } }) => shown(needs, id),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/drills/{id}/cast',
    name: 'get-drill-cast',
    summary: 'Who plays in a drill. Commands in its incident are given as one of these stand-ins.',
    params,
    gives: givesJson('The cast, as a directory has it.', DIRECTORY),
    async handle({ needs: { drills }, params: { id } }) {
      const drill = await drills.show(id)
      if (drill === undefined) return { problem: problem('drill-unknown', { drill: id }) }
      return { answer: showDirectory(drill.live.setting.directory) }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/drills/{id}/pace',
    name: 'pace-drill',
    summary: 'Pause a drill, let it go on, faster or slower, or take one step.',
    params,
    takes: json(
      z.strictObject({
        state: z.enum(['running', 'paused']).optional(),
        speed: z
          .union(DRILL_SPEEDS.map(speed => z.literal(speed)))
          .optional()
          .describe('1: as fast as it is meant to be watched.'),
        step: z.boolean().optional().describe('Play what comes next, at once.'),
      }),
    ),
    gives: givesJson('The drill as it stands.', DRILL),
    async handle({ needs, params: { id }, body }) {
      return (await needs.drills.steer(id, body)) ? shown(needs, id) : ended(needs, id)
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/drills/{id}/stop',
    name: 'stop-drill',
    summary: 'End a drill. Its incident stands still from then on, and can be read.',
    params,
    gives: givesJson('The drill as it ended.', DRILL),
    async handle({ needs, caller, params: { id } }) {
      return (await needs.drills.stop(id, recordedAs(caller))) ? shown(needs, id) : ended(needs, id)
    },
  }),
]

type Shown = z.input<typeof DRILL>

async function shown(needs: Needs, id: string): Promise<Reply<Shown>> {
  const drill = await needs.drills.show(id)
  if (drill === undefined) return { problem: problem('drill-unknown', { drill: id }) }
  return { answer: showDrill(drill, needs) }
}

async function ended(needs: Needs, id: string): Promise<Reply<Shown>> {
  const code = (await needs.drills.show(id)) === undefined ? 'drill-unknown' : 'drill-ended'
  return { problem: problem(code, { drill: id }) }
}

function showScenario({ id, scenario, description, plan: { plan: of }, course }: ListedScenario) {
  return {
    id,
    title: scenario.title,
    description,
    plan: { id: of.id, title: of.title },
    lasts_ms: course.ms,
    watched_ms: Math.round(course.watchedMs),
    events: course.events,
    steps: scenario.steps.length,
  }
}

function showDrill(drill: ShownDrill, { shell }: Needs): Shown {
  const { row, live, scenario, last, next } = drill
  const { plan: of } = live.setting
  const { starts, until, steps, title } = scenario.scenario
  return {
    id: row.id,
    scenario: { id: scenario.id, title, description: scenario.description },
    plan: { id: of.id, title: of.title },
    incident: { id: row.incidentId, number: live.head.number },
    state: row.state,
    speed: row.speed,
    by: row.by,
    now: timeIn(live.head, shell.now()),
    began: starts,
    until,
    clock: clockOf(live.head),
    started: row.startedAt,
    ended: row.endedAt,
    played: drill.played,
    steps: steps.length,
    refused: drill.refused,
    last: showBeat(last),
    next: showBeat(next),
  }
}

function showBeat(beat: Beat | undefined) {
  if (beat === undefined) return null
  const { at, kind, who = null, about = null, do: command = null } = beat
  return { at, kind, who, do: command, about }
}
