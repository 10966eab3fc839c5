// Goal: nobody changes, leaves out, moves or cuts off anything in a pack unnoticed. Method: a whole pack is made, one thing
// is done to it, and the verdict must name it; then random bytes are changed, and each must be found.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { GENESIS, seal } from '#/core/evidence/chain.ts'
import { makeCheckpoint } from '#/core/evidence/checkpoint.ts'
import type { Checkpoint, CheckpointCrypto, Head, Signer } from '#/core/evidence/checkpoint.ts'
import { FAULTS } from '#/core/evidence/fault.ts'
import type { PackEntry } from '#/core/evidence/pack.ts'
import { writeEntry } from '#/core/evidence/pack.ts'
import type { Link } from '#/core/evidence/verify-chain.ts'
import { verifyChain } from '#/core/evidence/verify-chain.ts'
import { verifyPack } from '#/core/evidence/verify-pack.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'

const at = instant('2026-03-01T02:00Z')
const sha256 = (text: string) => hash('sha256', text)
// Real signatures are in test/store/verify.test.ts; here whoever knows the word can sign.
const signer: Signer = { key: 'the-key', sign: text => sha256(`word${text}`) }
const crypto: CheckpointCrypto = {
  sha256,
  verifySignature: (key, text, signature) =>
    key === 'the-key' && signature === sha256(`word${text}`),
}

const noted = (text: string): IncidentEvent => ({ type: 'noted', at, by: 'ana', text })
const closed: IncidentEvent = { type: 'closed', at, by: 'ana' }
const redacted = (version: number): IncidentEvent => ({
  type: 'redacted',
  at,
  by: 'ana',
  version,
  reason: 'secret',
})

function chain(incident: string, events: readonly IncidentEvent[]): Link[] {
  let previous = GENESIS
  return events.map((event, index) => {
    const place = { incident, version: index + 1, previous }
    const sealed = seal({ sha256, newSalt: () => `salt-${incident}-${index}` }, place, event)
    previous = sealed.hash
    return { ...sealed, version: place.version }
  })
}

const withoutText = (link: Link): Link => ({ ...link, textPart: null, salt: null })

const LOGS: Readonly<Record<string, readonly Link[]>> = {
  a: chain('a', [noted('one'), closed, noted('three')]),
  b: chain('b', [noted('secret'), redacted(1), closed]).map(link =>
    link.version === 1 ? withoutText(link) : link,
  ),
  c: chain('c', [closed]),
}

const headAt = (incident: string, version: number): Head => ({
  incident,
  version,
  hash: LOGS[incident]?.[version - 1]?.hash ?? '',
})

const first = makeCheckpoint(sha256, signer, undefined, [headAt('a', 2), headAt('b', 3)], at)
const second = makeCheckpoint(sha256, signer, first, [headAt('a', 3)], at)

function pack(logs = LOGS, checkpoints: readonly Checkpoint[] = [first, second]): PackEntry[] {
  const body = Object.entries(logs).flatMap(([incident, links]): PackEntry[] => [
    { line: 'incident', incident, version: links.length, hash: links.at(-1)?.hash ?? GENESIS },
    ...links.map(link => ({ line: 'event' as const, incident, ...link })),
  ])
  const events = Object.values(logs).flat().length
  const incidents = Object.keys(logs).length
  return [
    { line: 'header', pack: 'tocsin', format: 1, at, key: 'the-key' },
    ...checkpoints.map(({ record, hash: own, signature, heads }) => ({
      line: 'checkpoint' as const,
      record,
      hash: own,
      signature,
      heads,
    })),
    ...body,
    { line: 'end', checkpoints: checkpoints.length, incidents, events },
  ]
}

const verify = (entries: readonly PackEntry[], more: Partial<CheckpointCrypto> = {}) =>
  verifyPack({ ...crypto, ...more }, entries.map(writeEntry))

const codes = (entries: readonly PackEntry[], more: Partial<CheckpointCrypto> = {}) => [
  ...new Set(verify(entries, more).faults.map(({ code }) => code)),
]

test('a whole pack has no faults, and the verdict says what was in it', () => {
  deepEqual(verify(pack()), {
    faults: [],
    checkpoints: 2,
    incidents: 3,
    events: 7,
    // The log `c` is newer than the last checkpoint.
    unsigned: 1,
    redacted: 1,
    keys: ['the-key'],
  })
})

