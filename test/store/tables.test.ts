import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { plusMs } from '#/core/time.ts'
import { keepBlob, readBlob } from '#/store/blobs.ts'
import { transaction } from '#/store/db.ts'
import { readDirectory, saveDirectory } from '#/store/directories.ts'
import { forgetAnswers, keepAnswer, takeKey } from '#/store/idempotency.ts'
import { keepOnce, readKept } from '#/store/installation.ts'
import { listPlans, readDefaultPlan, readPlan, savePlan, setDefaultPlan } from '#/store/plans.ts'
import { createToken, findToken, listTokens, revokeToken, touchToken } from '#/store/tokens.ts'
import { freshDatabase } from '../kit/database.ts'
import { at } from './logs.ts'

const { pool } = await freshDatabase()

test('a plan is kept as it was, and one of them is the default', async () => {
  const first = {
    hash: 'h1',
    id: 'p',
    version: '1',
    source: 'a: ü',
    plan: { id: 'p' } as never,
    at,
    by: 'ana',
  }
  const second = { ...first, hash: 'h2', version: '2', at: plusMs(at, 1) }
  equal(await readDefaultPlan(pool), undefined)
  await savePlan(pool, first)
  await savePlan(pool, { ...first, source: 'changed' })
  await savePlan(pool, second)
  deepEqual(await readPlan(pool, 'h1'), first)
  equal(await readPlan(pool, 'h3'), undefined)
  await setDefaultPlan(pool, 'h1')
  await setDefaultPlan(pool, 'h2')
  deepEqual(await readDefaultPlan(pool), second)
  deepEqual(
    (await listPlans(pool)).map(({ hash, isDefault }) => [hash, isDefault]),
    [
      ['h2', true],
      ['h1', false],
    ],
  )
})

test('the newest directory counts', async () => {
  equal(await readDirectory(pool), undefined)
  const first = await saveDirectory(pool, { source: 'one', at, by: 'ana' })
  const version = await saveDirectory(pool, { source: 'two', at, by: 'ana' })
  equal(version > first, true)
  deepEqual(await readDirectory(pool), { version, source: 'two', at, by: 'ana' })
})

const token = {
  id: 't',
  name: 'ci',
  scopes: ['incidents:read', 'a,"b'],
  person: null,
  createdAt: at,
}

test('a token is found by the hash of its secret, used, and revoked once', async () => {
  await createToken(pool, { ...token, secretHash: 'hash' })
  deepEqual(await findToken(pool, 'hash'), { ...token, lastUsedAt: null, revokedAt: null })
  equal(await findToken(pool, 'other'), undefined)
  await touchToken(pool, 't', plusMs(at, 2))
  await touchToken(pool, 't', plusMs(at, 1))
  equal(await revokeToken(pool, 't', plusMs(at, 3)), true)
  equal(await revokeToken(pool, 't', plusMs(at, 4)), false)
  const revoked = { ...token, lastUsedAt: plusMs(at, 2), revokedAt: plusMs(at, 3) }
  deepEqual(await findToken(pool, 'hash'), revoked)
  deepEqual(await listTokens(pool), [revoked])
})

const request = { tokenId: 't', key: 'k' }

test('a request that is repeated gets the same answer; of two at once one acts', async () => {
  let acted = 0
  const ask = () =>
    transaction(pool, async tx => {
      const answered = await takeKey(tx, request, 'print', at)
      if (answered !== undefined) return answered
      acted += 1
      await keepAnswer(tx, request, { status: 201, body: '{"ok":1}' })
      return { fingerprint: 'print', status: 201, body: '{"ok":1}' }
    })
  const answers = await Promise.all([ask(), ask(), ask()])
  equal(acted, 1)
  for (const answer of answers)
    deepEqual(answer, { fingerprint: 'print', status: 201, body: '{"ok":1}' })
})

test('a request that failed leaves its key free, and an old key is forgotten', async () => {
  const other = { ...request, key: 'other' }
  await transaction(pool, async tx => {
    await takeKey(tx, other, 'print', at)
    throw new Error('failed')
  }).catch(() => undefined)
  const answered = await transaction(pool, async tx => {
    const earlier = await takeKey(tx, other, 'print', plusMs(at, 10))
    await keepAnswer(tx, other, { status: 200, body: '' })
    return earlier
  })
  equal(answered, undefined)
  equal(await forgetAnswers(pool, plusMs(at, 10)), 1)
})

test('of two nodes that start at once both go on with the same secret', async () => {
  const secrets = await Promise.all(
    ['one', 'two', 'three'].map(value => keepOnce(pool, { key: 'link-secret', value, at })),
  )
  equal(new Set(secrets).size, 1)
  equal(await readKept(pool, 'link-secret'), secrets[0])
  equal(await readKept(pool, 'nothing'), undefined)
})

test('evidence is kept under its hash, to the byte', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, n) => n % 256)
  await keepBlob(pool, { sha256: 's', bytes, at })
  await keepBlob(pool, { sha256: 's', bytes, at })
  deepEqual(new Uint8Array((await readBlob(pool, 's')) ?? []), bytes)
  equal(await readBlob(pool, 'other'), undefined)
})
