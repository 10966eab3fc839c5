// An exported pack: JSON Lines that prove by themselves what happened. The format is told in docs/verification.md.
import type { CheckpointLine } from '#/core/evidence/checkpoint.ts'
import type { Head } from '#/core/evidence/checkpoint.ts'
import type { Link } from '#/core/evidence/verify-chain.ts'
import type { Instant } from '#/core/time.ts'

/** Raised when a reader of the last one could no longer verify a pack. */
export const PACK_FORMAT = 1

/** The lines in their order: one header, the checkpoints, then each incident with its events, one end. */
export type PackEntry =
  | PackHeader
  | ({ readonly line: 'checkpoint' } & CheckpointLine)
  | ({ readonly line: 'incident' } & Head)
  | ({ readonly line: 'event'; readonly incident: string } & Link)
  | PackEnd

/** `incident`: the only one in the pack; absent when all are in it. `key`: the public key of the installation, in hex. */
export type PackHeader = {
  readonly line: 'header'
  readonly pack: 'tocsin'
  readonly format: number
  readonly incident?: string
  readonly at: Instant
  readonly key: string
}

export type PackEnd = {
  readonly line: 'end'
  readonly checkpoints: number
  readonly incidents: number
  readonly events: number
}

export function writeEntry(entry: PackEntry): string {
  return JSON.stringify(entry)
}

/** Reads one line. Gives undefined for anything that is not a line of a pack: packs come from strangers. */
export function readEntry(line: string): PackEntry | undefined {
  try {
    const entry = JSON.parse(line) as Fields | null
    return typeof entry === 'object' && entry !== null && hasShape(entry)
      ? (entry as unknown as PackEntry)
      : undefined
  } catch {
    // What is not JSON is not a line of a pack either.
    return undefined
  }
}

type Fields = { readonly [name: string]: unknown }
type Shape = Readonly<Record<string, (value: unknown) => boolean>>

const isText = (value: unknown): boolean => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const isTextOrNull = (value: unknown): boolean => value === null || isText(value)
const isTextOrAbsent = (value: unknown): boolean => value === undefined || isText(value)

const HEAD: Shape = { incident: isText, version: isCount, hash: isText }

const SHAPES: Readonly<Record<PackEntry['line'], Shape>> = {
  header: {
    pack: value => value === 'tocsin',
    format: isCount,
    incident: isTextOrAbsent,
    at: isText,
    key: isText,
  },
  checkpoint: {
    record: isText,
    hash: isText,
    signature: isText,
    heads: value => Array.isArray(value) && value.every(head => matches(head as unknown, HEAD)),
  },
  incident: HEAD,
  event: {
    ...HEAD,
    record: isText,
    textPart: isTextOrNull,
    salt: isTextOrNull,
  },
  end: { checkpoints: isCount, incidents: isCount, events: isCount },
}

function hasShape(entry: Fields): boolean {
  return Object.entries(SHAPES).some(
    ([line, shape]) => line === entry['line'] && matches(entry, shape),
  )
}

function matches(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Fields
  return Object.entries(shape).every(([name, fits]) => fits(fields[name]))
}
