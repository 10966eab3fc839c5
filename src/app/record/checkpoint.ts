import { makeCheckpoint } from '#/core/evidence/checkpoint.ts'
import type { Signer } from '#/core/evidence/checkpoint.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import { readGrownHeads, readLastCheckpoint, saveCheckpoint } from '#/store/checkpoints.ts'
import { transaction } from '#/store/db.ts'

/** How much of a log could be cut off unnoticed at most, by somebody who has the database but not the checkpoints. */
const CHECKPOINT_EVERY_MS = 60_000

/**
 * Signs where every log ends that has grown since the last checkpoint. Gives whether there was anything to sign. Of two
 * nodes at once one makes it; the other's is dropped.
 */
export async function checkpoint(
  shell: Pick<Shell, 'pool' | 'now' | 'notary'>,
  signer: Signer,
): Promise<boolean> {
  return transaction(shell.pool, async tx => {
    const last = await readLastCheckpoint(tx)
    const heads = await readGrownHeads(tx)
    if (heads.length === 0) return false
    return saveCheckpoint(tx, makeCheckpoint(shell.notary.sha256, signer, last, heads, shell.now()))
  })
}

export function startCheckpointLoop(shell: Shell, signer: Signer): Loop {
  let nextMs = 0
  return startLoop(shell.now, async () => {
    const nowMs = Temporal.Instant.from(shell.now()).epochMilliseconds
    if (nowMs < nextMs) return nextMs - nowMs
    nextMs = nowMs + CHECKPOINT_EVERY_MS
    try {
      await checkpoint(shell, signer)
    } catch (error) {
      shell.log.error({ err: error }, 'no checkpoint could be signed; trying again later')
    }
    return CHECKPOINT_EVERY_MS
  })
}
