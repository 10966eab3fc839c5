// What the routing book makes of signals, from the alert to the incident: on a real database, with a clock of the test's.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import pino from 'pino'
import { readAlerts } from '#/core/intake/alertmanager-alerts.ts'
import { signalOf } from '#/core/intake/group.ts'
import { fromMs, instant, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { importDirectory } from '#/app/people/directory.ts'
import { createIngest } from '#/app/ingest/ingest.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { saveBook } from '#/app/routing/book.ts'
import type { RouteRecord } from '#/app/routing/record.ts'
import { noticeOf, revisitQuiet } from '#/app/routing/revisit.ts'
import { routeGroups } from '#/app/signals/signals.ts'
import { execute } from '#/app/execute.ts'
import { listenAnew } from '#/store/alert-groups.ts'
import { forgetAlerts } from '#/store/alerts.ts'
import { readIncidentHead } from '#/store/incidents.ts'
import { readEventsAt } from '#/store/log.ts'
import { freshDatabase } from '../kit/database.ts'
import { shellOn } from '../kit/shell.ts'

const plan = (id: string) => `
plan: ${id}
title: ${id}
version: "1"
severities: {bad: {title: Bad, labels: [critical]}, mild: {title: Mild, labels: [warning]}}
types: {outage: {title: Outage}, breach: {title: Breach, security: true}}
sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person}}
positions: {on-call: {title: On call}}
roles: {lead: {title: Lead, holders: [on-call]}}
obligations:
  - {id: page, title: Page, do: page, to: on-call, text: "{{title}}"}
intake: {group-by: [alertname, host]}
`
const DIRECTORY = `
people:
  ana: {name: Ana, email: ana@acme.example}
  bo: {name: Bo, email: bo@acme.example}
positions: {on-call: [ana]}
rotas:
  payments: {title: Payments, zone: UTC, layers: [{title: One, people: [bo], turn: 1 week, starts: "2026-01-05T09:00"}]}
  weekends:
    title: Weekends
    zone: UTC
    layers: [{title: One, people: [bo], turn: 1 week, starts: "2026-01-05T09:00", hours: [{days: [sat], from: "10:00", to: "11:00"}]}]
`
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const { pool } = await freshDatabase()
let now: Instant = instant('2026-03-02T09:00Z')
const shell = shellOn(pool, () => now, pino({ level: 'silent' }))
await importPlan(shell, plan('house'), { by: 'test', activate: true })
await importPlan(shell, plan('money'), { by: 'test', activate: false })
const imported = await importDirectory(shell, DIRECTORY, 'test')
ok('version' in imported, JSON.stringify(imported))

const wrong: unknown[] = []
const ingest = await createIngest({
  pool,
  alone: true,
  nowMs: () => toMs(now),
  elapsedMs: () => performance.now(),
  newUuid: () => crypto.randomUUID(),
  groupBy: () => ['alertname', 'host'],
  sources: () => ({ known: new Set(), machine: 'monitoring' }),
  onGroups: changes => routeGroups(shell, changes),
  report: error => wrong.push(error),
})
after(async () => {
  await ingest.stop()
  deepEqual(wrong, [])
})

type Labels = Readonly<Record<string, string>>

async function tell(labels: Labels, endsAt?: Instant): Promise<void> {
  const alert = { labels, annotations: {}, ...(endsAt !== undefined && { endsAt }) }
  const read = readAlerts([alert], toMs(now))
  ok('alerts' in read && read.alerts.length === 1, JSON.stringify(read))
  await ingest.accept(read.alerts)
  await ingest.settled()
}

/** Fires for a day, as nothing repeats it. */
const fire = (labels: Labels) => tell(labels, plusMs(now, 24 * HOUR_MS))
const resolve = (labels: Labels) => tell(labels, plusMs(now, -1))

async function book(text: string): Promise<void> {
  const saved = await saveBook(shell, undefined, { since: undefined, by: 'ana' }, () => text)
  ok('version' in saved, JSON.stringify(saved))
  // What was quiet by the book before is looked at by the new one.
  await revisitQuiet(shell)
}

type Routed = {
  readonly outcome: string | null
  readonly incident: string | null
  readonly decision: RouteRecord
}

async function routeOf(labels: Labels): Promise<Routed> {
  const { rows } = await pool.query<Routed>(
    `select outcome, incident_id as incident, decision
       from alert_group g left join signal_route r using (key)
      where g.labels::jsonb = $1::jsonb`,
    [
      JSON.stringify({
        alertname: labels['alertname'],
        ...(labels['host'] && { host: labels['host'] }),
      }),
    ],
  )
  ok(rows[0] !== undefined, 'the group is there')
  return rows[0]
}

/** Whom it pages first, and with what it was declared. */
async function eventsOf(incident: string | null) {
  ok(incident !== null, 'an incident was opened')
  const places = Array.from({ length: 20 }, (_, index) => ({
    incidentId: incident,
    version: index + 1,
  }))
  const events = (await readEventsAt(pool, places)).map(({ event }) => event)
  const declared = events.find(event => event.type === 'declared')
  ok(declared?.type === 'declared')
  const paged = events.find(event => event.type === 'page-sent')
  return { declared, paged: paged?.type === 'page-sent' ? paged.person : undefined }
}

async function incidents(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int4 as count from incident',
  )
  return rows[0]?.count ?? 0
}

