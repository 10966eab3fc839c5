import type { Checkpoint, Head } from '#/core/evidence/checkpoint.ts'
import { int4Array, textArray } from '#/store/binary-array.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

/** Where the logs ended that have grown since the last checkpoint; in order of id. */
export async function readGrownHeads(db: Db): Promise<readonly Head[]> {
  return rows<Head>(db, READ_GROWN_HEADS)
}

export const READ_GROWN_HEADS = statement(
  'read_grown_heads',
  `
  select id as incident, incident.version, head as hash
    from incident left join lateral (
           select version
             from checkpoint_head
            where incident_id = id
            order by version desc
            limit 1) as signed on true
   where incident.version > coalesce(signed.version, 0)
   order by id`,
)

export type CheckpointEntry = Omit<Checkpoint, 'heads'>

export async function readLastCheckpoint(db: Db): Promise<CheckpointEntry | undefined> {
  const [last] = await rows<CheckpointEntry>(db, READ_LAST_CHECKPOINT)
  return last
}

export const READ_LAST_CHECKPOINT = statement(
  'read_last_checkpoint',
  `
  select number, at, record, hash, signature
    from checkpoint
   order by number desc
   limit 1`,
)

/** Keeps a checkpoint with its heads. Gives false, and keeps nothing, when another node has made that number first. */
export async function saveCheckpoint(
  tx: Transaction,
  { number, at, record, hash, signature, heads }: Checkpoint,
): Promise<boolean> {
  const saved = await changed(tx, SAVE_CHECKPOINT, [number, at, record, hash, signature])
  if (saved === 0) return false
  await changed(tx, SAVE_CHECKPOINT_HEADS, [
    number,
    textArray(heads.map(head => head.incident)),
    int4Array(heads.map(head => head.version)),
    textArray(heads.map(head => head.hash)),
  ])
  return true
}

export const SAVE_CHECKPOINT = statement(
  'save_checkpoint',
  `
  insert into checkpoint (number, at, record, hash, signature)
  values ($1, $2, $3, $4, $5)
      on conflict (number) do nothing`,
)

export const SAVE_CHECKPOINT_HEADS = statement(
  'save_checkpoint_heads',
  `
  insert into checkpoint_head (checkpoint, incident_id, version, hash)
  select $1, incident_id, version, hash
    from unnest($2::text[], $3::int4[], $4::text[]) as head (incident_id, version, hash)`,
)

/** Checkpoints in order from the one after `after`, with their heads: of one incident, or of all when it is undefined. */
export async function readCheckpoints(
  db: Db,
  { after, limit, incident }: { after: number; limit: number; incident: string | undefined },
): Promise<readonly Checkpoint[]> {
  const entries = await rows<CheckpointEntry>(db, READ_CHECKPOINTS, [after, limit])
  const heads = await rows<Head & { readonly checkpoint: number }>(db, READ_CHECKPOINT_HEADS, [
    int4Array(entries.map(({ number }) => number)),
    incident,
  ])
  const byCheckpoint = Map.groupBy(heads, head => head.checkpoint)
  return entries.map(entry => ({
    ...entry,
    heads: (byCheckpoint.get(entry.number) ?? []).map(({ incident: of, version, hash }) => ({
      incident: of,
      version,
      hash,
    })),
  }))
}

export const READ_CHECKPOINTS = statement(
  'read_checkpoints',
  `
  select number, at, record, hash, signature
    from checkpoint
   where number > $1
   order by number
   limit $2`,
)

export const READ_CHECKPOINT_HEADS = statement(
  'read_checkpoint_heads',
  `
  select checkpoint, incident_id as incident, version, hash
    from checkpoint_head
   where checkpoint = any($1::int4[])
     and ($2::text is null or incident_id = $2)
   order by checkpoint, incident_id`,
)
