// Goal: whoever has the database can change nothing unnoticed, and a stranger with a pack can see that. Method: logs are
// written as the program writes them, one thing is done to the tables behind its back, and the verifier must name it; the
// same pack goes to a second verifier, which was written in another language from the documentation alone.
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { makeCheckpoint } from '#/core/evidence/checkpoint.ts'
import { checkPack, verifyPack } from '#/core/evidence/verify-pack.ts'
import type { Verdict } from '#/core/evidence/verify-pack.ts'
import { plusMs } from '#/core/time.ts'
import { readGrownHeads, readLastCheckpoint, saveCheckpoint } from '#/store/checkpoints.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { exportPack, packEntries } from '#/store/export.ts'
import { freshDatabase } from '../kit/database.ts'
import {
  append,
  at,
  begin,
  closed,
  newSigner,
  noted,
  OPEN,
  sha256,
  verifySignature,
} from './logs.ts'

const { pool } = await freshDatabase()
const signer = newSigner()
const crypto = { sha256, verifySignature, expectedKey: signer.key }
const folder = mkdtempSync(join(tmpdir(), 'tocsin-pack-'))
after(() => rmSync(folder, { recursive: true }))

async function sign(): Promise<boolean> {
  return transaction(pool, async tx => {
    const last = await readLastCheckpoint(tx)
    const heads = await readGrownHeads(tx)
    return saveCheckpoint(tx, makeCheckpoint(sha256, signer, last, heads, at))
  })
}

const hostile = 'a “secret”: \u0000 \ud800 \u2028 </script>'
const standing = { ...OPEN, wakeAt: plusMs(at, 1000) }
for (const id of ['inc-a', 'inc-b', 'Ünïcode "c"']) {
  await begin(pool, id)
  await append(pool, id, 0, [noted(hostile), closed, noted('3')], { standing })
}
await begin(pool, 'never-used')
await sign()
await append(pool, 'inc-b', 3, [noted('hunter2'), closed])
await append(pool, 'inc-b', 5, [
  { type: 'redacted', at, by: 'ana', version: 4, reason: 'a password' },
])
await sign()
await append(pool, 'inc-a', 3, [closed])

const request = { at, key: signer.key }

async function verifyLive(tx: Transaction): Promise<Verdict> {
  const check = checkPack(crypto)
  for await (const entry of packEntries(tx, request)) check.take(entry)
  return check.finish()
}

async function packOf(tx: Transaction, incident?: string): Promise<string> {
  return (await Array.fromAsync(exportPack(tx, { ...request, incident }))).join('\n') + '\n'
}

const codes = ({ faults }: Verdict) => [...new Set(faults.map(({ code }) => code))].toSorted()

test('what the program wrote verifies, redaction included', async () => {
  const { keys, ...verdict } = await transaction(pool, verifyLive, 'snapshot')
  deepEqual(keys, [signer.key])
  deepEqual(verdict, {
    faults: [],
    checkpoints: 2,
    incidents: 4,
    events: 13,
    unsigned: 1,
    redacted: 1,
  })
  const { rows } = await pool.query("select from event where text_part like '%hunter2%'")
  equal(rows.length, 0)
})

test('a checkpoint lists what has grown, once', async () => {
  deepEqual(
    (await readGrownHeads(pool)).map(({ incident, version }) => [incident, version]),
    [['inc-a', 4]],
  )
})

test('of two nodes that sign at once one makes the checkpoint', async () => {
  const two = await transaction(pool, async tx => {
    const made = makeCheckpoint(sha256, signer, undefined, [], at)
    return [await saveCheckpoint(tx, made), await saveCheckpoint(tx, made)]
  })
  deepEqual(two, [false, false])
})

test('a pack of one incident verifies by itself and tells nothing of the others', async () => {
  const pack = await transaction(pool, tx => packOf(tx, 'inc-b'), 'snapshot')
  const { faults, incidents, events, checkpoints } = verifyPack(crypto, pack.split('\n'))
  deepEqual([faults, incidents, events, checkpoints], [[], 1, 6, 2])
  equal(/inc-a|Ünïcode|hunter2/.test(pack), false)
  const elsewhere = { ...crypto, expectedKey: newSigner().key }
  deepEqual(codes(verifyPack(elsewhere, pack.split('\n'))), ['key-unexpected'])
})

