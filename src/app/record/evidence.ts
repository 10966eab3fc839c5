// Material itself: kept by its content, next to the log, which knows it by its hash.
import { hash } from 'node:crypto'
import type { Body } from '#/core/incident/command.ts'
import { execute } from '#/app/execute.ts'
import type { Executed } from '#/app/execute.ts'
import { whole } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { keepBlob, readBlob } from '#/store/blobs.ts'

/** One piece of material. Larger things are kept elsewhere, and their hash on record. */
export const EVIDENCE_BYTES_MAX = 33_554_432

/** What is said about material; its hash and size are its own. */
export type Labelled = Omit<Body<'add-evidence'>, 'sha256' | 'bytes'>

/** Keeps material and takes it into custody in the incident: both, or neither. */
export async function depositEvidence(
  shell: Shell,
  incidentId: string,
  { bytes, by, ...labelled }: Labelled & { readonly bytes: Uint8Array; readonly by: string },
  within: Within | undefined,
): Promise<Executed> {
  const sha256 = hash('sha256', bytes)
  const deposit = async (tx: Within): Promise<Executed> => {
    await keepBlob(tx, { sha256, bytes, at: shell.now() })
    const asked = { ...labelled, do: 'add-evidence' as const, sha256, bytes: bytes.length, by }
    return execute(shell, incidentId, asked, tx)
  }
  if (within !== undefined) return deposit(within)
  const made = await whole(shell, async tx => {
    const executed = await deposit(tx)
    return { executed, keep: 'accepted' in executed }
  })
  return 'done' in made ? made.done.executed : made
}

/** The material of a hash; undefined when only the hash is on record. */
export async function fetchEvidence(
  shell: Pick<Shell, 'pool'>,
  sha256: string,
): Promise<Uint8Array | undefined> {
  return readBlob(shell.pool, sha256)
}

/** Whether material of this hash is kept here, for whichever incident. */
export async function keepsBlob(shell: Pick<Shell, 'pool'>, sha256: string): Promise<boolean> {
  return (await readBlob(shell.pool, sha256)) !== undefined
}