/** Nothing that was opened takes in anything more, so that each test has its own. */
async function closeAll(): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select id from incident where open')
  for (const { id } of rows) {
    await execute(shell, id, { do: 'classify', by: 'ana', severity: 'mild', type: 'outage' })
    await execute(shell, id, { do: 'resolve', by: 'ana', text: 'over' })
  }
  now = plusMs(now, HOUR_MS)
}

test('T1 without a book nothing is asked of it and nothing is written', async () => {
  await fire({ alertname: 'Plain', host: 'a' })
  const { outcome, incident } = await routeOf({ alertname: 'Plain', host: 'a' })
  equal(outcome, null)
  ok(incident !== null)
  await closeAll()
})

test('T1 C3.3 a rule says plan, proposals, systems, title and who is paged', async () => {
  await book(`
rules:
  - id: payments
    when: {field: labels.service, is: payments}
    plan: money
    type: breach
    severity: bad
    systems: [ledger]
    on-call: rota:payments
    title: "Payments on {{labels.host}}"
`)
  const labels = { alertname: 'Slow', host: 'p1', service: 'payments', severity: 'warning' }
  await fire(labels)
  const { outcome, incident } = await routeOf(labels)
  equal(outcome, 'opened')
  const { declared, paged } = await eventsOf(incident)
  deepEqual(
    [declared.plan.id, declared.title, declared.systems, declared.onCall, declared.proposed],
    [
      'money',
      'Payments on p1',
      ['payments', 'p1', 'ledger'],
      'rota:payments',
      { rule: 'payments', severity: 'bad', type: 'breach' },
    ],
  )
  equal(paged, 'bo')
  // Another's incident is not joined: nobody of its rota would hear of it.
  await fire({ alertname: 'Other', host: 'p2', severity: 'warning' })
  const other = await routeOf({ alertname: 'Other', host: 'p2' })
  ok(other.incident !== null && other.incident !== incident)
  equal((await eventsOf(other.incident)).paged, 'ana')
  await closeAll()
})

test('in doubt it pages: an unknown plan and an unknown rota are said on record and passed over', async () => {
  await book(
    'rules: [{id: lost, plan: nowhere, on-call: "rota:nobody", type: unheard, severity: P9}]',
  )
  const labels = { alertname: 'Lost', host: 'a' }
  await fire(labels)
  const { outcome, incident, decision } = await routeOf(labels)
  equal(outcome, 'opened')
  deepEqual(decision.faults, [
    { what: 'plan-unknown', name: 'nowhere' },
    { what: 'on-call-unknown', name: 'rota:nobody' },
  ])
  const { declared, paged } = await eventsOf(incident)
  deepEqual([declared.plan.id, declared.onCall, declared.proposed], ['house', undefined, undefined])
  equal(paged, 'ana')
  await closeAll()
})

