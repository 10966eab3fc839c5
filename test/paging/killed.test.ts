// Goal: exactly the promised pages go out, though a node dies or freezes in the middle of an escalation.
// Method: one escalation is played once without a mishap, to learn what is promised and how many commits it takes. Then it is
// played again for each of these commits: the node that works dies or freezes just before it or just after it, and another goes on. A
// frozen one is thawed when all is over, and finds that it has nothing left to do. Time is moved; nobody sleeps.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory, Person } from '#/core/directory.ts'
import type { EventOf, IncidentEvent } from '#/core/incident/event.ts'
import { fromMs, instant, msBetween, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { answerPage } from '#/app/paging/acknowledge.ts'
import { declareIncident } from '#/app/declare.ts'
import { CLAIM_MS } from '#/app/deliver/record.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { readEvents } from '#/store/log.ts'
import type { Pool } from '#/store/db.ts'
import { freshDatabase } from '../kit/database.ts'
import { people } from '../kit/people.ts'
import type { Received } from '../kit/people.ts'
import { mortal } from './mortal.ts'
import type { Fate, Mortal } from './mortal.ts'
import { clockAt, nodeOn } from './node.ts'

const PLAN = `
plan: nights
title: A page, and how it climbs
version: "1"
severities: {bad: {title: Bad}}
types: {outage: {title: Outage}}
positions: {chief: {title: Chief}, engineer: {title: Engineer}, owner: {title: Owner}}
roles: {lead: {title: Lead, holders: [chief, engineer]}}
obligations:
  - {id: wake-lead, title: Take the lead, do: page, to: lead, text: "{{title}}"}
escalation: {1: {title: Lead, members: [lead]}, 2: {title: Owner, members: [owner]}}
paging: {wait: 5m, rounds: 1, via: email}
`
const [ana, bo, eva, odo] = ['ana', 'bo', 'eva', 'odo'].map(id => ({
  id,
  name: id,
  email: `${id}@inside.example`,
}))
/** Nobody has more than one address, so that each commit is one more thing that may be left undone. */
const DIRECTORY: Directory = {
  ...EMPTY_DIRECTORY,
  people: new Map([
    [
      'ana',
      {
        ...ana,
        slack: 'U1',
        phone: '+35226000000',
        reach: {
          pages: [
            { afterMinutes: 0, via: ['slack'] },
            { afterMinutes: 2, via: ['voice'] },
          ],
        },
      } as Person,
    ],
    ['bo', bo as Person],
    ['eva', eva as Person],
    ['odo', odo as Person],
  ]),
  positions: new Map([
    ['chief', ['ana']],
    ['engineer', ['bo', 'eva']],
    ['owner', ['odo']],
  ]),
}
const MINUTE_MS = 60_000
/** A page counts as due since the day before; nobody is to find those of another night. */
const APART_MS = 3 * 86_400_000
const FIRST_NIGHT = toMs(instant('2026-03-02T02:00Z'))

type Night = {
  readonly incident: string
  readonly began: Instant
  readonly events: readonly IncidentEvent[]
  readonly received: readonly Received[]
  /** Ends when a frozen node has found out that it is over. */
  readonly over: Promise<void>
  readonly mortal: Mortal
}

const { pool } = await freshDatabase()
const setUp = nodeOn({
  pool,
  clock: clockAt(fromMs(FIRST_NIGHT)),
  directory: DIRECTORY,
  destinations: [],
})
const kept = await importPlan(setUp.shell, PLAN, { by: 'test', activate: true })
ok('hash' in kept, JSON.stringify(kept))
let nights = 0

/** One escalation in a night of its own: bo cannot be reached, eva is silent, and odo answers. */
async function night(over: Pool, fate?: Fate): Promise<Night> {
  const began = fromMs(FIRST_NIGHT + nights++ * APART_MS)
  const clock = clockAt(began)
  const they = people(clock.now)
  they.breaks('email', 'bo')
  const first = mortal(over, fate)
  const around = { clock, directory: DIRECTORY, destinations: they.destinations }
  const working = nodeOn({ ...around, pool: first.pool })
  const other = nodeOn({ ...around, pool: over })
  const declared = await declareIncident(
    other.shell,
    { title: 'Broken', reporter: 'monitoring' },
    { by: 'tocsin' },
  )
  ok('incidentId' in declared)
  const { incidentId: incident } = declared
  const late = plusMs(began, 20 * MINUTE_MS)
  const answer = { incident, page: 'level-2/owner', person: 'odo' }
  const play = async (node: typeof working) => {
    await node.runUntil(late)
    equal(await answerPage(node.shell, answer), undefined)
    await node.runUntil(plusMs(late, 60 * MINUTE_MS))
  }
  const done = play(working)
  await Promise.race([done, first.struck])
  if (first.isStruck()) await play(other)
  const logged = await readEvents(over, incident, 0)
  return {
    incident,
    began,
    events: logged.map(({ event }) => event),
    received: they.received,
    over: done,
    mortal: first,
  }
}

/** What was promised to whom: everything about the pages of a night but the minute. */
function promisedIn({ events }: Night): readonly string[] {
  return events.flatMap(event => (event.type === 'page-sent' ? [nameOf(event)] : []))
}

function nameOf({ page, person, attempt, step = 0, channels }: EventOf<'page-sent'>): string {
  return [page, person, attempt, step, channels.join('+')].join(' ')
}

function minutesIn({ events, began }: Night): readonly number[] {
  return events.flatMap(event =>
    event.type === 'page-sent' ? [msBetween(began, event.at) / MINUTE_MS] : [],
  )
}

/** The keys under which somebody was told, each once: twins are told apart by them. */
function keysOf({ received, incident }: Night): readonly string[] {
  return [...new Set(received.map(it => it.idempotencyKey.replace(incident, '')))].toSorted()
}

function keysPromised({ events }: Night): readonly string[] {
  return events
    .flatMap((event, place) =>
      event.type === 'page-sent' && event.person !== 'bo'
        ? event.channels.map(channel => `/${place + 1}/${event.person}/${channel}`)
        : [],
    )
    .toSorted()
}

const PROMISED = [
  'wake-lead/lead ana 0 0 slack',
  'wake-lead/lead ana 0 1 voice',
  'wake-lead/lead bo 1 0 email',
  'wake-lead/lead eva 2 0 email',
  'level-2/owner odo 0 0 email',
]

const MINUTES = [0, 2, 5, 5, 10]

test('an escalation without a mishap: what is promised, and that it goes out once', async () => {
  const whole = await night(pool)
  deepEqual(promisedIn(whole), PROMISED)
  deepEqual(minutesIn(whole), MINUTES)
  deepEqual(keysOf(whole), keysPromised(whole))
  equal(whole.received.length, keysPromised(whole).length, 'each once')
  ok(ends(whole))
})

function ends({ events }: Night): boolean {
  return events.some(event => event.type === 'page-acknowledged' && event.person === 'odo')
}

for (const when of ['before', 'after'] as const)
  for (const freezes of [false, true])
    test(`a node that ${freezes ? 'freezes' : 'dies'} ${when} any commit of it changes nothing but that some is told twice under one key`, async t => {
      const thawed: Promise<void>[] = []
      let point = 1
      for (; ; point++) {
        const fate = { point, when, freezes }
        const it = await night(pool, fate)
        if (!it.mortal.isStruck()) break
        const where = JSON.stringify(fate)
        deepEqual(promisedIn(it), PROMISED, where)
        deepEqual(keysOf(it), keysPromised(it), where)
        ok(ends(it), where)
        const late = minutesIn(it).map((minute, place) => minute - (MINUTES[place] ?? 0))
        ok(
          late.every(more => more >= 0 && more * MINUTE_MS <= 2 * CLAIM_MS),
          `${where}: no page waits longer than claims take to lapse: ${late.join()}`,
        )
        if (freezes) thawed.push(findsNothing(it))
      }
      ok(point > 15, `there are commits to die at: ${point - 1}`)
      await Promise.all(thawed)
      t.diagnostic(`${point - 1} commits`)
    })

/** The node that was frozen goes on where it stood, long after. */
async function findsNothing({ mortal: frozen, over, incident, events, received }: Night) {
  const told = received.length
  frozen.thaw()
  // What it had begun in a transaction was undone, and it hears of that.
  await over.catch((error: unknown) => match(String(error), /ended by the server/))
  equal((await readEvents(pool, incident, 0)).length, events.length, 'nothing was appended')
  equal(received.length, told, 'and nothing was sent')
}
