// What the tests of the store write logs with.
import { generateKeyPairSync, hash, randomBytes, sign, verify, createPublicKey } from 'node:crypto'
import type { Notary } from '#/core/evidence/chain.ts'
import type { Signer, VerifySignature } from '#/core/evidence/checkpoint.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'
import { appendEvents } from '#/store/append.ts'
import type { Append, Appended } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import type { Pool } from '#/store/db.ts'
import { newIncident } from '#/store/incidents.ts'
import { savePlan } from '#/store/plans.ts'

export const at = instant('2026-03-01T02:00Z')

export const sha256 = (text: string): string => hash('sha256', text)
export const notary: Notary = { sha256, newSalt: () => randomBytes(16).toString('hex') }

// The twelve bytes that stand before a raw Ed25519 key in its DER form (RFC 8410).
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

export function newSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    key: der.subarray(SPKI_PREFIX.length).toString('hex'),
    sign: text => sign(null, Buffer.from(text), privateKey).toString('hex'),
  }
}

export const verifySignature: VerifySignature = (key, text, signature) => {
  const der = Buffer.concat([SPKI_PREFIX, Buffer.from(key, 'hex')])
  const publicKey = createPublicKey({ key: der, type: 'spki', format: 'der' })
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'hex'))
}

export const noted = (text: string): IncidentEvent => ({ type: 'noted', at, by: 'ana', text })
export const closed: IncidentEvent = { type: 'closed', at, by: 'ana' }

/** A log of that id, under a plan that is there for it. */
export async function begin(pool: Pool, id: string): Promise<string> {
  await savePlan(pool, {
    hash: 'plan-hash',
    id: 'plan',
    version: '1',
    source: '',
    plan: {} as never,
    at,
    by: 'ana',
  })
  await newIncident(pool, { id, planId: 'plan', planHash: 'plan-hash' })
  return id
}

export const OPEN: Append['standing'] = {
  wakeAt: undefined,
  open: true,
  restricted: false,
  summary: {},
}

/** Appends in a transaction of its own. */
export function append(
  pool: Pool,
  incidentId: string,
  expectedVersion: number,
  events: readonly IncidentEvent[],
  more: Partial<Pick<Append, 'standing' | 'messages'>> = {},
): Promise<Appended> {
  const asked = { incidentId, expectedVersion, events, standing: OPEN, messages: [], ...more }
  return transaction(pool, tx => appendEvents(tx, notary, asked, at))
}
