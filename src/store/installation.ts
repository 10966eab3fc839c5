// What makes this installation itself: its signing key, the secret of its links.
import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/**
 * Keeps a value under a key if there is none yet, and gives the one that stands. So of two nodes that start at once on an
 * empty database, both go on with the same secret.
 */
export async function keepOnce(
  db: Db,
  { key, value, at }: { key: string; value: string; at: Instant },
): Promise<string> {
  await rows(db, KEEP_ONCE, [key, value, at])
  const standing = await readKept(db, key)
  assert(standing !== undefined, 'what was kept is there')
  return standing
}

export const KEEP_ONCE = statement(
  'keep_once',
  `
  insert into installation (key, value, at)
  values ($1, $2, $3)
      on conflict (key) do nothing`,
)

export async function readKept(db: Db, key: string): Promise<string | undefined> {
  const [kept] = await rows<{ value: string }>(db, READ_KEPT, [key])
  return kept?.value
}

export const READ_KEPT = statement('read_kept', 'select value from installation where key = $1')
