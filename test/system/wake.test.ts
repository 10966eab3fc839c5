// Time alone: incidents whose instant has come, on a real database and with a clock of the test's.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import { instant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { declareIncident } from '#/app/declare.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { wakeDue } from '#/app/wake.ts'
import { nextWakeAt } from '#/store/wake.ts'
import { freshDatabase } from '../kit/database.ts'
import { shellOn } from '../kit/shell.ts'

const PLAN = `
plan: clocks
title: One clock
version: "1"
severities: {bad: {title: Bad, labels: [critical]}}
types: {outage: {title: Outage}}
positions: {chief: {title: Chief}}
roles: {lead: {title: Lead, holders: [chief]}}
obligations:
  - {id: look, title: Look at it, do: task, by: lead, from: declared, within: 4h, warn: 1h}
`
const DECLARED = instant('2026-03-02T09:00Z')
const HOUR_MS = 3_600_000

const { pool } = await freshDatabase()
let now: Instant = DECLARED
const said: string[] = []
const log = pino({ level: 'warn' }, { write: line => said.push(line) })
const shell = shellOn(pool, () => now, log)
await importPlan(shell, PLAN, { by: 'test', activate: true })

async function declare(id: string): Promise<void> {
  const declared = await declareIncident(
    shell,
    { title: 'Broken', reporter: 'monitoring' },
    { by: 'tocsin', id },
  )
  ok('incidentId' in declared, JSON.stringify(declared))
}

async function typesOf(id: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ type: string }>(
    'select type from event where incident_id = $1 order by version',
    [id],
  )
  return rows.map(({ type }) => type)
}

const DECLARATION = ['declared', 'obligations-opened']

test('an incident whose log cannot be read does not keep the others asleep, and is tried again', async () => {
  for (const id of ['one', 'spoilt', 'three']) await declare(id)
  const damage = (record: string) =>
    pool.query('update event set record = $1 where incident_id = $2 and version = 2', [
      record,
      'spoilt',
    ])
  const { rows } = await pool.query<{ record: string }>(
    `select record from event where incident_id = 'spoilt' and version = 2`,
  )
  await damage('{')
  now = plusMs(DECLARED, 3 * HOUR_MS)
  while ((await wakeDue(shell)) > 0);
  for (const id of ['one', 'three'])
    deepEqual(await typesOf(id), [...DECLARATION, 'obligation-warned'])
  deepEqual(await typesOf('spoilt'), DECLARATION)
  ok(said.some(line => line.includes('"incident":"spoilt"')))
  equal(await nextWakeAt(pool), plusMs(now, 60_000))
  await damage(rows[0]?.record ?? '')
  now = plusMs(now, 60_000)
  equal(await wakeDue(shell), 1)
  deepEqual(await typesOf('spoilt'), [...DECLARATION, 'obligation-warned'])
})

test('a backlog of more than one transaction holds is worked off, each incident once', async () => {
  now = instant('2026-04-01T00:00Z')
  const ids = Array.from({ length: 900 }, (_, index) => `backlog-${index}`)
  for (const id of ids) await declare(id)
  now = plusMs(now, 3 * HOUR_MS)
  let woken = 0
  for (let some = await wakeDue(shell); some > 0; some = await wakeDue(shell)) woken += some
  equal(woken, ids.length + 3)
  const { rows } = await pool.query<{ warned: number }>(
    `select count(*)::int as warned from event where type = 'obligation-warned' and incident_id like 'backlog-%'`,
  )
  equal(rows[0]?.warned, ids.length)
})
