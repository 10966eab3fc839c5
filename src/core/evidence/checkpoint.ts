// A checkpoint says where each log ended at an instant, and is signed. It lists the logs that have grown since the checkpoint
// before, over which it is hashed; so with those before it, it covers them all.
import { canonical } from '#/core/evidence/canonical.ts'
import { GENESIS } from '#/core/evidence/chain.ts'
import type { Sha256 } from '#/core/evidence/chain.ts'
import type { Fault, FaultCode } from '#/core/evidence/fault.ts'
import type { Instant } from '#/core/time.ts'

/** Where a log ended. */
export type Head = { readonly incident: string; readonly version: number; readonly hash: string }

/** Ed25519 over the UTF-8 bytes of a text. `key` is the raw public key, 64 hex digits; a signature has 128. */
export type Signer = { readonly key: string; readonly sign: (text: string) => string }
export type VerifySignature = (key: string, text: string, signature: string) => boolean

/** `record` is the text that was hashed and signed; `heads` stand beside it, to be shown or held back one by one. */
export type Checkpoint = {
  readonly number: number
  readonly at: Instant
  readonly record: string
  readonly hash: string
  readonly signature: string
  readonly heads: readonly Head[]
}

/**
 * Only the hashes of the heads are in the record. So a pack of one incident can carry whole checkpoints without telling of
 * the others, of which one may be restricted: a head's own hash is not to be guessed.
 */
type CheckpointRecord = {
  readonly at: Instant
  readonly heads: readonly string[]
  readonly key: string
  readonly number: number
  readonly previous: string
}

/** The checkpoint that follows `last` (undefined: the first), over the logs that have grown since. */
export function makeCheckpoint(
  sha256: Sha256,
  { key, sign }: Signer,
  last: Pick<Checkpoint, 'number' | 'hash'> | undefined,
  heads: readonly Head[],
  at: Instant,
): Checkpoint {
  const number = (last?.number ?? 0) + 1
  const content: CheckpointRecord = {
    at,
    heads: heads.map(head => headHash(sha256, head)).sort(),
    key,
    number,
    previous: last?.hash ?? GENESIS,
  }
  const record = canonical(content)
  return { number, at, record, hash: sha256(record), signature: sign(record), heads }
}

/** What stands for a head in a checkpoint's record. */
function headHash(sha256: Sha256, { hash, incident, version }: Head): string {
  return sha256(canonical({ hash, incident, version }))
}

/**
 * What checking checkpoints needs. What somebody wrote down earlier can be held against them: `expectedKey`, the public key
 * that the installation shows, and `expectedCheckpoint`, the hash of one that must be there. Without the second, checkpoints
 * that were cut off at the end together with the events that they name go unnoticed.
 */
export type CheckpointCrypto = {
  readonly sha256: Sha256
  readonly verifySignature: VerifySignature
  readonly expectedKey?: string | undefined
  readonly expectedCheckpoint?: string | undefined
}

export type CheckpointLine = Pick<Checkpoint, 'record' | 'hash' | 'signature' | 'heads'>

export type CheckpointCheck = {
  readonly take: (checkpoint: CheckpointLine) => void
  readonly finish: () => { readonly keys: readonly string[]; readonly faults: readonly Fault[] }
}

/** Checks checkpoints in order, from the first. `allHeads`: whether each head must be shown, or only some. */
export function checkCheckpoints(crypto: CheckpointCrypto, allHeads: boolean): CheckpointCheck {
  const faults: Fault[] = []
  const keys = new Set<string>()
  let count = 0
  let last = GENESIS
  let missing = crypto.expectedCheckpoint

  function take({ record, hash, signature, heads }: CheckpointLine): void {
    count += 1
    const found = (code: FaultCode) => faults.push({ code, checkpoint: count })
    const content = readCheckpoint(record)
    if (crypto.sha256(record) !== hash || content === undefined) found('checkpoint-changed')
    if (content !== undefined) {
      keys.add(content.key)
      if (content.number !== count || content.previous !== last) found('checkpoint-broken')
      if (!crypto.verifySignature(content.key, record, signature)) found('signature-wrong')
      if (crypto.expectedKey !== undefined && crypto.expectedKey !== content.key)
        found('key-unexpected')
      if (!commitsTo(content.heads, heads)) found('checkpoint-heads-differ')
    }
    if (hash === missing) missing = undefined
    last = hash
  }

  function finish() {
    if (missing !== undefined) faults.push({ code: 'checkpoint-missing' })
    return { keys: [...keys], faults }
  }

  function commitsTo(committed: readonly string[], heads: readonly Head[]): boolean {
    const left = new Set(committed)
    const known = heads.every(head => left.delete(headHash(crypto.sha256, head)))
    return known && (left.size === 0 || !allHeads)
  }

  return { take, finish }
}

function readCheckpoint(record: string): CheckpointRecord | undefined {
  try {
    const content = JSON.parse(record) as Partial<CheckpointRecord>
    return Array.isArray(content.heads) && typeof content.key === 'string'
      ? (content as CheckpointRecord)
      : undefined
  } catch {
    // Not a checkpoint any more; the caller says so.
    return undefined
  }
}
