import { deepEqual, equal } from 'node:assert/strict'
import { mock, test } from 'node:test'
import type { Plan } from '#/core/plan/plan.ts'
import { evidenceIn, evidenceLink, pictureType } from './attachment.ts'
import { coalesced } from './coalesce.ts'
import type { Happened } from './happened.ts'
import { createLog } from './log.ts'
import { actsAsRole, reservedTo } from './rights.ts'
import type { Standpoint } from './rights.ts'

const event = (version: number) => ({ version, type: 'noted' }) as Happened

test('a log takes what is next and nothing twice; what leaves a gap waits for the stream', () => {
  const log = createLog()
  equal(log.append([event(7), event(8)]), 2)
  equal(log.append([event(8), event(9)]), 1)
  equal(log.append([event(11)]), 0)
  log.prepend([event(5), event(6), event(7)])
  deepEqual(
    log.now().events.map(({ version }) => version),
    [5, 6, 7, 8, 9],
  )
  equal(log.now().hasOlder, true)
})

test('what is asked for in a burst is done at once, and once more after', async t => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  let times = 0
  const { ask } = coalesced(async () => {
    times += 1
  }, 100)
  ask()
  ask()
  ask()
  equal(times, 1)
  // What is under way ends, and then the pause.
  await Promise.resolve()
  await Promise.resolve()
  mock.timers.tick(100)
  equal(times, 2)
})

const STANDPOINT = {
  me: 'ana',
  plan: {
    roles: [
      { id: 'commander', title: 'Commander', holders: ['cto'], may: ['classify'], notWith: [] },
      { id: 'lead', title: 'Lead', holders: ['dev'], may: ['contain'], notWith: [] },
    ],
    audiences: [],
    severities: [],
    types: [],
    facts: [],
    calendars: [],
    systems: [],
    moments: [],
    templates: [],
    stages: [],
    rules: [],
    gates: [],
    classifications: [],
    decisions: [],
    levels: [],
    fields: [],
  } as unknown as Plan,
  directory: {
    people: [
      { id: 'ana', name: 'Ana' },
      { id: 'bo', name: 'Bo' },
    ],
    positions: { cto: ['ana'], dev: ['bo'] },
    groups: {},
    contacts: {},
  },
  incident: { roles: [], responders: [], reporter: 'bo' },
} as unknown as Standpoint

const holding = (role: string, person: string, stand_in = false) =>
  ({
    ...STANDPOINT,
    incident: {
      ...STANDPOINT.incident,
      roles: [
        {
          role,
          title: role,
          person,
          since: '',
          accepted: true,
          stand_in,
          others: [],
          offered_to: null,
        },
      ],
    },
  }) as unknown as Standpoint

test('C2.1 what the plan leaves to a role is for who holds it, or would while nobody does', () => {
  equal(reservedTo(STANDPOINT, 'classify'), undefined)
  equal(reservedTo(holding('commander', 'bo'), 'classify')?.[0]?.title, 'Commander')
  equal(reservedTo(holding('commander', 'bo', true), 'classify'), undefined)
  equal(reservedTo(STANDPOINT, 'contain')?.[0]?.title, 'Lead')
  equal(reservedTo(STANDPOINT, 'note'), undefined)
  equal(actsAsRole(STANDPOINT, 'commander'), true)
  equal(actsAsRole(STANDPOINT, 'lead'), false)
})

test('evidence in a note is found again, and only pictures that run nothing are shown', () => {
  const link = evidenceLink('inc-1', 'evidence-2', 'A [strange] name.png')
  equal(link, '[A  strange  name.png](/api/incidents/inc-1/evidence/evidence-2)')
  deepEqual(evidenceIn(`See ${link}, and ${link}`), ['evidence-2'])
  equal(pictureType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47)), 'image/png')
  equal(pictureType(new TextEncoder().encode('<svg xmlns=')), undefined)
})

test('a text that is taken out of the record goes from a page that had it', () => {
  const log = createLog()
  log.append([{ ...event(1), text: 'hunter2' } as Happened])
  log.append([{ version: 2, type: 'redacted', redacts: 1, reason: 'x' } as Happened])
  equal(JSON.stringify(log.now()).includes('hunter2'), false)
  equal(log.now().events[0]?.redacted, true)
})