/** The pack with the event of one incident at one version replaced. */
function replaced(incident: string, version: number, change: (link: Link) => Partial<Link>) {
  const links = LOGS[incident]?.map(link =>
    link.version === version ? { ...link, ...change(link) } : link,
  )
  return pack({ ...LOGS, [incident]: links ?? [] })
}
const without = (incident: string, ...versions: readonly number[]) =>
  pack({
    ...LOGS,
    [incident]: (LOGS[incident] ?? []).filter(link => !versions.includes(link.version)),
  })
const omit = (logs: typeof LOGS, incident: string) =>
  Object.fromEntries(Object.entries(logs).filter(([id]) => id !== incident))
const recordOf = (change: (record: string) => string) => (link: Link) => ({
  record: change(link.record),
})
const rehashed = (change: (record: string) => string) => (link: Link) => {
  const record = change(link.record)
  return { record, hash: sha256(record) }
}
const forged = { ...second, record: second.record.replace('"number":2', '"number":3') }
const resigned = (checkpoint: Checkpoint) => ({
  ...checkpoint,
  hash: sha256(checkpoint.record),
  signature: signer.sign(checkpoint.record),
})
const otherKey: Signer = { key: 'another', sign: signer.sign }

const CASES: readonly (readonly [
  string,
  readonly string[],
  readonly PackEntry[],
  Partial<CheckpointCrypto>?,
])[] = [
  [
    'a record is changed',
    ['record-changed'],
    replaced(
      'a',
      2,
      recordOf(r => r.replace('ana', 'bob')),
    ),
  ],
  [
    'a record is changed and hashed anew',
    ['head-differs', 'chain-broken'],
    replaced(
      'a',
      2,
      rehashed(r => r.replace('ana', 'bob')),
    ),
  ],
  [
    'the last record is changed and hashed anew',
    ['head-differs'],
    replaced(
      'a',
      3,
      rehashed(r => r.replace('ana', 'bob')),
    ),
  ],
  [
    'a record names another place',
    ['chain-broken'],
    replaced(
      'c',
      1,
      rehashed(r => r.replace('"c"', '"a"')),
    ),
  ],
  [
    'a hash is changed',
    ['head-differs', 'record-changed', 'chain-broken'],
    replaced('a', 2, () => ({ hash: GENESIS })),
  ],
  ['a text is changed', ['text-changed'], replaced('a', 1, () => ({ textPart: '{"text":"two"}' }))],
  ['a salt is changed', ['text-changed'], replaced('a', 1, () => ({ salt: 'pepper' }))],
  ['a text is taken out', ['text-missing'], replaced('a', 1, withoutText)],
  [
    'a text is put where there was none',
    ['chain-broken'],
    replaced('a', 2, () => ({ textPart: '{}', salt: 's' })),
  ],
  [
    'a text is there though it was redacted',
    ['text-not-redacted'],
    pack({ ...LOGS, b: chain('b', [noted('secret'), redacted(1), closed]) }),
  ],
  [
    'an event is left out',
    ['gap', 'chain-broken', 'head-differs', 'tail-cut'],
    without('a', 2).with(-1, { line: 'end', checkpoints: 2, incidents: 3, events: 6 }),
  ],
  ['the tail is cut off', ['tail-cut'], without('a', 3)],
  ['a log is emptied', ['tail-cut'], without('a', 1, 2, 3)],
  ['an incident has vanished', ['vanished'], pack(omit(LOGS, 'b'))],
  ['an incident that no checkpoint names has vanished', [], pack(omit(LOGS, 'c'))],
  ['a checkpoint is left out', ['checkpoint-broken'], pack(LOGS, [second])],
  ['the last checkpoint is left out', [], pack(LOGS, [first])],
  [
    'the last checkpoint is left out, and somebody knew it',
    ['checkpoint-missing'],
    pack(LOGS, [first]),
    { expectedCheckpoint: second.hash },
  ],
  ['the checkpoint that somebody knew is there', [], pack(), { expectedCheckpoint: first.hash }],
  [
    'a checkpoint is changed',
    ['checkpoint-changed', 'checkpoint-broken', 'signature-wrong'],
    pack(LOGS, [first, forged]),
  ],
  [
    'a checkpoint is changed and signed anew',
    ['checkpoint-broken'],
    pack(LOGS, [first, resigned(forged)]),
  ],
  [
    'a checkpoint is not one',
    ['checkpoint-changed'],
    pack(LOGS, [first, resigned({ ...second, record: '{}' })]),
  ],
  [
    'a head is held back',
    ['checkpoint-heads-differ'],
    pack(LOGS, [first, { ...second, heads: [] }]),
  ],
  [
    'a head is shown that is not committed to',
    ['checkpoint-heads-differ', 'tail-cut'],
    pack(LOGS, [
      first,
      {
        ...second,
        heads: [...second.heads, headAt('c', 1), { incident: 'c', version: 2, hash: '' }],
      },
    ]),
  ],
  [
    'another key has signed',
    ['signature-wrong'],
    pack(LOGS, [first, makeCheckpoint(sha256, otherKey, first, [headAt('a', 3)], at)]),
  ],
  ['the key is not the expected one', ['key-unexpected'], pack(), { expectedKey: 'ours' }],
  ['the pack is cut', ['pack-cut'], pack().slice(0, -1)],
  ['nothing is there', ['pack-cut'], []],
  [
    'the format is newer',
    ['format-unknown', 'pack-cut'],
    pack().with(0, { line: 'header', pack: 'tocsin', format: 2, at, key: '' }),
  ],
  ['a line comes after the end', ['line-unexpected'], [...pack(), ...pack().slice(-1)]],
  ['a second header', ['line-unexpected'], pack().toSpliced(1, 0, ...pack().slice(0, 1))],
  [
    'an event stands under another incident',
    ['line-unexpected', 'tail-cut', 'pack-cut'],
    pack().map(entry =>
      entry.line === 'event' && entry.incident === 'c' ? { ...entry, incident: 'a' } : entry,
    ),
  ],
]

