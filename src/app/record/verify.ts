// Proving the record: verification of the live database, and export of what others verify by themselves.
import { checkPack } from '#/core/evidence/verify-pack.ts'
import type { Verdict } from '#/core/evidence/verify-pack.ts'
import { verifySignature } from '#/app/access/secrets.ts'
import type { Secrets } from '#/app/access/secrets.ts'
import type { Shell } from '#/app/shell.ts'
import { transaction } from '#/store/db.ts'
import { exportPack, packEntries } from '#/store/export.ts'

type Needs = { readonly shell: Pick<Shell, 'pool' | 'now' | 'notary'>; readonly secrets: Secrets }

/** Reads every log, or that of one incident, and checks it against itself and against the signed checkpoints. */
export async function verifyLive(
  { shell, secrets }: Needs,
  incident: string | undefined,
): Promise<Verdict> {
  const { sha256 } = shell.notary
  const { key } = secrets.signer
  const check = checkPack({ sha256, verifySignature, expectedKey: key })
  const request = { incident, at: shell.now(), key }
  await transaction(
    shell.pool,
    async tx => {
      for await (const entry of packEntries(tx, request)) check.take(entry)
    },
    'snapshot',
  )
  return check.finish()
}

/**
 * Writes the lines of a pack (docs/verification.md) of one state of the database, as fast as `write` takes them. When `write`
 * rejects, because the reader is gone, so does this, and the database is let go.
 */
export async function exportLines(
  { shell, secrets }: Needs,
  incident: string | undefined,
  write: (line: string) => Promise<void>,
): Promise<void> {
  const request = { incident, at: shell.now(), key: secrets.signer.key }
  await transaction(
    shell.pool,
    async tx => {
      for await (const line of exportPack(tx, request)) await write(line)
    },
    'snapshot',
  )
}
