// Verifies a pack, or a live database that is read out as one. Needs nothing but the lines and a hash and signature function.
import { checkCheckpoints } from '#/core/evidence/checkpoint.ts'
import type { CheckpointCheck, CheckpointCrypto, Head } from '#/core/evidence/checkpoint.ts'
import type { Fault, FaultCode } from '#/core/evidence/fault.ts'
import { PACK_FORMAT, readEntry } from '#/core/evidence/pack.ts'
import type { PackEnd, PackEntry, PackHeader } from '#/core/evidence/pack.ts'
import { checkChain } from '#/core/evidence/verify-chain.ts'
import type { ChainCheck, Link } from '#/core/evidence/verify-chain.ts'

/** What was read and what was wrong with it. No faults: nothing was changed, cut off or left out, as far as `unsigned` says. */
export type Verdict = {
  readonly faults: readonly Fault[]
  readonly checkpoints: number
  readonly incidents: number
  readonly events: number
  /** Events newer than the last checkpoint of their log: their order is proven, not that none is missing after them. */
  readonly unsigned: number
  readonly redacted: number
  /** Public keys that signed; to be compared with the one that the installation shows. */
  readonly keys: readonly string[]
}

/** A pack being verified. Hand it each line, or each entry, in order; then `finish`. */
export type PackCheck = {
  readonly take: (entry: PackEntry | undefined) => void
  readonly finish: () => Verdict
}

/** As `checkPack`, for lines that are all at hand. Empty lines are passed over. */
export function verifyPack(crypto: CheckpointCrypto, lines: Iterable<string>): Verdict {
  const check = checkPack(crypto)
  for (const line of lines) if (line.trim() !== '') check.take(readEntry(line))
  return check.finish()
}

/** Faults beyond this many are counted by nobody: something is wrong altogether. */
const FAULTS_MAX = 10_000

/** Begins to verify a pack. `take(undefined)` stands for a line that could not be read. */
export function checkPack(crypto: CheckpointCrypto): PackCheck {
  const state: State = {
    crypto,
    faults: [],
    count: { line: 'end', checkpoints: 0, incidents: 0, events: 0 },
    lines: 0,
    expected: new Map(),
    seen: new Set(),
    unsigned: 0,
    redacted: 0,
  }
  return {
    take: entry => {
      state.lines += 1
      if (state.lines === 1) takeHeader(state, entry)
      else if (entry === undefined) misplaced(state, 'line-unreadable')
      else if (state.end !== undefined) misplaced(state, 'line-unexpected')
      // Of a format that we do not know we say only that.
      else if (state.checkpoints !== undefined) takeEntry(state, state.checkpoints, entry)
    },
    finish: () => finish(state),
  }
}

type State = {
  readonly crypto: CheckpointCrypto
  readonly faults: Fault[]
  readonly count: { -readonly [Name in keyof PackEnd]: PackEnd[Name] }
  lines: number
  header?: PackHeader
  checkpoints?: CheckpointCheck
  /** Heads that checkpoints name, by incident, and not yet found in its log. */
  readonly expected: Map<string, Map<number, string>>
  readonly seen: Set<string>
  section?: Section
  end?: PackEnd
  unsigned: number
  redacted: number
}

/** The incident whose events are being read. */
type Section = { readonly head: Head; readonly chain: ChainCheck; signed: number }

function found(state: State, code: FaultCode, where: Omit<Fault, 'code'> = {}): void {
  if (state.faults.length < FAULTS_MAX) state.faults.push({ code, ...where })
}

function misplaced(state: State, code: FaultCode): void {
  found(state, code, { line: state.lines })
}

function takeHeader(state: State, entry: PackEntry | undefined): void {
  if (entry?.line !== 'header' || entry.format !== PACK_FORMAT)
    return misplaced(state, 'format-unknown')
  state.header = entry
  state.checkpoints = checkCheckpoints(state.crypto, entry.incident === undefined)
}

function takeEntry(state: State, checkpoints: CheckpointCheck, entry: PackEntry): void {
  switch (entry.line) {
    case 'header':
      return misplaced(state, 'line-unexpected')
    case 'checkpoint': {
      // After the events it would be too late to compare them with it.
      if (state.seen.size > 0) return misplaced(state, 'line-unexpected')
      checkpoints.take(entry)
      state.count.checkpoints += 1
      return entry.heads.forEach(head => expect(state, head))
    }
    case 'incident':
      return beginSection(state, entry)
    case 'event':
      return takeEvent(state, entry.incident, entry)
    case 'end':
      endSection(state)
      state.end = entry
  }
}

function expect(state: State, { incident, version, hash }: Head): void {
  const versions = state.expected.get(incident)
  if (versions === undefined) state.expected.set(incident, new Map([[version, hash]]))
  else versions.set(version, hash)
}

function beginSection(state: State, head: Head): void {
  endSection(state)
  const { incident } = head
  const only = state.header?.incident
  if (state.seen.has(incident) || (only !== undefined && only !== incident))
    misplaced(state, 'line-unexpected')
  state.seen.add(incident)
  state.count.incidents += 1
  state.section = { head, chain: checkChain(state.crypto.sha256, incident), signed: 0 }
}

function takeEvent(state: State, incident: string, link: Link): void {
  const { section } = state
  if (section?.head.incident !== incident) return misplaced(state, 'line-unexpected')
  state.count.events += 1
  section.chain.take(link)
  const versions = state.expected.get(incident)
  const hash = versions?.get(link.version)
  if (hash === undefined) return
  versions?.delete(link.version)
  section.signed = link.version
  if (hash !== link.hash) found(state, 'head-differs', { incident, version: link.version })
}

function endSection(state: State): void {
  const { section } = state
  if (section === undefined) return
  delete state.section
  const { incident, version, hash } = section.head
  const verdict = section.chain.finish()
  for (const { code, ...where } of verdict.faults) found(state, code, where)
  if (verdict.version < version) found(state, 'tail-cut', { incident, version })
  else if (verdict.head !== hash || verdict.version !== version)
    found(state, 'head-differs', { incident, version })
  for (const at of state.expected.get(incident)?.keys() ?? [])
    found(state, 'tail-cut', { incident, version: at })
  state.expected.delete(incident)
  state.unsigned += verdict.version - section.signed
  state.redacted += verdict.redacted
}

function finish(state: State): Verdict {
  endSection(state)
  for (const [incident, versions] of state.expected)
    found(state, 'vanished', {
      incident,
      version: [...versions.keys()].reduce((a, b) => Math.max(a, b)),
    })
  if (!sameCounts(state.end, state.count)) found(state, 'pack-cut')
  const { keys, faults } = state.checkpoints?.finish() ?? { keys: [], faults: [] }
  const { checkpoints, incidents, events } = state.count
  const { unsigned, redacted } = state
  return {
    faults: [...faults, ...state.faults],
    checkpoints,
    incidents,
    events,
    unsigned,
    redacted,
    keys,
  }
}

function sameCounts(end: PackEnd | undefined, count: PackEnd): boolean {
  return (
    end !== undefined &&
    end.checkpoints === count.checkpoints &&
    end.incidents === count.incidents &&
    end.events === count.events
  )
}
