// An authenticator in software (WebAuthn level 3, 6): ES256, attestation `none`, user verified, counting.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Fields } from './browser.ts'

export type Authenticator = {
  readonly create: (options: Fields, origin: string) => Fields
  readonly get: (options: Fields, origin: string, how?: { readonly verified?: boolean }) => Fields
  /** As if a copy of it had not seen what it was used for. */
  readonly rewind: () => void
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

export function createAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const jwk = publicKey.export({ format: 'jwk' })
  let count = 0
  const data = (rp: string, flags: number, rest: Buffer = Buffer.alloc(0)) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++count)
    return Buffer.concat([sha256(rp), Buffer.from([flags]), counter, rest])
  }
  return {
    create(options, origin) {
      const cose = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(jwk.x ?? '', 'base64url')],
          [-3, Buffer.from(jwk.y ?? '', 'base64url')],
        ]),
      )
      const length = Buffer.from([0, id.length])
      const credential = Buffer.concat([Buffer.alloc(16), length, id, cose])
      const rp = String((options['rp'] as Fields)['id'])
      const flags = USER_PRESENT | USER_VERIFIED | HAS_CREDENTIAL
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data(rp, flags, credential)],
      ])
      return {
        ...named(id),
        response: {
          clientDataJSON: client('webauthn.create', options, origin).toString('base64url'),
          attestationObject: cbor(attestation).toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get(options, origin, { verified = true } = {}) {
      const flags = USER_PRESENT | (verified ? USER_VERIFIED : 0)
      const authenticatorData = data(String(options['rpId']), flags)
      const clientData = client('webauthn.get', options, origin)
      const signed = Buffer.concat([authenticatorData, sha256(clientData)])
      return {
        ...named(id),
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      }
    },
    rewind() {
      count = 0
    },
  }
}

function named(id: Buffer): Fields {
  const text = id.toString('base64url')
  return { id: text, rawId: text, type: 'public-key', clientExtensionResults: {} }
}

function client(type: string, { challenge }: Fields, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }), 'utf8')
}

function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest()
}

/** As much of CBOR (RFC 8949) as this takes. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (!(value instanceof Map)) throw new Error('Only what an authenticator says is written.')
  const members = [...value].flatMap(([name, member]) => [cbor(name), cbor(member)])
  return Buffer.concat([head(5, value.size), ...members])
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count])
  return count < 256
    ? Buffer.from([(major << 5) | 24, count])
    : Buffer.from([(major << 5) | 25, count >> 8, count & 255])
}
