// Numbers whose owners want no text messages.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export async function stopNumber(db: Db, number: string, at: Instant): Promise<void> {
  await rows(db, STOP_NUMBER, [number, at])
}

export const STOP_NUMBER = statement(
  'stop_number',
  'insert into stopped_number (number, stopped_at) values ($1, $2) on conflict do nothing',
)

export async function startNumber(db: Db, number: string): Promise<void> {
  await rows(db, START_NUMBER, [number])
}

export const START_NUMBER = statement(
  'start_number',
  'delete from stopped_number where number = $1',
)

export async function isStopped(db: Db, number: string): Promise<boolean> {
  return (await rows(db, IS_STOPPED, [number])).length > 0
}

export const IS_STOPPED = statement('is_stopped', 'select from stopped_number where number = $1')
