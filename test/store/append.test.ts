import { deepEqual, equal, rejects } from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import pg from 'pg'
import { instant, plusMs } from '#/core/time.ts'
import { appendMany } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import { listIncidents, newIncident, readIncidentHead } from '#/store/incidents.ts'
import { readEvents, readEventsAt, searchLibrary } from '#/store/log.ts'
import { readNotice } from '#/store/notice.ts'
import { claimDue } from '#/store/outbox.ts'
import { freshDatabase } from '../kit/database.ts'
import { append, at, begin, closed, noted, notary, OPEN } from './logs.ts'

const { pool, connection } = await freshDatabase()

const message = (version: number, key: string) => ({
  version,
  message: 'm1',
  recipient: 'ana',
  channel: 'email' as const,
  idempotencyKey: key,
  dueAt: at,
})

test('what is appended is read back as it was, in order', async () => {
  const id = await begin(pool, 'read-back')
  await append(pool, id, 0, [noted('one'), closed])
  await append(pool, id, 2, [noted('“three”, \u0000, \ud800, ü')])
  const events = await readEvents(pool, id)
  deepEqual(
    events.map(({ version, event }) => [version, event]),
    [
      [1, noted('one')],
      [2, closed],
      [3, noted('“three”, \u0000, \ud800, ü')],
    ],
  )
  deepEqual(await readEvents(pool, id, 2), events.slice(2))
  deepEqual(await readEvents(pool, id, 0, 1), events.slice(0, 1))
  deepEqual(await readEventsAt(pool, [{ incidentId: id, version: 2 }]), events.slice(1, 2))
})

test('a decision made on an older version is not written, and neither is what it would send', async () => {
  const id = await begin(pool, 'conflict')
  await append(pool, id, 0, [noted('first')])
  const late = await append(pool, id, 0, [noted('late')], { messages: [message(1, 'late')] })
  deepEqual(late, { conflict: true })
  equal((await readEvents(pool, id)).length, 1)
  equal((await readIncidentHead(pool, id))?.version, 1)
  const { rows } = await pool.query("select from outbox where idempotency_key = 'late'")
  equal(rows.length, 0)
})

test('of many who append at one version exactly one is appended, at each version', async () => {
  const id = await begin(pool, 'race')
  const rounds = 12
  const runners = 6
  for (let version = 0; version < rounds; version++) {
    const answers = await Promise.all(
      Array.from({ length: runners }, (_, runner) =>
        append(pool, id, version, [noted(`${version} by ${runner}`)]),
      ),
    )
    equal(answers.filter(answer => !answer.conflict).length, 1)
  }
  deepEqual(
    (await readEvents(pool, id)).map(({ version }) => version),
    Array.from({ length: rounds }, (_, index) => index + 1),
  )
})

test('runners that decide again after each conflict lose nothing between them', async () => {
  const id = await begin(pool, 'again')
  const words = ['a', 'b', 'c', 'd', 'e']
  await Promise.all(
    words.map(async word => {
      for (let written = 0; written < 4;) {
        const version = (await readIncidentHead(pool, id))?.version ?? 0
        const answer = await append(pool, id, version, [noted(word)])
        if (!answer.conflict) written += 1
      }
    }),
  )
  const texts = (await readEvents(pool, id)).map(({ event }) =>
    event.type === 'noted' ? event.text : event.type,
  )
  deepEqual(
    texts.toSorted((a, b) => a.localeCompare(b)),
    words.flatMap(word => [word, word, word, word]),
  )
})

test('many incidents are appended to at once, each answered for itself', async () => {
  const ids = ['many-c', 'many-a', 'many-b']
  for (const id of ids) await begin(pool, id)
  await append(pool, 'many-b', 0, [noted('was first')])
  const appends = ids.map(incidentId => ({
    incidentId,
    expectedVersion: 0,
    events: [noted(incidentId), closed],
    standing: { ...OPEN, wakeAt: plusMs(at, 60_000), summary: { severity: 'P1' } },
    messages: [message(1, incidentId)],
  }))
  const answers = await transaction(pool, tx => appendMany(tx, notary, appends, at))
  deepEqual(
    answers.map(answer => !answer.conflict && answer.version),
    [2, 2, false],
  )
  const head = await readIncidentHead(pool, 'many-a')
  equal(head?.wakeAt, '2026-03-01T02:01:00.000Z')
  deepEqual(head?.summary, { severity: 'P1' })
  const claimed = await transaction(pool, tx =>
    claimDue(tx, { now: at, claimedUntil: plusMs(at, 1000), limit: 10 }),
  )
  deepEqual(
    new Set(claimed.map(({ incidentId, attempt }) => `${incidentId} ${attempt}`)),
    new Set(['many-a 1', 'many-c 1']),
  )
})

test('transactions that append to the same incidents in opposite order do not deadlock', async () => {
  await begin(pool, 'cross-1')
  await begin(pool, 'cross-2')
  const crossing = async (first: string, second: string) => {
    for (let round = 0; round < 20; round++) {
      await transaction(pool, async tx => {
        const appends = await Promise.all(
          [first, second].map(async incidentId => ({
            incidentId,
            expectedVersion: (await readIncidentHead(pool, incidentId))?.version ?? 0,
            events: [closed],
            standing: OPEN,
            messages: [],
          })),
        )
        await appendMany(tx, notary, appends, at)
      })
    }
  }
  await Promise.all([crossing('cross-1', 'cross-2'), crossing('cross-2', 'cross-1')])
})

