// A database full of things to come: incidents that want to be woken one day, messages that are due one day.
import { readFileSync } from 'node:fs'
import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Instant } from '#/core/time.ts'
import { importDirectory } from '#/app/people/directory.ts'
import { appendOf } from '#/app/execute.ts'
import { importPlan } from '#/app/plans/plans.ts'
import type { ImportedPlan } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'
import { appendMany } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import type { Pool } from '#/store/db.ts'
import { newIncident } from '#/store/incidents.ts'

const ROOT = new URL('../', import.meta.url)

/**
 * A plan small enough that the engine weighs little: each of its clocks warns once and is missed once, with one event each
 * time. One clock for each round, since that is two wakes.
 */
export function tinyPlan(rounds: number): string {
  const hours = Array.from({ length: rounds }, (_, round) => 10 * 2 ** round)
  return `
plan: tiny
title: Tiny
version: "1"
severities: {bad: {title: Bad, labels: [critical]}}
types: {outage: {title: Outage}}
positions: {chief: {title: Chief}}
roles: {lead: {title: Lead, holders: [chief], duties: [Lead]}}
obligations:
${hours.map(within => `  - {id: in-${within}, title: Look at it, do: task, by: lead, from: declared, within: ${within}h}`).join('\n')}
`
}

/** Of the folder `plans/`. */
export function bundledPlan(id: string): string {
  return readFileSync(new URL(`plans/${id}.yaml`, ROOT), 'utf8')
}

export async function keepPlan(shell: Shell, source: string): Promise<ImportedPlan> {
  const imported = await importPlan(shell, source, { by: 'bench' })
  if ('mistakes' in imported) throw new Error(JSON.stringify(imported.mistakes))
  return imported
}

export async function keepExampleDirectory(shell: Shell): Promise<void> {
  const source = readFileSync(new URL('directory.example.yaml', ROOT), 'utf8')
  const imported = await importDirectory(shell, source, 'bench')
  if ('mistakes' in imported) throw new Error(JSON.stringify(imported.mistakes))
}

/**
 * Incidents that nobody will be woken for during the bench, each with an event of usual size: what makes tables and
 * indexes as deep as they would be. Their ids are spread evenly, in order, since that fills an index fastest.
 */
export async function fillIncidents(pool: Pool, plan: ImportedPlan, count: number): Promise<void> {
  await fill(
    pool,
    'incident',
    `insert into incident (id, version, head, plan_id, plan_hash, wake_at, open, restricted, summary)
     select 'inc-' || lpad(to_hex(n * (2^32 / $1::float8)::int8), 8, '0') || substr(md5(n::text), 1, 12), 1,
            md5(n::text) || md5(n::text), $2, $3, timestamptz '2040-01-01' + n * interval '1 second', true, false, '{}'
       from generate_series(0, $1::int8 - 1) as n`,
    [count, plan.plan.id, plan.hash],
  )
  await fill(
    pool,
    'event',
    `insert into event (incident_id, version, at, type, record, hash)
     select id, 1, timestamptz '2026-01-01', 'declared', repeat('x', 300), head from incident order by id`,
  )
}

export async function fillOutbox(pool: Pool, count: number, dueAt: Instant): Promise<void> {
  await fill(
    pool,
    'outbox',
    `insert into outbox (incident_id, version, message, recipient, channel, idempotency_key, due_at, attempt, created_at)
     select incident_id, version, 'message-1', 'ana', 'email', 'message-' || n || '/' || $2, $2::timestamptz, 0, $2::timestamptz
       from generate_series(1, $1::int8) as n, (select incident_id, version from event limit 1)`,
    [count, dueAt],
  )
}

async function fill(
  pool: Pool,
  table: string,
  insert: string,
  values: readonly unknown[] = [],
): Promise<void> {
  const client = await pool.connect()
  // The rows are right, and checking each foreign key would take as long as writing them.
  await client.query('set session_replication_role = replica')
  await client.query(insert, [...values])
  await client.query('reset session_replication_role')
  client.release()
  // As autovacuum would have done by the time that so many have come together.
  await pool.query(`vacuum analyze ${table}`)
  // Nor should what is measured next share the disk with writing all of this out.
  await pool.query('checkpoint')
}

const APPENDED_AT_ONCE = 500

/** Declares incidents as the system does, the n-th at `at(n)`, and leaves them to themselves. */
export async function declareMany(
  shell: Shell,
  { plan, hash }: ImportedPlan,
  count: number,
  at: (index: number) => Instant,
): Promise<void> {
  const directory = await shell.directory.current(shell.pool)
  const setting = { plan, directory, sha256: shell.notary.sha256 }
  const declare = (index: number) => {
    const incident = undeclared(shell.newId('inc'))
    const title = 'The nightly backup of the ledger has failed'
    const decision = decideInFull(setting, incident, {
      do: 'declare',
      at: at(index),
      by: TOCSIN,
      title,
      reporter: 'monitoring',
    } as Command)
    if ('refused' in decision) throw new Error(decision.refused.code)
    return appendOf(plan, incident, decision)
  }
  for (let done = 0; done < count; done += APPENDED_AT_ONCE)
    await transaction(shell.pool, async tx => {
      const size = Math.min(APPENDED_AT_ONCE, count - done)
      const appends = Array.from({ length: size }, (_, index) => declare(done + index))
      for (const { incidentId } of appends)
        await newIncident(tx, { id: incidentId, planId: plan.id, planHash: hash })
      await appendMany(tx, shell.notary, appends, shell.now())
    })
}