test('what is held or dropped opens nothing and is on record with its rule', async () => {
  await book(`
rules:
  - {id: noise, when: {field: labels.alertname, is: Noise}, do: drop}
  - {id: later, when: {field: labels.alertname, is: Later}, do: hold}
`)
  const before = await incidents()
  await fire({ alertname: 'Noise', host: 'a' })
  await fire({ alertname: 'Later', host: 'a' })
  equal(await incidents(), before)
  const noise = await routeOf({ alertname: 'Noise', host: 'a' })
  deepEqual([noise.outcome, noise.decision.rules], ['dropped', ['noise']])
  equal((await routeOf({ alertname: 'Later', host: 'a' })).outcome, 'held')
})

test('a rule that groups joins within its window, and a worse signal is not lost in what was judged milder', async () => {
  await book('rules: [{id: cluster, group: {by: labels.cluster, within: 30m}}]')
  const one = (alertname: string, more: Labels = {}) => ({
    alertname,
    host: 'g',
    cluster: 'eu',
    severity: 'warning',
    ...more,
  })
  await fire(one('G1'))
  const { incident } = await routeOf(one('G1'))
  now = plusMs(now, 20 * MINUTE_MS)
  await execute(shell, incident ?? '', {
    do: 'classify',
    by: 'ana',
    severity: 'mild',
    type: 'outage',
  })
  await fire(one('G2'))
  equal((await routeOf(one('G2'))).incident, incident)
  await fire(one('G3', { cluster: 'us' }))
  ok((await routeOf(one('G3'))).incident !== incident)
  await fire(one('G4', { severity: 'critical' }))
  ok((await routeOf(one('G4'))).incident !== incident)
  now = plusMs(now, 31 * MINUTE_MS)
  await fire(one('G5'))
  ok((await routeOf(one('G5'))).incident !== incident)
  await closeAll()
})

test('in maintenance nobody is told, and what still fires when it ends fires then', async () => {
  const from = now
  const to = plusMs(now, HOUR_MS)
  await book(
    `maintenance: [{id: move, title: Moving, when: {field: labels.host, is: m1}, from: "${from}", to: "${to}"}]`,
  )
  const before = await incidents()
  await fire({ alertname: 'Moved', host: 'm1' })
  await fire({ alertname: 'Passing', host: 'm1' })
  const { outcome, decision } = await routeOf({ alertname: 'Moved', host: 'm1' })
  deepEqual(
    [outcome, decision.quiet],
    ['quiet', { by: 'maintenance', id: 'move', title: 'Moving' }],
  )
  equal(await incidents(), before)
  deepEqual(
    [...shell.routing.quiet().values()].map(({ id }) => id),
    [],
  )
  await revisitQuiet(shell)
  equal(shell.routing.quiet().size, 2)
  now = plusMs(to, -1)
  equal(await revisitQuiet(shell), 0)
  await resolve({ alertname: 'Passing', host: 'm1' })
  now = to
  equal(await revisitQuiet(shell), 1)
  equal(await incidents(), before + 1)
  equal((await routeOf({ alertname: 'Moved', host: 'm1' })).outcome, 'opened')
  equal((await routeOf({ alertname: 'Passing', host: 'm1' })).outcome, 'quiet')
  equal(await revisitQuiet(shell), 0)
  await closeAll()
})

test('a window that somebody takes out of the book ends at once', async () => {
  const window = `{id: w, when: {field: labels.host, is: m2}, to: "${plusMs(now, HOUR_MS)}"}`
  await book(`maintenance: [${window}]`)
  await fire({ alertname: 'Held', host: 'm2' })
  equal((await routeOf({ alertname: 'Held', host: 'm2' })).outcome, 'quiet')
  await book('')
  await revisitQuiet(shell)
  ok((await routeOf({ alertname: 'Held', host: 'm2' })).incident !== null)
  await closeAll()
})

