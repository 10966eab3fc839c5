// Keeps addresses that people give themselves, so that a copy of the database shows none of them.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createVault } from '#/app/sign-in/vault.ts'

export type ContactVault = {
  /** By which an address of a person is known: the same of two people is not told by it. */
  readonly hashOf: (person: string, channel: string, address: string) => string
  readonly seal: (person: string, address: string) => string
  /** Undefined for what this installation has not sealed. */
  readonly open: (person: string, sealed: string) => string | undefined
  readonly hashOfCode: (addressHash: string, code: string) => string
}

/** `secret`: of the installation, the same on every node. A number has so few digits that a hash without a key hides nothing. */
export function createContactVault(secret: string): ContactVault {
  const vault = createVault(secret)
  const keyed = (purpose: string, parts: readonly string[]) =>
    createHmac('sha256', secret)
      .update(`tocsin ${purpose} ${JSON.stringify(parts)}`)
      .digest('base64url')
  const owner = (person: string) => `contact of ${person}`
  return {
    hashOf: (person, channel, address) => keyed('contact', [person, channel, address]),
    seal: (person, address) => vault.seal(owner(person), address),
    open(person, sealed) {
      try {
        return vault.open(owner(person), sealed)
      } catch {
        // One spoiled row must not stop anybody from being paged at all.
        return undefined
      }
    },
    hashOfCode: (addressHash, code) => keyed('contact code', [addressHash, code]),
  }
}

export function sameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
