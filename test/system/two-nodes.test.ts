// Two nodes over one database, each the whole system in a process of its own: they share the work, and one that is frozen beyond
// all its claims neither loses nor doubles anything when it wakes.
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { opaqueId } from '#/outbound/opaque-id.ts'
import { freshDatabase } from '../kit/database.ts'
import { ask } from '../kit/program.ts'
import { seeded } from '#/core/chance.ts'
import { readMail, startMailServer } from '../outbound/mail-server.ts'
import type { Answers } from '../outbound/mail-server.ts'
import { postAlerts } from './alerts.ts'
import { clockNow, SPEED, startNode } from './nodes.ts'
import type { Node } from './nodes.ts'
import { eventsOf, incidentsOf, sentOf, signalsOf } from './record.ts'
import type { Event } from './record.ts'
import { until, urlOf } from './starts.ts'

const PLAN = `
plan: nodes
title: A page, and whom it goes on to
version: "1"
severities: {bad: {title: Bad, labels: [critical]}, mild: {title: Mild, labels: [warning]}}
types: {outage: {title: Outage}}
sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person}}
positions: {chief: {title: Chief}, engineer: {title: Engineer}, deputy: {title: Deputy}}
roles: {lead: {title: Lead, holders: [chief, engineer, deputy]}}
obligations:
  - {id: page-lead, title: Take the lead, do: page, to: lead, text: "{{title}}"}
escalation: {1: {title: The lead, members: [lead]}}
intake: {group-by: [alertname], join: 60m}
paging: {wait: 5m, rounds: 2}
`
const DIRECTORY = `
people:
  ana: {name: Ana, email: ana@acme.example}
  bo: {name: Bo, email: bo@acme.example}
  cleo: {name: Cleo, email: cleo@acme.example}
positions: {chief: [ana], engineer: [bo], deputy: [cleo]}
`
/** Longer than any claim, on the nodes' clock. */
const CLAIMS_LAPSE_MS = Math.ceil(70_000 / SPEED)

const { connection } = await freshDatabase()
const answers: Answers = {}
const mail = await startMailServer(answers)
const clock = { from: Date.now(), real: Date.now(), speed: SPEED }
const nodes: Node[] = []
let [first, second] = [undefined as unknown as Node, undefined as unknown as Node]

before(async () => {
  const orders = { databaseUrl: urlOf(connection), smtp: mail.url, clock }
  first = await startNode(orders)
  nodes.push(first)
  second = await startNode(orders)
  nodes.push(second)
  const plan = await ask(first, 'POST', '/api/plans', { body: PLAN })
  equal(plan.status, 201, JSON.stringify(plan.answer))
  const { hash } = plan.answer as { readonly hash: string }
  equal((await ask(first, 'POST', `/api/plans/${hash}/activate`, { body: {} })).status, 200)
  equal((await ask(first, 'POST', '/api/directory', { body: DIRECTORY })).status, 201)
})
after(async () => {
  for (const node of nodes) equal(await node.stop(), 0)
  await mail.close()
})

async function declare(node: Node, title: string): Promise<string> {
  const { status, answer } = await ask(node, 'POST', '/api/incidents', {
    person: 'cleo',
    body: { title },
  })
  equal(status, 201, JSON.stringify(answer))
  return (answer as { readonly id: string }).id
}

function mailsOf(incident: string): readonly string[] {
  const root = `<${opaqueId(incident)}@example.org>`
  return mail.mails
    .map(({ raw }) => readMail(raw).headers)
    .filter(headers => headers.get('references') === root)
    .map(headers => headers.get('message-id') ?? '')
}

/** What must hold of any log, however many nodes wrote to it. */
async function holds(incident: string): Promise<readonly Event[]> {
  const [log, other] = [await eventsOf(first, incident), await eventsOf(second, incident)]
  deepEqual(log, other, 'both nodes show the same')
  const attempts = log.flatMap(event =>
    event.type === 'page-sent' ? [`${String(event['page'])} ${String(event['attempt'])}`] : [],
  )
  equal(new Set(attempts).size, attempts.length, 'no attempt of a page twice')
  const expected = (await sentOf(first, incident))
    .filter(({ channel, outcome }) => channel === 'email' && outcome === 'delivered')
    .map(({ version, to }) => `<${opaqueId(JSON.stringify([incident, version, to]))}@example.org>`)
  deepEqual(new Set(mailsOf(incident)), new Set(expected), 'the mails are those on record')
  const receipts = log.flatMap(event =>
    event.type === 'receipts-recorded' ? (event['receipts'] as readonly object[]) : [],
  )
  equal(receipts.length, new Set(expected).size, 'one receipt for each')
  return log
}