test('what something worse inhibits is quiet as long as that fires', async () => {
  await book(`
inhibit:
  - {id: down, while: {field: labels.alertname, is: Down}, quiet: {field: urgency, is: warning}, equal: [labels.cluster]}
`)
  const down = { alertname: 'Down', host: 'c', cluster: 'eu', severity: 'critical' }
  const slow = { alertname: 'SlowEu', host: 'c', cluster: 'eu', severity: 'warning' }
  const elsewhere = { alertname: 'SlowUs', host: 'c', cluster: 'us', severity: 'warning' }
  await fire(down)
  await fire(slow)
  await fire(elsewhere)
  const quiet = await routeOf(slow)
  deepEqual([quiet.outcome, quiet.decision.quiet?.id], ['quiet', 'down'])
  equal((await routeOf(elsewhere)).outcome, 'joined')
  equal(await revisitQuiet(shell), 0)
  await resolve(down)
  equal(await revisitQuiet(shell), 1)
  equal((await routeOf(slow)).outcome, 'joined')
  await closeAll()
})

test('what comes and goes is held back until it is calm, but never what is grave', async () => {
  await book('flapping: {changes: 4, within: 10m, calm: 15m}')
  const flap = async (labels: Labels, times: number) => {
    for (let time = 0; time < times; time += 1) {
      await fire(labels)
      await resolve(labels)
      await closeAll()
      now = plusMs(now, -HOUR_MS + MINUTE_MS)
    }
    await fire(labels)
  }
  const mild = { alertname: 'Flaps', host: 'f', severity: 'warning' }
  await flap(mild, 3)
  const { outcome, decision } = await routeOf(mild)
  deepEqual([outcome, decision.quiet?.by], ['quiet', 'flapping'])
  now = plusMs(now, 14 * MINUTE_MS)
  equal(await revisitQuiet(shell), 0)
  now = plusMs(now, MINUTE_MS)
  equal(await revisitQuiet(shell), 1)
  equal((await routeOf(mild)).outcome, 'opened')
  await closeAll()
  await flap({ alertname: 'Grave', host: 'f', severity: 'critical' }, 4)
  equal((await routeOf({ alertname: 'Grave', host: 'f' })).outcome, 'opened')
  await closeAll()
})

test('in a gap of the rota that a rule names, whoever the plan names is called', async () => {
  await book('rules: [{id: gap, on-call: "rota:weekends"}]')
  // A Monday.
  await fire({ alertname: 'Gap', host: 'w' })
  const { incident, decision } = await routeOf({ alertname: 'Gap', host: 'w' })
  deepEqual(decision.faults, [{ what: 'on-call-nobody', name: 'rota:weekends' }])
  equal((await eventsOf(incident)).paged, 'ana')
  await closeAll()
})

test('when the clock is set back, what comes in next does not vanish in what came before', async () => {
  await book('')
  const before = now
  now = plusMs(now, HOUR_MS)
  await fire({ alertname: 'Ahead', host: 'c' })
  const { incident } = await routeOf({ alertname: 'Ahead', host: 'c' })
  now = before
  await fire({ alertname: 'Back', host: 'c' })
  const back = (await routeOf({ alertname: 'Back', host: 'c' })).incident
  ok(back !== incident)
  equal((await eventsOf(back)).paged, 'ana')
  now = plusMs(now, HOUR_MS)
  await closeAll()
})

