// What is on record of doors: counts, what was posted, and what became of it.
import { alertOf, KEY_LABEL } from '#/core/intake/doors/alert.ts'
import type { DoorName } from '#/core/intake/doors/alert.ts'
import { labelOf } from '#/core/intake/labels.ts'
import type { Labels } from '#/core/intake/labels.ts'
import { identityOf } from '#/app/ingest/groups.ts'
import type { Shell } from '#/app/shell.ts'
import { hiddenFrom } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { readAlertRows } from '#/store/alerts.ts'
import {
  alertsOfPayload,
  payloadsOfAlert,
  payloadsOfDoor,
  readDoorCounts,
} from '#/store/door-payloads.ts'
import type { DoorTally, StoredPayload } from '#/store/door-payloads.ts'

export type DoorCount = Omit<DoorTally, 'door'>
export type Posted = StoredPayload

export const POSTED_SHOWN_MAX = 50

export async function countsOfDoors(
  shell: Pick<Shell, 'pool'>,
): Promise<ReadonlyMap<string, DoorCount>> {
  return new Map((await readDoorCounts(shell.pool)).map(({ door, ...count }) => [door, count]))
}

/** What was posted through a door last, as far as the reader may see what it became. */
export async function postedThrough(
  shell: Shell,
  reader: Reader,
  door: string,
): Promise<readonly Posted[]> {
  const hidden = [...(await hiddenFrom(shell, reader))]
  return payloadsOfDoor(shell.pool, { door, hidden, limit: POSTED_SHOWN_MAX })
}

/** What was posted of an alert, as far as the reader may see all that it tells of. */
export async function postedOf(
  shell: Shell,
  reader: Reader,
  alert: string,
): Promise<readonly Posted[]> {
  const hidden = [...(await hiddenFrom(shell, reader))]
  return payloadsOfAlert(shell.pool, { alert, hidden, limit: POSTED_SHOWN_MAX })
}

/** What its sender may ask of an alert: by what it calls it itself. */
export type Called = { readonly key: string; readonly title: string; readonly firing: boolean }

/** The first alert of what was posted under this number. */
export async function calledByPosted(
  { pool }: Pick<Shell, 'pool'>,
  door: string,
  id: number,
): Promise<Omit<Called, 'title'> | undefined> {
  const [alert] = await alertsOfPayload(pool, door, id)
  if (alert === undefined) return undefined
  return { key: labelOf(JSON.parse(alert.labels) as Labels, KEY_LABEL), firing: alert.firing }
}

export async function calledByKey(
  { pool }: Pick<Shell, 'pool'>,
  door: DoorName,
  key: string,
): Promise<Called | undefined> {
  const made = alertOf({ key, state: 'firing', title: '' }, door, 0)
  if ('malformed' in made) return undefined
  const [row] = await readAlertRows(pool, [identityOf(made.text)])
  if (row === undefined) return undefined
  const { summary = '' } = JSON.parse(row.annotations) as { readonly summary?: string }
  return { key, title: summary, firing: row.state !== 'resolved' }
}
