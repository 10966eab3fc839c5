import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Signer, VerifySignature } from '#/core/evidence/checkpoint.ts'
import type { Instant } from '#/core/time.ts'
import { keepOnce } from '#/store/installation.ts'
import type { Db } from '#/store/db.ts'

/** What makes this installation itself: made at the first start, the same on every node ever after. */
export type Secrets = {
  readonly signer: Signer
  readonly linkSecret: string
  /** With which push services know that a notification is ours (RFC 8292), in base64url. */
  readonly pushKeys: { readonly publicKey: string; readonly privateKey: string }
}

export async function readSecrets(db: Db, at: Instant): Promise<Secrets> {
  const fresh = generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const pem = await keepOnce(db, { key: 'signing-key', value: fresh, at })
  const linkSecret = await keepOnce(db, {
    key: 'link-secret',
    value: randomBytes(32).toString('base64url'),
    at,
  })
  const pushKey = await keepOnce(db, { key: 'push-key', value: newPushKey(), at })
  return { signer: signerOf(createPrivateKey(pem)), linkSecret, pushKeys: pushKeysOf(pushKey) }
}

function newPushKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The public key as a point that is not compressed, the private one as a number: what browsers and push services take. */
function pushKeysOf(pem: string): Secrets['pushKeys'] {
  const { x = '', y = '', d = '' } = createPrivateKey(pem).export({ format: 'jwk' })
  const [left, right] = [x, y].map(part => Buffer.from(part, 'base64url'))
  const point = Buffer.concat([Buffer.from([4]), left ?? Buffer.alloc(0), right ?? Buffer.alloc(0)])
  return { publicKey: point.toString('base64url'), privateKey: d }
}

function signerOf(privateKey: KeyObject): Signer {
  return {
    key: rawPublicKey(createPublicKey(privateKey)),
    sign: text => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex'),
  }
}

/** An Ed25519 key in SPKI is a fixed head of twelve bytes and the key itself (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

function rawPublicKey(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEAD.length).toString('hex')
}

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