test('without events only the standing is written', async () => {
  const id = await begin(pool, 'standing')
  const wakeAt = instant('2026-03-02T00:00Z')
  const answer = await append(pool, id, 0, [], {
    standing: { wakeAt, open: false, restricted: true, summary: ['x'] },
  })
  equal(!answer.conflict && answer.version, 0)
  const head = await readIncidentHead(pool, id)
  deepEqual(
    [head?.wakeAt, head?.open, head?.restricted, head?.summary],
    [wakeAt, false, true, ['x']],
  )
})

test('a summary that holds what PostgreSQL cannot look into does not stop the append', async () => {
  const id = await begin(pool, 'hostile-summary')
  const summary = { severity: 'P1', source: 'a\u0000b\ud800' }
  await append(pool, id, 0, [], { standing: { ...OPEN, summary } })
  const [found] = await listIncidents(pool, { sees: 'all', severity: 'P1', limit: 1 })
  deepEqual(found?.summary, { severity: 'P1', source: 'a\ufffdb\ufffd' })
})

test('an append that is rolled back leaves nothing, and another may take its version', async () => {
  const id = await begin(pool, 'rolled-back')
  const stopped = transaction(pool, async tx => {
    const asked = { incidentId: id, expectedVersion: 0, events: [closed], standing: OPEN }
    await appendMany(tx, notary, [{ ...asked, messages: [message(1, 'never')] }], at)
    throw new Error('the plug was pulled')
  })
  await rejects(stopped, /the plug was pulled/)
  deepEqual(await readEvents(pool, id), [])
  equal((await append(pool, id, 0, [closed])).conflict, false)
})

test('two different messages under one key are a mistake that is not swallowed', async () => {
  const id = await begin(pool, 'same-key')
  await append(pool, id, 0, [closed], { messages: [message(1, 'one-key')] })
  await rejects(append(pool, id, 1, [closed], { messages: [message(2, 'one-key')] }), /outbox/)
  equal((await readEvents(pool, id)).length, 1)
})

test('the other nodes hear of what was committed, and only of that', async () => {
  const id = await begin(pool, 'told:1')
  const listener = new pg.Client(connection)
  await listener.connect()
  const heard: unknown[] = []
  listener.on('notification', ({ payload }) => heard.push(readNotice(payload ?? '')))
  await listener.query('listen tocsin')
  const wakeAt = instant('2026-03-01T03:00Z')
  await append(pool, id, 7, [closed], { messages: [message(8, 'conflict')] })
  await append(pool, id, 0, [closed, closed], {
    standing: { ...OPEN, wakeAt },
    messages: [message(1, 'told')],
  })
  while (heard.length < 3) await once(listener, 'notification')
  await listener.end()
  deepEqual(heard, [
    { kind: 'incident', incidentId: 'told:1', version: 2 },
    { kind: 'wake', at: wakeAt },
    { kind: 'outbox' },
  ])
  equal(readNotice('something new'), undefined)
})

test('an incident begins once, with a number of its own', async () => {
  const first = await newIncident(pool, { id: 'n-1', planId: 'plan', planHash: 'plan-hash' })
  const second = await newIncident(pool, { id: 'n-2', planId: 'plan', planHash: 'plan-hash' })
  equal(await newIncident(pool, { id: 'n-1', planId: 'plan', planHash: 'plan-hash' }), undefined)
  equal((second ?? 0) > (first ?? 0), true)
})

test('lists come in pages, newest first, and pass over what one may not see', async () => {
  for (const id of ['list-1', 'list-2', 'list-3', 'list-4']) await begin(pool, id)
  await append(pool, 'list-2', 0, [noted('title of two')], {
    standing: { ...OPEN, restricted: true },
  })
  await append(pool, 'list-4', 0, [closed], { standing: { ...OPEN, open: false } })
  const all = await listIncidents(pool, { sees: 'all', limit: 4 })
  deepEqual(
    all.map(({ id }) => id),
    ['list-4', 'list-3', 'list-2', 'list-1'],
  )
  deepEqual(all[2]?.first, noted('title of two'))
  equal(all[1]?.first, undefined)
  const page = { sees: [], open: true, limit: 2 }
  const openOnes = await listIncidents(pool, page)
  deepEqual(
    openOnes.map(({ id }) => id),
    ['list-3', 'list-1'],
  )
  const next = await listIncidents(pool, { ...page, before: openOnes.at(-1)?.number })
  equal(
    next.some(({ id }) => id.startsWith('list-')),
    false,
  )
  const [seen] = await listIncidents(pool, { sees: ['list-2'], limit: 1, before: all[1]?.number })
  equal(seen?.id, 'list-2')
})

test('T5.4 what was published is found by its words, until it is redacted or restricted', async () => {
  const id = await begin(pool, 'library')
  const published = (text: string) =>
    ({ type: 'published', at, by: 'ana', obligation: 'o', where: 'library', text }) as const
  await append(pool, id, 0, [published('Disk\nfull on prod'), published('Certificate expired')])
  const found = async (words?: string, sees: 'all' | readonly string[] = []) =>
    (await searchLibrary(pool, { words, sees, limit: 10 })).map(({ version }) => version)
  deepEqual(await found('full disk'), [1])
  deepEqual(await found(), [1, 2])
  await append(pool, id, 2, [{ type: 'redacted', at, by: 'ana', version: 1, reason: 'host name' }])
  deepEqual(await found('disk'), [])
  await append(pool, id, 3, [], { standing: { ...OPEN, restricted: true } })
  deepEqual(await found('certificate'), [])
  deepEqual(await found('certificate', [id]), [2])
})
