// Drills: which scenario is played in which incident, how fast, and how it ended. Their time is in the incident's row.
import type { Pace } from '#/core/exercise/pace.ts'
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { NOTICE_CHANNEL } from '#/store/notice.ts'

export type DrillState = 'running' | 'paused' | 'finished' | 'stopped'

export type DrillRow = {
  readonly id: string
  readonly incidentId: string
  readonly scenario: string
  readonly state: DrillState
  /** 1: as fast as it is meant to be watched. */
  readonly speed: number
  readonly stepsWanted: number
  readonly by: string
  readonly startedAt: Instant
  readonly beatAt: Instant
  readonly endedAt: Instant | null
}

const COLUMNS = `id, incident_id as "incidentId", scenario, state, speed, steps_wanted as "stepsWanted", by,
         started_at as "startedAt", beat_at as "beatAt", ended_at as "endedAt"`

/** Makes an incident that was just begun a drill: from here on it has a time of its own, and nothing goes out of it. */
export async function beginDrill(
  tx: Transaction,
  {
    id,
    incidentId,
    scenario,
    by,
    now,
    pace,
  }: Pick<DrillRow, 'id' | 'incidentId' | 'scenario' | 'by'> & {
    readonly now: Instant
    readonly pace: Pace
  },
): Promise<void> {
  await rows(tx, BEGIN_DRILL, [id, incidentId, scenario, by, now, JSON.stringify(pace)])
}

export const BEGIN_DRILL = statement(
  'begin_drill',
  `
  with begun as (
    insert into drill (id, incident_id, scenario, state, speed, steps_wanted, by, started_at, beat_at)
    values ($1, $2, $3, 'running', 1, 0, $4, $5, $5)
  )
  update incident
     set drill_id = $1, pace = $6
   where id = $2`,
)

export async function readDrill(db: Db, id: string): Promise<DrillRow | undefined> {
  const [drill] = await rows<DrillRow>(db, READ_DRILL, [id])
  return drill
}

export const READ_DRILL = statement(
  'read_drill',
  `
  select ${COLUMNS}
    from drill
   where id = $1`,
)

/** Those that have not ended, the oldest first. */
export async function listDrills(db: Db): Promise<readonly DrillRow[]> {
  return rows<DrillRow>(db, LIST_DRILLS)
}

export const LIST_DRILLS = statement(
  'list_drills',
  `
  select ${COLUMNS}
    from drill
   where ended_at is null
   order by started_at`,
)

/** What somebody wants of a drill. Undefined: as it is. Gives whether there is one that has not ended. */
export async function steerDrill(
  db: Db,
  id: string,
  wish: {
    readonly state?: 'running' | 'paused' | undefined
    readonly speed?: number | undefined
    readonly step?: boolean | undefined
  },
): Promise<boolean> {
  const { state, speed, step } = wish
  const found = await changed(db, STEER_DRILL, [id, state, speed, step === true ? 1 : 0])
  return found > 0
}

export const STEER_DRILL = statement(
  'steer_drill',
  `
  update drill
     set state = coalesce($2, state), speed = coalesce($3, speed), steps_wanted = steps_wanted + $4
   where id = $1
     and ended_at is null`,
)

/** Moves the time of a drill on, says that whoever plays it lives, and has all who watch look again. */
export async function setPace(
  db: Db,
  drill: Pick<DrillRow, 'id' | 'incidentId'>,
  pace: Pace,
  now: Instant,
): Promise<void> {
  await rows(db, SET_PACE, [
    drill.id,
    drill.incidentId,
    JSON.stringify(pace),
    now,
    NOTICE_CHANNEL,
    `drill:${drill.incidentId}`,
  ])
}

export const SET_PACE = statement(
  'set_pace',
  `
  with moved as (
    update incident set pace = $3 where id = $2
  ), alive as (
    update drill set beat_at = $4 where id = $1
  )
  select pg_notify($5, $6)::text as said`,
)

export async function beatDrill(db: Db, id: string, now: Instant): Promise<void> {
  await rows(db, BEAT_DRILL, [id, now])
}

export const BEAT_DRILL = statement('beat_drill', 'update drill set beat_at = $2 where id = $1')

/** Ends a drill: its incident stands still from here on and is off the board. Once ended it stays as it ended. */
export async function endDrill(
  tx: Transaction,
  drill: Pick<DrillRow, 'id' | 'incidentId'>,
  state: 'finished' | 'stopped',
  pace: Pace,
  now: Instant,
): Promise<void> {
  await rows(tx, END_DRILL, [drill.id, state, now])
  await rows(tx, END_INCIDENT, [drill.incidentId, JSON.stringify({ ...pace, over: true })])
  await tellOfDrill(tx, drill.incidentId)
}

export const END_DRILL = statement(
  'end_drill',
  `
  update drill
     set state = $2, ended_at = $3
   where id = $1
     and ended_at is null`,
)

export const END_INCIDENT = statement(
  'end_incident',
  'update incident set pace = $2, open = false, wake_at = null where id = $1',
)

/** Whoever plays it, and whoever watches it, looks again. */
export async function tellOfDrill(db: Db, incidentId: string): Promise<void> {
  await rows(db, TELL_OF_DRILL, [NOTICE_CHANNEL, `drill:${incidentId}`])
}

export const TELL_OF_DRILL = statement('tell_of_drill', 'select pg_notify($1, $2)::text as said')