const record = `record = overlay(record placing 'X' from 12)`
const TAMPERED: readonly (readonly [what: string, sql: string, codes: readonly string[]])[] = [
  ['nothing', 'select 1', []],
  [
    'a record',
    `update event set ${record} where incident_id = 'inc-a' and version = 2`,
    ['record-changed'],
  ],
  [
    'a hash',
    `update event set hash = repeat('0', 64) where incident_id = 'inc-a' and version = 4`,
    ['head-differs', 'record-changed'],
  ],
  [
    'a text',
    `update event set text_part = '{"text":"all well"}' where version = 1`,
    ['text-changed'],
  ],
  ['a salt', `update event set salt = 'x' where version = 1`, ['text-changed']],
  [
    'a text, redacted without a word',
    `update event set text_part = null, salt = null where incident_id = 'inc-a'`,
    ['text-missing'],
  ],
  [
    'a version in the middle',
    `delete from event where incident_id = 'inc-a' and version = 2`,
    ['chain-broken', 'gap'],
  ],
  ['the last event', `delete from event where incident_id = 'inc-a' and version = 4`, ['tail-cut']],
  [
    'the tail, and the row that says so',
    `delete from event where incident_id = 'inc-a' and version > 2; update incident set version = 2, head = (select hash from event where incident_id = 'inc-a' and version = 2) where id = 'inc-a'`,
    ['tail-cut'],
  ],
  [
    'the whole incident',
    `delete from event where incident_id = 'inc-b'; delete from incident where id = 'inc-b'`,
    ['vanished'],
  ],
  [
    'the row of the incident',
    `update incident set version = 1 where id = 'inc-a'`,
    ['head-differs'],
  ],
  [
    'the head in a checkpoint',
    `update checkpoint_head set version = 2 where incident_id = 'inc-a'`,
    ['checkpoint-heads-differ', 'head-differs'],
  ],
  [
    'a head out of a checkpoint',
    `delete from checkpoint_head where incident_id = 'inc-b'`,
    ['checkpoint-heads-differ'],
  ],
  [
    'the first checkpoint',
    `delete from checkpoint_head where checkpoint = 1; delete from checkpoint where number = 1`,
    ['checkpoint-broken'],
  ],
  [
    'the time of a checkpoint',
    `update checkpoint set record = replace(record, '2026', '2027') where number = 2`,
    ['checkpoint-changed', 'signature-wrong'],
  ],
]

const packs: string[] = []

for (const [what, sql, expected] of TAMPERED)
  test(`tampering with ${what} behind our back is found: ${expected.join(', ') || 'none'}`, async () => {
    const undone = transaction(pool, async tx => {
      await tx.query(sql)
      deepEqual(codes(await verifyLive(tx)), expected)
      const pack = await packOf(tx)
      deepEqual(codes(verifyPack(crypto, pack.split('\n'))), expected)
      packs.push(pack)
      throw new Error('undo')
    })
    await rejects(undone, /^Error: undo$/)
  })

const hasPython = spawnSync('python3', ['--version']).status === 0

test(
  'a second verifier, in Python, finds the same',
  { skip: !hasPython && 'no python3 here' },
  () => {
    const files = packs.map((pack, index) => {
      const file = join(folder, `${index}.jsonl`)
      writeFileSync(file, pack)
      return file
    })
    const script = fileURLToPath(new URL('verify.py', import.meta.url))
    const { stdout, stderr } = spawnSync('python3', [script, ...files], { encoding: 'utf8' })
    equal(stderr, '')
    const answers = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Second)
    deepEqual(
      answers.map(({ faults }) => faults),
      TAMPERED.map(([, , expected], index) => askable(expected, answers[index])),
    )
  },
)

type Second = { readonly faults: readonly string[]; readonly signatures: string }

/** Without openssl it cannot check signatures. */
function askable(expected: readonly string[], second: Second | undefined): readonly string[] {
  return expected.filter(code => second?.signatures === 'checked' || code !== 'signature-wrong')
}
