// Evidence by its content. There is no way to delete any: legal and audit count on that.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** Keeps bytes under their SHA-256 in hex. The same bytes again change nothing. */
export async function keepBlob(
  db: Db,
  { sha256, bytes, at }: { sha256: string; bytes: Uint8Array; at: Instant },
): Promise<void> {
  await rows(db, KEEP_BLOB, [sha256, bytes, at])
}

export const KEEP_BLOB = statement(
  'keep_blob',
  `
  insert into evidence_blob (sha256, bytes, at)
  values ($1, $2, $3)
      on conflict (sha256) do nothing`,
)

export async function readBlob(db: Db, sha256: string): Promise<Uint8Array | undefined> {
  const [blob] = await rows<{ bytes: Uint8Array }>(db, READ_BLOB, [sha256])
  return blob?.bytes
}

export const READ_BLOB = statement('read_blob', 'select bytes from evidence_blob where sha256 = $1')
