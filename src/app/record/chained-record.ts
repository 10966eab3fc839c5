// Records beside those of incidents, each hashed over the one before: of accounts, and of versions of plans.
import { canonical } from '#/core/evidence/canonical.ts'
import { GENESIS } from '#/core/evidence/chain.ts'
import type { Instant } from '#/core/time.ts'

/** What every record of a chain says besides its content. */
export type Link = {
  /** Counts from 1, without a gap. */
  readonly number: number
  readonly at: Instant
  /** SHA-256 of the record before. */
  readonly previous: string
}

/** `record` is the text that was hashed. */
export type Stored = { readonly number: number; readonly record: string; readonly hash: string }

/** `intact`: it is as it was written, and follows the one before. */
export type Shown = { readonly hash: string; readonly intact: boolean }

type Hash = (text: string) => string

/** The record after `last`, which must be held until this one is written. */
export function following(
  sha256: Hash,
  last: Pick<Stored, 'number' | 'hash'> | undefined,
  at: Instant,
  content: object,
): Stored & Pick<Link, 'at'> {
  const number = (last?.number ?? 0) + 1
  const record = canonical({ ...content, number, at, previous: last?.hash ?? GENESIS })
  return { number, at, record, hash: sha256(record) }
}

/** `before` is what was read before it, which need not be its neighbour in the chain. */
export function shown<T extends Link>(
  sha256: Hash,
  { number, record, hash }: Stored,
  before: Stored | undefined,
): T & Shown {
  const event = JSON.parse(record) as T
  const follows = before?.number !== number - 1 || before.hash === event.previous
  return { ...event, hash, intact: sha256(record) === hash && follows }
}
