// Readiness a second time and slowly: the nights ahead instant by instant, and what reaches somebody by trying every channel.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CHANNELS } from '#/core/plan/plan.ts'
import type { Channel, Level, Position, Role } from '#/core/plan/plan.ts'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory, Person } from '#/core/directory.ts'
import { directoryAt } from '#/core/oncall/directory-at.ts'
import { who } from '#/core/oncall/on-call.ts'
import type { Override, Rota } from '#/core/oncall/rota.ts'
import { readinessOf } from '#/core/readiness/readiness.ts'
import type { ReadinessLevel } from '#/core/readiness/levels.ts'
import type { Reaching } from '#/core/readiness/readiness.ts'
import { risksAhead } from '#/core/readiness/risks.ts'
import type { Ahead, Risk } from '#/core/readiness/risks.ts'
import { fromMs, instant, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { runs } from './calendar-cases.ts'

const HOUR_MS = 3_600_000
const START = instant('2026-03-27T12:00Z')
const PEOPLE = ['ana', 'bo', 'cai', 'dee'] as const
const POSITIONS = ['chief', 'second'] as const

const person = fc.constantFrom(...PEOPLE)
const hour = fc.integer({ min: 0, max: 23 }).map(it => `${String(it).padStart(2, '0')}:00`)

const layer = fc.record(
  {
    title: fc.constant('One'),
    people: fc.array(person, { minLength: 1, maxLength: 3 }),
    turn: fc.record({
      every: fc.integer({ min: 1, max: 30 }),
      unit: fc.constantFrom('hour', 'day'),
    }),
    // Some begin only within the window, over a change of clocks.
    starts: fc.constantFrom('2026-03-20T09:00', '2026-03-28T18:00'),
    hours: fc.array(fc.record({ from: hour, to: hour }), { minLength: 1, maxLength: 1 }),
  },
  { requiredKeys: ['title', 'people', 'turn', 'starts'] },
)
const rota = (id: string) =>
  fc
    .array(layer, { minLength: 1, maxLength: 2 })
    .map((layers): Rota => ({ id, title: id, zone: 'Europe/Luxembourg', layers }))

const override = fc
  .record({
    rota: fc.constantFrom('first', 'other'),
    person,
    from: fc.integer({ min: -10, max: 60 }),
    hours: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ from, hours, ...rest }, index = 0): Override => {
    const since = plusMs(START, from * HOUR_MS)
    return { id: `o${index}`, ...rest, from: since, to: plusMs(since, hours * HOUR_MS) }
  })

const holders = fc.array(fc.oneof(person, fc.constantFrom('rota:first', 'rota:other')), {
  maxLength: 3,
})

const anyAhead = fc
  .record({
    rotas: fc.tuple(rota('first'), rota('other')),
    overrides: fc.array(override, { maxLength: 3 }),
    positions: fc.tuple(holders, holders),
    board: fc.array(person, { maxLength: 2 }),
    roles: fc.array(fc.shuffledSubarray([...POSITIONS], { minLength: 1 }), { maxLength: 2 }),
    levels: fc.array(fc.constantFrom('chief', 'second', 'board', 'r0'), { maxLength: 3 }),
    readiness: fc.array(fc.constantFrom('unreachable', 'weak', 'unproved', 'ready'), {
      minLength: PEOPLE.length,
      maxLength: PEOPLE.length,
    }),
  })
  .map(({ rotas, overrides, positions, board, roles, levels, readiness }): Ahead => {
    const directory: Directory = {
      ...EMPTY_DIRECTORY,
      people: new Map(PEOPLE.map(id => [id, { id, name: id }])),
      positions: new Map(POSITIONS.map((id, index) => [id, positions[index] ?? []])),
      groups: new Map([['board', board]]),
      rotas: new Map(rotas.map(it => [it.id, it])),
    }
    const named = (id: string) => ({ id, title: id })
    return {
      directory,
      overrides,
      plan: {
        positions: [...POSITIONS, 'nowhere'].map(named) as unknown as readonly Position[],
        groups: [named('board')] as unknown as Ahead['plan'] extends undefined ? never : never[],
        roles: roles.map((held, index) => ({
          ...named(`r${index}`),
          holders: held,
        })) as unknown as readonly Role[],
        levels: levels.map((member, index) => ({
          level: index + 1,
          title: `L${index + 1}`,
          members: [member],
        })) as unknown as readonly Level[],
      },
      readinessOf: id => ({
        level: (readiness[PEOPLE.indexOf(id as 'ana')] ?? 'ready') as ReadinessLevel,
      }),
      from: START,
      to: plusMs(START, 72 * HOUR_MS),
    }
  })

