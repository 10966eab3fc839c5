import { createPublicKey, verify } from 'node:crypto'
import type { VerifySignature } from '#/core/evidence/checkpoint.ts'

/** An Ed25519 key in SPKI is a fixed head of twelve bytes and the key itself (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** Whether a signature of 128 hex digits is that of the key over the text. A key that is none verifies nothing. */
export const verifySignature: VerifySignature = (key, text, signature) => {
  if (!/^[0-9a-f]{64}$/.test(key) || !/^[0-9a-f]{128}$/.test(signature)) return false
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, Buffer.from(key, 'hex')]),
    type: 'spki',
    format: 'der',
  })
  return verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'hex'))
}
