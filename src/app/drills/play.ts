// One drill under way: its time is moved from one thing that happens to the next, each at its own instant, and played on the
// engine like anything that anybody does. `turnPlay` is all that there is to it; when it comes is up to whoever calls it.
import { answerAt, hear, nextDeed } from '#/core/exercise/crew.ts'
import type { Crew } from '#/core/exercise/crew.ts'
import { standing, stretch, timeUnder, weightOf } from '#/core/exercise/pace.ts'
import type { Pace } from '#/core/exercise/pace.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { scripted } from '#/core/exercise/script.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent, Receipt } from '#/core/incident/event.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { assert } from '#/core/assert.ts'
import { latest, msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { beatOfAnswer, beatOfStep, beatOfTime } from '#/app/drills/beat.ts'
import type { Beat } from '#/app/drills/beat.ts'
import { execute } from '#/app/execute.ts'
import type { Unstamped } from '#/app/execute.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { transaction } from '#/store/db.ts'
import { beatDrill, endDrill, readDrill, setPace } from '#/store/drills.ts'
import type { DrillRow } from '#/store/drills.ts'
import { readEvents } from '#/store/log.ts'

/** A drill that this node plays. Another node knows of it what the store does, and steers it through that. */
export type Play = {
  readonly drill: Pick<DrillRow, 'id' | 'incidentId'>
  readonly scenario: Scenario
  readonly crew: Crew
  /** The unit of reading time, in real milliseconds. */
  readonly baseMs: number
  /** Index of the next step of the script. */
  next: number
  /** The version of the log up to which the crew has heard it. */
  heard: number
  /** How many of the steps that were asked for while it was paused were taken. */
  taken: number
  /** Real milliseconds, at speed 1, that are left until what comes next. */
  leftMs: number
  /** How its time is being led to what comes next. */
  led: Led | undefined
  /** The last instant at which time alone was played, which need not have left a trace in the log. */
  lookedAt: Instant | undefined
  /** Since when it has been paused. */
  pausedAt: Instant | undefined
  last: Beat | undefined
  /** Steps that did not work, since somebody had done otherwise before. */
  refused: number
}
type Led = { readonly speed: number; readonly to: Instant; readonly since: Instant }

/** How long a paused drill is kept waiting between two looks, so that everyone knows it is alive. */
const LOOK_AGAIN_MS = 5_000
/** Whoever paused a drill and went away does not come back after this. */
const PAUSED_MS_MAX = 3_600_000
/** What the log takes of them in one event. */
const RECEIPTS_MAX = 200
const SHOWN = 'Shown in the drill; nothing was sent.'

/** Does what is due in a drill. Gives in how many milliseconds something will be; undefined once it has ended. */
export async function turnPlay(shell: Shell, play: Play): Promise<number | undefined> {
  const row = await readDrill(shell.pool, play.drill.id)
  if (row === undefined || row.endedAt !== null) return undefined
  await listen(shell, play)
  const live = await liveOf(shell, play)
  const next = nextBeat(play, live)
  if (next === undefined) return finish(shell, play, 'finished', 'The scenario has been played.')
  const now = shell.now()
  const at = timeUnder(paceOf(live), now)
  if (row.stepsWanted > play.taken) {
    play.taken++
    return playNext(shell, play, live, next, at)
  }
  if (row.state === 'paused') return rest(shell, play, row, at)
  play.pausedAt = undefined
  const { led } = play
  if (led === undefined || led.to !== next.at || led.speed !== row.speed)
    return lead(shell, play, row, at, next.at)
  const waitMs = play.leftMs / led.speed - msBetween(led.since, now)
  if (waitMs > 0) return Math.ceil(waitMs)
  return playNext(shell, play, live, next, at)
}

/** What comes next of its own: the script first, then answers, then time itself, since a person who acts in time is in time. */
export function nextBeat(play: Play, live: Live): Beat | undefined {
  const { scenario, crew } = play
  const { incident, setting } = live
  const step = scenario.steps[play.next]
  const answer = nextDeed(crew)
  const looked = latest([incident.lastAt, play.lookedAt]) ?? scenario.starts
  const wake = wakeAt(setting.plan, incident, looked)
  const isOver = incident.status !== 'open' && incident.status !== 'resolved'
  if (step === undefined && isOver) return undefined
  const times = [step?.at, answer, wake].filter(it => it !== undefined)
  const first = times.toSorted()[0]
  if (first === undefined || first > scenario.until) return undefined
  if (step?.at === first) return beatOfStep(live, step)
  if (answer === first) return beatOfAnswer(live, first, answersAt(crew, first))
  return beatOfTime(first)
}

function answersAt({ answers }: Crew, at: Instant): string {
  for (const [key, when] of answers) if (when === at) return key.split('\n')[0] ?? ''
  return ''
}

/** Leads its time to what comes next, so that it is there when people have read what was before. */
async function lead(
  shell: Shell,
  play: Play,
  { speed }: DrillRow,
  at: Instant,
  to: Instant,
): Promise<number> {
  const now = shell.now()
  settleLeft(play, now)
  const realMs = play.leftMs / speed
  if (realMs > 0)
    await setPace(shell.pool, play.drill, stretch(now, at, later(at, to), realMs), now)
  play.led = { speed, to, since: now }
  return Math.ceil(realMs)
}

async function rest(
  shell: Shell,
  play: Play,
  row: DrillRow,
  at: Instant,
): Promise<number | undefined> {
  const now = shell.now()
  if (play.pausedAt === undefined || play.led !== undefined) {
    settleLeft(play, now)
    play.pausedAt = now
    await setPace(shell.pool, play.drill, standing(now, at), now)
  } else await beatDrill(shell.pool, row.id, now)
  if (msBetween(play.pausedAt, now) < PAUSED_MS_MAX) return LOOK_AGAIN_MS
  return finish(shell, play, 'stopped', 'The drill was paused for an hour, and has been stopped.')
}

function settleLeft(play: Play, now: Instant): void {
  if (play.led !== undefined)
    play.leftMs = Math.max(0, play.leftMs - msBetween(play.led.since, now) * play.led.speed)
  play.led = undefined
}

async function playNext(
  shell: Shell,
  play: Play,
  live: Live,
  beat: Beat,
  at: Instant,
): Promise<number> {
  // Whoever takes part may have brought something due that is a little past already.
  const when = later(at, beat.at)
  const now = shell.now()
  if (at < when || paceOf(live).until > when)
    await setPace(shell.pool, play.drill, standing(now, when), now)
  play.led = undefined
  await perform(shell, play, live, beat)
  play.last = { ...beat, at: when }
  const events = await listen(shell, play)
  play.leftMs = play.baseMs * weightOf(events)
  return 0
}

async function perform(shell: Shell, play: Play, live: Live, beat: Beat): Promise<void> {
  if (beat.kind === 'answer') {
    const answer = answerAt(play.crew, beat.at)
    assert(answer !== undefined, 'an answer that comes next is on the list')
    const { person, page } = answer
    if (live.incident.pages.get(page)?.state === 'waiting')
      await give(shell, play, { do: 'acknowledge', page, by: person })
    return
  }
  if (beat.kind === 'time') {
    play.lookedAt = beat.at
    return void (await give(shell, play, { do: 'wake', by: TOCSIN }))
  }
  const step = play.scenario.steps[play.next++]
  assert(step !== undefined, 'a step that comes next is in the script')
  const taken = scripted(live, step)
  const done = 'command' in taken && (await give(shell, play, taken.command))
  // The time up to now has passed all the same.
  if (!done) await give(shell, play, { do: 'wake', by: TOCSIN })
}

async function give(shell: Shell, play: Play, asked: Unstamped): Promise<boolean> {
  const executed = await execute(shell, play.drill.incidentId, asked)
  if ('accepted' in executed) return true
  if (asked.do !== 'wake') play.refused++
  return false
}

/** The crew hears what has happened since, and what went out is shown and goes no further. Gives how many events there were. */
async function listen(shell: Shell, play: Play): Promise<number> {
  const { incidentId } = play.drill
  const logged = await readEvents(shell.pool, incidentId, play.heard)
  const events = logged.map(({ event }) => event)
  play.heard = logged.at(-1)?.version ?? play.heard
  for (const event of events) hear(play.crew, event)
  const receipts = events.flatMap(receiptsOf)
  for (let from = 0; from < receipts.length; from += RECEIPTS_MAX) {
    const some = receipts.slice(from, from + RECEIPTS_MAX)
    await execute(shell, incidentId, { do: 'record-receipts', by: TOCSIN, receipts: some })
  }
  return events.filter(({ type }) => type !== 'receipts-recorded').length
}

function receiptsOf(event: IncidentEvent): readonly Receipt[] {
  const shown = { outcome: 'delivered', attempts: 1, detail: SHOWN } as const
  if (event.type === 'page-sent')
    return event.channels.map(channel => ({
      message: event.page,
      to: event.person,
      channel,
      ...shown,
    }))
  if (event.type !== 'message-sent') return []
  return event.recipients.flatMap(({ to, channels }) =>
    channels.map(channel => ({ message: event.message, to, channel, ...shown })),
  )
}

/** Puts on record how a drill ended, and leaves its incident standing where it stands. */
export async function finish(
  shell: Shell,
  { drill }: Pick<Play, 'drill'>,
  state: 'finished' | 'stopped',
  text: string,
): Promise<undefined> {
  const live = await readLive(shell, drill.incidentId)
  if (live === undefined || live.head.pace?.over === true) return
  await execute(shell, drill.incidentId, { do: 'note', by: TOCSIN, text })
  const now = shell.now()
  const pace = standing(now, timeUnder(paceOf(live), now))
  await transaction(shell.pool, tx => endDrill(tx, drill, state, pace, now))
}

async function liveOf(shell: Shell, { drill }: Play): Promise<Live> {
  const live = await readLive(shell, drill.incidentId)
  assert(live !== undefined, 'a drill has an incident')
  return live
}

function paceOf({ head }: Live): Pace {
  assert(head.pace !== null, 'a drill has a time of its own')
  return head.pace
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}