const settled = (incident: string) =>
  until('every message has an end', async () =>
    (await sentOf(second, incident)).every(({ outcome }) => outcome !== null),
  )

test('a plan that is activated and a directory that is imported on one node count on the other', async () => {
  const incident = await declare(second, 'Declared on the second')
  const { answer } = await ask(second, 'GET', `/api/incidents/${incident}`)
  deepEqual((answer as { plan: { id: string } }).plan.id, 'nodes')
  await until('ana is mailed', () => mailsOf(incident).length === 1)
  await settled(incident)
  await holds(incident)
  equal((await ask(second, 'POST', `/api/incidents/${incident}/acknowledge`, ANA)).status, 200)
})

test('a storm that is posted to both at once is one incident, whose lead is woken once', async () => {
  const from = mail.mails.length
  const storm = (node: Node, name: string) =>
    Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        postAlerts(node, [{ alertname: `${name}-${index}`, severity: 'warning' }, SAME]),
      ),
    )
  const answered = await Promise.all([storm(first, 'first'), storm(second, 'second')])
  deepEqual(new Set(answered.flat()), new Set([200]))
  await until('every group is in an incident', async () => {
    const groups = await signalsOf(first)
    return groups.length === 41 && groups.every(({ incident }) => incident !== null)
  })
  const groups = await signalsOf(second)
  const [incident, ...others] = new Set(groups.map(group => group.incident))
  deepEqual(others, [])
  await until('ana is mailed', () => mail.mails.length > from)
  equal((await ask(first, 'POST', `/api/incidents/${incident}/acknowledge`, ANA)).status, 200)
  await settled(String(incident))
  await holds(String(incident))
  equal(new Set(mailsOf(String(incident))).size, 1, 'one page')
})

const SAME = { alertname: 'the same for both', severity: 'warning' }
const ANA = { person: 'ana', body: {} }

test('a node that froze while it paged wakes when the page has gone on, and neither sends nor records anything', async () => {
  let release = () => {}
  answers.hold = new Promise(resolve => {
    release = resolve
  })
  // The second is frozen for the moment, so that it is the first that has the page in its hands.
  second.freeze()
  const incident = await declare(first, 'Frozen in the middle')
  await until('the mail server has it', () => mailsOf(incident).length === 1)
  first.freeze()
  second.thaw()
  delete answers.hold
  await pause(CLAIMS_LAPSE_MS)
  await until('the page goes on to the next', () => new Set(mailsOf(incident)).size >= 2)
  const acknowledged = await ask(second, 'POST', `/api/incidents/${incident}/acknowledge`, {
    person: 'bo',
    body: {},
  })
  equal(acknowledged.status, 200, JSON.stringify(acknowledged.answer))
  await settled(incident)
  const [events, mails] = [await eventsOf(second, incident), mailsOf(incident)]
  release()
  first.thaw()
  await pause(1_000)
  deepEqual(await holds(incident), events, 'nothing was appended')
  deepEqual(mailsOf(incident), mails, 'nothing was sent')
})

test('frozen and thawed at moments from a seed, in turns, they lose and double nothing', async () => {
  const chance = seeded(Number(process.env['SEED'] ?? 4870))
  const incidents: string[] = []
  for (let round = 0; round < 4; round++) {
    const [frozen, awake] = round % 2 === 0 ? [first, second] : [second, first]
    const freezing = pause(chance.between(0, 120)).then(() => frozen.freeze())
    incidents.push(await declare(awake, `Round ${round}`))
    await freezing
    const asked = await ask(awake, 'POST', `/api/incidents/${incidents.at(-1)}/note`, {
      person: 'cleo',
      body: { text: `Said in round ${round}` },
    })
    equal(asked.status, 200, JSON.stringify(asked.answer))
    await pause(chance.between(CLAIMS_LAPSE_MS, 2 * CLAIMS_LAPSE_MS))
    frozen.thaw()
  }
  for (const incident of incidents) {
    const done = await ask(first, 'POST', `/api/incidents/${incident}/acknowledge`, ANA)
    notEqual(done.status, 500)
    await settled(incident)
    const log = await holds(incident)
    equal(log.filter(({ type }) => type === 'noted').length, 1)
    ok(log.some(({ type }) => type === 'page-sent'))
  }
  const { answer } = await ask(first, 'GET', '/api/verify')
  equal((answer as { intact: boolean }).intact, true, JSON.stringify(answer))
  const known = (await incidentsOf(second)).map(({ id }) => id)
  ok(incidents.every(id => known.includes(id)))
  ok(clockNow(clock) > clock.from)
})