/** What is at risk at one instant, told as lines, found with what screens and pages look up. */
function slowly(
  { directory, overrides, plan, readinessOf: of }: Ahead,
  at: Instant,
): readonly string[] {
  const now = directoryAt(directory, overrides, at).directory
  const found = new Set<string>()
  const isBad = (id: string) => ['unreachable', 'weak'].includes(of(id).level)
  for (const { id } of directory.rotas.values()) {
    const roster = {
      rota: directory.rotas.get(id) as Rota,
      overrides: overrides.filter(it => it.rota === id),
    }
    const turn = who(roster, at)?.person
    if (turn !== undefined && isBad(turn)) found.add(`rota ${id} person ${turn}`)
    const isHeld = POSITIONS.some(it => directory.positions.get(it)?.includes(`rota:${id}`))
    if (turn === undefined && !isHeld) found.add(`rota ${id} nobody`)
  }
  for (const { id } of plan?.positions ?? []) {
    if ((now.positions.get(id) ?? []).length === 0) found.add(`position ${id} nobody`)
    for (const holder of directory.positions.get(id) ?? [])
      if (!holder.startsWith('rota:') && isBad(holder)) found.add(`position ${id} person ${holder}`)
  }
  if (directory.groups.get('board')?.length === 0) found.add('group board nobody')
  const line = (position: string) =>
    (directory.positions.get(position) ?? []).flatMap(holder => {
      const id = /^rota:(.*)/.exec(holder)?.[1]
      if (id === undefined) return [holder]
      const roster = {
        rota: directory.rotas.get(id) as Rota,
        overrides: overrides.filter(it => it.rota === id),
      }
      return who(roster, at)?.person ?? []
    })
  for (const role of plan?.roles ?? []) {
    const asked = role.holders.flatMap(line)
    for (let place = 1; place < asked.length; place++)
      if (asked[place] === asked[place - 1]) found.add(`role ${role.id} same-twice ${asked[place]}`)
  }
  const partyOf = (party: string) => {
    const role = plan?.roles.find(({ id }) => id === party)
    const asked = role?.holders.flatMap(line) ?? now.positions.get(party) ?? now.groups.get(party)
    return new Set(asked)
  }
  for (const [index, level] of (plan?.levels ?? []).entries()) {
    const below = plan?.levels[index - 1]
    const [mine, theirs] = [partyOf(level.members[0] ?? ''), partyOf(below?.members[0] ?? '')]
    if (below !== undefined && mine.size === 1 && theirs.size === 1 && mine.isSubsetOf(theirs))
      found.add(`level ${level.level} same-twice ${[...mine][0]}`)
  }
  return [...found].toSorted()
}

const told = ({ at, code, person: of }: Risk) =>
  [at.kind, at.id, code, ...(of === undefined ? [] : [of])].join(' ')

test('C9.1 the nights at risk are those that one finds by looking at each hour', () => {
  fc.assert(
    fc.property(anyAhead, fc.integer({ min: 0, max: HOUR_MS - 1 }), (ahead, ms) => {
      const risks = risksAhead(ahead)
      for (let passed = 0; passed < 72; passed++) {
        const at = plusMs(START, passed * HOUR_MS + (passed % 3 === 0 ? 0 : ms))
        const found = risks.filter(({ from, to }) => from <= at && at < to).map(told)
        deepEqual(found.toSorted(), slowly(ahead, at), at)
      }
    }),
    { numRuns: runs(60) },
  )
})