test('what goes on growing after its incident is over opens another, and stands in nobody’s way', async () => {
  await book('')
  const labels = { alertname: 'Grows', host: 'g', severity: 'warning' }
  await fire({ ...labels, pod: '0' })
  const first = (await routeOf(labels)).incident
  await closeAll()
  ok(first !== null)
  for (let pod = 1; pod <= 9; pod += 1) await fire({ ...labels, pod: String(pod) })
  const second = (await routeOf(labels)).incident
  ok(second !== first)
  equal((await eventsOf(second)).paged, 'ana')
  await fire({ alertname: 'Other', host: 'g', severity: 'warning' })
  equal((await routeOf({ alertname: 'Other', host: 'g' })).incident, second)
  await closeAll()
})

test('what begins to fire in a group whose incident is over wakes somebody, though the group never fell quiet', async () => {
  const labels = { alertname: 'Goes on', host: 'n', severity: 'warning' }
  await fire({ ...labels, pod: '0' })
  const first = (await routeOf(labels)).incident
  await fire({ ...labels, pod: '1' })
  equal((await routeOf(labels)).incident, first)
  await closeAll()
  await listenAnew(pool)
  await fire({ ...labels, pod: '1' })
  equal((await routeOf(labels)).incident, first, 'a repeat is no news')
  await fire({ ...labels, pod: '2' })
  const second = (await routeOf(labels)).incident
  ok(second !== first)
  equal((await eventsOf(second)).paged, 'ana')
  await closeAll()
})

test('a group that was forgotten begins anew, whatever became of its incident', async () => {
  const labels = { alertname: 'Rare', host: 'r', severity: 'warning' }
  await fire(labels)
  const { incident } = await routeOf(labels)
  await resolve(labels)
  await closeAll()
  now = plusMs(now, 32 * 24 * HOUR_MS)
  await ingest.beat()
  while ((await forgetAlerts(pool, { before: plusMs(now, -HOUR_MS), limit: 1_000 })) > 0);
  await fire(labels)
  const again = await routeOf(labels)
  ok(again.incident !== null && again.incident !== incident)
  equal((await eventsOf(again.incident)).paged, 'ana')
  await closeAll()
})

test('what fired and was over before anybody was told is over in its incident too', async () => {
  const key = 'b'.repeat(32)
  const labels = { alertname: 'Brief', host: 'b', severity: 'warning' }
  const first = {
    labels,
    annotations: '{}',
    generatorUrl: '',
    startsAtMs: toMs(now),
    beside: undefined,
  }
  const sources = { known: new Set<string>(), machine: 'monitoring' }
  const signal = signalOf({ key, first, systems: [], count: 1 }, sources)
  const change = { key, silenced: false, round: 1, signal, active: 0, at: now }
  // As they are told by whoever takes over from a node that died.
  await routeGroups(shell, [
    { ...change, change: 'fired' },
    { ...change, change: 'resolved' },
  ])
  const { rows } = await pool.query<{ id: string }>(
    `select id from incident order by number desc limit 1`,
  )
  const incident = rows[0]?.id ?? null
  ok(incident !== null)
  const head = await readIncidentHead(pool, incident)
  ok(head !== undefined)
  const { signals } = await shell.incidents.at(pool, incident, head.version)
  deepEqual(
    [...signals.values()].map(({ resolved }) => resolved),
    [true],
  )
  await closeAll()
})

test('a book that this version cannot read holds nothing back', async () => {
  await pool.query(`insert into routing_book (source, at, by) values ('rules: 5', $1, 'x')`, [
    fromMs(toMs(now)),
  ])
  await fire({ alertname: 'Unread', host: 'z' })
  const { incident, decision } = await routeOf({ alertname: 'Unread', host: 'z' })
  ok(incident !== null)
  equal(decision.faults[0]?.what, 'book-broken')
})

test('operators are told once what of the book could not be followed', () => {
  const faults = shell.routing.takeFaults()
  deepEqual(faults.map(({ what }) => what).toSorted(), [
    'book-broken',
    'on-call-nobody',
    'on-call-unknown',
    'plan-unknown',
  ])
  const [first] = faults
  ok(first !== undefined)
  equal(noticeOf(first).text.includes('nothing was held back'), true)
  deepEqual(shell.routing.takeFaults(), [])
})
