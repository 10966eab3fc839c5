// Checks one log, link by link, as fast as it can be read: over a million short events a second. Hence the record is not
// parsed where looking at its end is enough.
import { GENESIS } from '#/core/evidence/chain.ts'
import type { ChainRecord, Sealed, Sha256 } from '#/core/evidence/chain.ts'
import type { Fault, FaultCode } from '#/core/evidence/fault.ts'

/** An event as it was stored. */
export type Link = Sealed & { readonly version: number }

/** One log being checked. Hand it each link in order, then `finish`. */
export type ChainCheck = {
  readonly take: (link: Link) => void
  /** Where the log ended, and every fault. */
  readonly finish: () => ChainVerdict
}

export type ChainVerdict = {
  readonly version: number
  readonly head: string
  /** Texts that are gone and named as redacted. */
  readonly redacted: number
  readonly faults: readonly Fault[]
}

/** As `checkChain`, for links that are all at hand. */
export function verifyChain(sha256: Sha256, incident: string, links: Iterable<Link>): ChainVerdict {
  const check = checkChain(sha256, incident)
  for (const link of links) check.take(link)
  return check.finish()
}

/** Begins to check the log of one incident from its first event. */
export function checkChain(sha256: Sha256, incident: string): ChainCheck {
  const quoted = JSON.stringify(incident)
  const faults: Fault[] = []
  const found = (code: FaultCode, version: number) => faults.push({ code, incident, version })
  const absent = new Set<number>()
  const present = new Set<number>()
  const named = new Set<number>()
  let version = 0
  let head = GENESIS

  function take(link: Link): void {
    const { record, hash } = link
    if (link.version !== version + 1) found('gap', link.version)
    if (sha256(record) !== hash) found('record-changed', link.version)
    checkEnd(link, `,"incident":${quoted},"previous":"${head}",`)
    // Inside a string the quotes would be escaped, so nothing that a person wrote can look like this.
    if (record.includes('"type":"redacted"')) noteRedaction(link)
    version = link.version
    // One change is one fault: what follows is measured against the hash as it was given.
    head = hash
  }

  /** A record ends with its place in the log, and what it commits to. */
  function checkEnd(link: Link, place: string): void {
    const { record, textPart, salt } = link
    const end = `"version":${link.version}}`
    if (textPart === null || salt === null) {
      if (record.endsWith(place + end)) return
      if (record.includes(`${place}"text":{"commitment":"`) && record.endsWith(`]},${end}`))
        absent.add(link.version)
      else found('chain-broken', link.version)
      return
    }
    present.add(link.version)
    const text = `${place}"text":{"commitment":"`
    const at = record.lastIndexOf(text)
    if (at < 0 || !record.endsWith(`]},${end}`)) found('chain-broken', link.version)
    else if (!record.startsWith(`${sha256(salt + textPart)}","fields":[`, at + text.length))
      found('text-changed', link.version)
  }

  function noteRedaction({ record, version: at }: Link): void {
    const event = readRecord(record)?.event
    if (event?.type === 'redacted' && event.version < at) named.add(event.version)
  }

  function finish(): ChainVerdict {
    for (const at of absent) if (!named.has(at)) found('text-missing', at)
    for (const at of named) if (present.has(at)) found('text-not-redacted', at)
    return { version, head, redacted: absent.size, faults }
  }

  return { take, finish }
}

function readRecord(record: string): ChainRecord | undefined {
  try {
    return JSON.parse(record) as ChainRecord
  } catch {
    // Whoever changed it broke it; that its hash is wrong is on the list already.
    return undefined
  }
}