for (const [what, expected, entries, more] of CASES)
  test(`${what}: ${expected.join(', ') || 'not to be seen from this pack'}`, () => {
    deepEqual(codes(entries, more), expected)
  })

test('a pack of one incident shows the heads of no other', () => {
  const only = pack({ a: LOGS['a'] ?? [] }).map((entry): PackEntry =>
    entry.line === 'checkpoint'
      ? { ...entry, heads: entry.heads.filter(({ incident }) => incident === 'a') }
      : entry.line === 'header'
        ? { ...entry, incident: 'a' }
        : entry,
  )
  const text = only.map(writeEntry).join('\n')
  equal(text.includes('"b"'), false)
  deepEqual(verify(only).faults, [])
  const other = only.with(0, {
    line: 'header',
    pack: 'tocsin',
    format: 1,
    incident: 'b',
    at,
    key: '',
  })
  ok(codes(other).includes('line-unexpected'))
})

test('a line that is not one is named by its number', () => {
  const lines = pack().map(writeEntry)
  for (const line of ['{', 'null', '7', '[]', '{"line":"event"}', '{"line":"constructor"}'])
    deepEqual(verifyPack(crypto, lines.toSpliced(2, 0, line)).faults, [
      { code: 'line-unreadable', line: 3 },
    ])
})

test('a chain alone is verified without a pack', () => {
  const links = LOGS['a'] ?? []
  const { hash: head } = headAt('a', 3)
  deepEqual(verifyChain(sha256, 'a', links), { version: 3, head, redacted: 0, faults: [] })
  deepEqual(verifyChain(sha256, 'a', links.slice(1)).faults[0], {
    code: 'gap',
    incident: 'a',
    version: 2,
  })
})

test('whatever byte of a record, hash, text, salt or checkpoint is changed, it is found', () => {
  const lines = pack().map(writeEntry)
  // In the header only the format is of any consequence; what it says of itself is not signed.
  const places = lines.flatMap((line, index) =>
    index === 0 ? [] : Array.from(line, (_, offset) => ({ index, offset })),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.constantFrom('0', 'x', '"', '\\', ' ', 'é'),
      ({ index, offset }, put) => {
        const line = lines[index] ?? ''
        const changed = line.slice(0, offset) + put + line.slice(offset + 1)
        if (same(line, changed)) return
        ok(
          verifyPack(crypto, lines.with(index, changed)).faults.length > 0,
          `${line} -> ${changed}`,
        )
      },
    ),
    { numRuns: 3000 },
  )
})

/** A space between two tokens, or another escape of the same letter, changes nothing that was said. */
function same(line: string, changed: string): boolean {
  try {
    deepEqual(JSON.parse(changed), JSON.parse(line))
    return true
  } catch {
    return false
  }
}

test('each fault has its sentence, and each is shown by a case', () => {
  const shown = new Set([...CASES.flatMap(([, expected]) => expected), 'line-unreadable'])
  deepEqual(
    Object.keys(FAULTS).filter(code => !shown.has(code)),
    [],
  )
})