test('what is at risk is told once for as long as it goes on, in the order of time, within what was asked for', () => {
  fc.assert(
    fc.property(anyAhead, ahead => {
      const risks = risksAhead(ahead)
      for (const [index, risk] of risks.entries()) {
        ok(risk.from < risk.to && risk.from >= ahead.from && risk.to <= ahead.to)
        if (index > 0) ok((risks[index - 1]?.from ?? risk.from) <= risk.from)
        const follows = risks.filter(
          other => told(other) === told(risk) && other.from <= risk.to && other.to >= risk.from,
        )
        equal(follows.length, 1, told(risk))
      }
    }),
    { numRuns: runs(60) },
  )
})

const channel = fc.constantFrom(...CHANNELS.filter(it => it !== 'log'))
const anyPerson = fc
  .record({
    fields: fc.record(
      {
        email: fc.constant('ana@acme.example'),
        phone: fc.constant('+3525550101'),
        slack: fc.constant('U024BE7LH'),
        push: fc.constant(true as const),
      },
      { requiredKeys: [] },
    ),
    contacts: fc.array(
      fc.record({
        channel: channel.filter(it => it !== 'push'),
        address: fc.constantFrom('one', 'two'),
        verified: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    steps: fc.option(
      fc.array(fc.uniqueArray(channel, { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 3,
      }),
      { nil: undefined },
    ),
  })
  .map(({ fields, contacts, steps }): Person => ({
    id: 'ana',
    name: 'Ana',
    ...fields,
    contacts,
    ...(steps && {
      reach: { pages: steps.map((via, index) => ({ afterMinutes: index * 2, via })) },
    }),
  }))

/** Whether an address is there for a channel, of any kind. */
function hasAddress(of: Person, over: Channel): boolean {
  if (over === 'push') return of.push === true
  const field = { email: of.email, sms: of.phone, voice: of.phone, slack: of.slack }[
    over as 'email'
  ]
  return field !== undefined || (of.contacts ?? []).some(it => it.channel === over)
}

test('C9.1 somebody counts as unreachable exactly when nothing that is set up leads to them', () => {
  fc.assert(
    fc.property(
      anyPerson,
      fc.uniqueArray(channel),
      fc.uniqueArray(channel, { minLength: 1 }),
      fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
      (of, setUp, via, provedDaysAgo) => {
        const now = instant('2026-03-02T02:00Z')
        const proved =
          provedDaysAgo === undefined ? undefined : fromMs(toMs(now) - provedDaysAgo * 86_400_000)
        const reaching: Reaching = {
          directory: { people: new Map([['ana', of]]) },
          plan: { paging: { via } } as unknown as Reaching['plan'],
          channels: new Set(setUp),
          proofs: new Map(),
          tests:
            proved === undefined
              ? new Map()
              : new Map([['ana', { sent: proved, answered: proved }]]),
          now,
        }
        const { level, reasons, ways } = readinessOf(reaching, 'ana')
        const leads = setUp.filter(over => hasAddress(of, over))
        equal(level === 'unreachable', leads.length === 0)
        deepEqual(
          ways
            .filter(({ isSetUp }) => isSetUp)
            .map(it => it.channel)
            .toSorted(),
          leads.toSorted(),
        )
        const wished = of.reach?.pages.flatMap(step => step.via) ?? [...via, 'push' as const]
        const used = leads.filter(over => wished.includes(over))
        const rings = used.some(over => ['push', 'ntfy', 'sms', 'voice'].includes(over))
        if (level === 'ready' || level === 'unproved') ok(rings)
        if (level === 'ready') ok(provedDaysAgo !== undefined && provedDaysAgo <= 90)
        equal(level === 'ready', reasons.length === 0)
      },
    ),
    { numRuns: runs(200) },
  )
})
