// What the tests of the deliver loop write incidents with, and run it with.
import { EMPTY_DIRECTORY, type Directory, type Person } from '#/core/directory.ts'
import type { EventOf, IncidentEvent, Receipt } from '#/core/incident/event.ts'
import { fromMs, instant, toMs, type Instant } from '#/core/time.ts'
import { createDeliver, type Deliver } from '#/app/deliver/deliver.ts'
import type { DeliverNeeds, Log } from '#/app/deliver/needs.ts'
import { outgoing } from '#/app/standing.ts'
import { appendEvents } from '#/store/append.ts'
import { transaction, type Pool, type Transaction } from '#/store/db.ts'
import { newIncident, readIncidentHead } from '#/store/incidents.ts'
import { readEvents } from '#/store/log.ts'
import { savePlan } from '#/store/plans.ts'
import { notary, OPEN } from '../store/logs.ts'

export const began = instant('2026-03-01T02:00:00Z')

/** A time that stands still until it is moved. */
export function clock(from: Instant = began) {
  let ms = toMs(from)
  return {
    now: () => fromMs(ms),
    pass: (more: number) => {
      ms += more
    },
  }
}

/** An incident that was declared; the first event of its log. */
export async function declare(
  pool: Pool,
  id: string,
  { exercise = false, title = 'Files renamed on prod-db-1' } = {},
): Promise<string> {
  const planHash = 'plan-hash'
  await savePlan(pool, {
    hash: planHash,
    id: 'plan',
    version: '1',
    source: '',
    plan: {} as never,
    at: began,
    by: 'ana',
  })
  await newIncident(pool, { id, planId: 'plan', planHash })
  await put(pool, id, {
    type: 'declared',
    at: began,
    by: 'ana',
    plan: { id: 'plan', version: '1', hash: planHash },
    title,
    source: 'person',
    reporter: 'ana',
    detectedAt: began,
    systems: [],
    exercise,
  })
  return id
}

/** Appends one event with the messages that it sends. */
export async function put(pool: Pool, id: string, event: IncidentEvent): Promise<void> {
  await transaction(pool, tx => putInside(tx, id, event))
}

async function putInside(tx: Transaction, id: string, event: IncidentEvent): Promise<void> {
  for (;;) {
    const head = await readIncidentHead(tx, id)
    if (head === undefined) throw new Error(`there is no incident ${id}`)
    const { conflict } = await appendEvents(
      tx,
      notary,
      {
        incidentId: id,
        expectedVersion: head.version,
        events: [event],
        standing: { ...OPEN, summary: { severity: 'P0' }, restricted: head.restricted },
        messages: outgoing(id, head.version, [event]),
      },
      began,
    )
    if (!conflict) return
  }
}

/** What the lead's `execute` does with receipts, without an engine. */
export async function recordReceipts(
  tx: Transaction,
  id: string,
  receipts: readonly Receipt[],
): Promise<void> {
  await putInside(tx, id, { type: 'receipts-recorded', at: began, by: 'tocsin', receipts })
}

export function pageTo(
  person: string,
  more: Partial<EventOf<'page-sent'>> = {},
): EventOf<'page-sent'> {
  return {
    type: 'page-sent',
    at: began,
    by: 'tocsin',
    page: 'p1/commander',
    party: 'commander',
    person,
    attempt: 0,
    channels: ['email'],
    subject: 'P0: take command',
    text: 'You are asked to take command.',
    cites: ['C3.3'],
    ...more,
  }
}

export function messageTo(
  people: readonly string[],
  more: Partial<EventOf<'message-sent'>> = {},
): EventOf<'message-sent'> {
  return {
    type: 'message-sent',
    at: began,
    by: 'tocsin',
    message: 'm1',
    act: 'update',
    audiences: ['everyone'],
    recipients: people.map(to => ({ to, channels: ['email'] as const })),
    outside: false,
    subject: 'Update',
    text: 'The disk is replaced.',
    cites: [],
    ...more,
  }
}

export function directoryOf(
  people: readonly Person[],
  groups: Readonly<Record<string, readonly string[]>> = {},
): Directory {
  return {
    ...EMPTY_DIRECTORY,
    people: new Map(people.map(person => [person.id, person])),
    groups: new Map(Object.entries(groups)),
  }
}

export async function receiptsOf(pool: Pool, id: string): Promise<readonly Receipt[]> {
  const log = await readEvents(pool, id)
  return log.flatMap(({ event }) => (event.type === 'receipts-recorded' ? event.receipts : []))
}

/** `ana over email: delivered` for each receipt, in the order of the alphabet. */
export async function outcomesOf(pool: Pool, id: string): Promise<readonly string[]> {
  const receipts = await receiptsOf(pool, id)
  return receipts.map(({ to, channel, outcome }) => `${to} over ${channel}: ${outcome}`).toSorted()
}

export async function countOf(pool: Pool, table: 'outbox' | 'dead_letter'): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int4 from ${table}`)
  return rows[0]?.count ?? Number.NaN
}

export type Line = { readonly level: keyof Log; readonly fields: object; readonly text: string }

export function logTo(lines: Line[]): Log {
  const at = (level: keyof Log) => (fields: object, text: string) => {
    lines.push({ level, fields, text })
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** The loop with everything that a test does not care about filled in. */
export function deliverWith(
  needs: Pick<DeliverNeeds, 'pool' | 'now' | 'destinations'> &
    Partial<DeliverNeeds> & { readonly people: Directory },
): Deliver {
  const { people, ...rest } = needs
  return createDeliver({
    random: () => 0,
    recordReceipts,
    publicUrl: 'https://tocsin.example.org',
    linkSecret: 's'.repeat(32),
    directory: async () => people,
    maySee: async () => true,
    log: logTo([]),
    ...rest,
  })
}
