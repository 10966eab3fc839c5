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

const TEXT = '","text":{"commitment":"'

/** Begins to check the log of one incident from its first event. */
export function checkChain(sha256: Sha256, incident: string): ChainCheck {
  const before = `,"incident":${JSON.stringify(incident)},"previous":"`
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
    checkPlace(link)
    // Found faster than with the quote before it, of which a record is full. What it is then is looked at.
    if (record.includes('redacted"')) noteRedaction(link)
    version = link.version
    // One change is one fault: what follows is measured against the hash as it was given.
    head = hash
  }

  /**
   * A record ends with the hash of the one before, what it commits to if it has a text, and its version. Inside a string
   * each quote would be escaped, so nothing that a person wrote can look like this.
   */
  function checkPlace(link: Link): void {
    const { record } = link
    const end = `"version":${link.version}}`
    const isBare = record.endsWith(`",${end}`)
    const headEnd = isBare ? record.length - end.length - 2 : record.lastIndexOf(TEXT)
    const isHere =
      record.startsWith(head, headEnd - head.length) &&
      record.startsWith(before, headEnd - head.length - before.length)
    if (!isHere || !(isBare ? link.textPart === null : record.endsWith(`]},${end}`)))
      found('chain-broken', link.version)
    else if (!isBare) checkText(link, record.slice(headEnd + TEXT.length))
  }

  /** `rest` begins with the commitment. */
  function checkText({ version: at, textPart, salt }: Link, rest: string): void {
    if (textPart === null || salt === null) {
      absent.add(at)
      return
    }
    present.add(at)
    if (!rest.startsWith(`${sha256(salt + textPart)}","fields":[`)) found('text-changed', at)
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
