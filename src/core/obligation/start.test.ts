import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { undeclared } from '#/core/incident/incident.ts'
import type { Entry, Incident } from '#/core/incident/incident.ts'
import { momentOf, sinceWhen, startOf } from '#/core/obligation/start.ts'
import type { Start } from '#/core/plan/clock.ts'
import { parseSpan } from '#/core/time.ts'
import type { Span } from '#/core/time.ts'
import { at } from '../../../test/kit/given.ts'
import { plan } from '../../../test/kit/setting.ts'

const PLAN = plan(`
  zone: Europe/Berlin
  positions: {chief: {title: Chief}}
  roles: {lead: {title: Lead, holders: [chief]}}
  calendars: {office: {title: Office, place: DE-BE}}
  facts: {big: {ask: Is it big?, by: lead}}
  moments: {ends: {title: It ends, is: {after: declared, by: 2 working days}}}
  obligations:
    - {id: fix, do: task, by: lead, from: declared, within: 4h}
    - {id: pulse, do: task, by: lead, from: declared, every: 1h}
`)

const ENTRY: Entry = { rule: 'fix', openedAt: at('09:00'), from: at('09:00'), due: at('13:00') }

function incidentWith(changed: Partial<Incident>): Incident {
  return { ...undeclared('INC-1'), moments: new Map([['declared', at('09:00')]]), ...changed }
}

const DECLARED: Start = { kind: 'moment', moment: 'declared' }
const UNKNOWN: Start = { kind: 'moment', moment: 'contained' }

function span(text: string): Span {
  const read = parseSpan(text)
  if (read === undefined) throw new Error(text)
  return read
}

test('so long after and before, counted in elapsed time, days, or the working days of the first calendar', () => {
  const on = incidentWith({})
  const of = (kind: 'after' | 'before', by: string) =>
    startOf(PLAN, on, { kind, start: DECLARED, by: span(by) })
  equal(of('after', '36h'), at('2026-03-03T21:00:00Z'))
  equal(of('before', '36h'), at('2026-02-28T21:00:00Z'))
  // The clocks go forward on 29 March.
  equal(of('after', '1mo'), at('2026-04-02T08:00:00Z'))
  equal(of('before', '1 working day'), at('2026-02-27T09:00:00Z'))
  equal(startOf(PLAN, on, { kind: 'after', start: UNKNOWN, by: span('1h') }), undefined)
})

test('the limit of another, and a share of its time, while it has one', () => {
  const shares = [50, 100, 150].map(
    percent => ({ kind: 'share', percent, rule: 'fix' }) as const satisfies Start,
  )
  const owed = incidentWith({ ledger: new Map([['fix', ENTRY]]) })
  equal(startOf(PLAN, owed, { kind: 'due', rule: 'fix' }), at('13:00'))
  deepEqual(
    shares.map(share => startOf(PLAN, owed, share)),
    [at('11:00'), at('13:00'), at('15:00')],
  )
  const voided = { ...ENTRY, voided: { at: at('10:00'), cause: 'does-not-apply' } }
  const ended = incidentWith({ ledger: new Map([['fix', voided]]) })
  equal(startOf(PLAN, ended, { kind: 'due', rule: 'fix' }), undefined)
  equal(startOf(PLAN, incidentWith({}), { kind: 'due', rule: 'fix' }), undefined)
})

test('of what recurs: when it was last met, and the limit of the period that runs', () => {
  const of = (metAt?: string): Entry => ({
    ...ENTRY,
    rule: 'pulse',
    ...(metAt !== undefined && { metAt: at(metAt) }),
  })
  const ledger = new Map([
    ['pulse#1', of('10:00')],
    ['pulse#2', of()],
  ])
  const running = incidentWith({ ledger, periods: new Map([['pulse', 2]]) })
  equal(startOf(PLAN, running, { kind: 'met', rule: 'pulse' }), at('10:00'))
  equal(startOf(PLAN, running, { kind: 'due', rule: 'pulse' }), at('13:00'))
  const again = new Map([...ledger, ['pulse#2', of('11:00')]])
  const twice = incidentWith({ ledger: again, periods: new Map([['pulse', 2]]) })
  equal(startOf(PLAN, twice, { kind: 'met', rule: 'pulse' }), at('11:00'))
})

test('the end of the calendar period in which something lies', () => {
  const end = (period: 'year' | 'quarter' | 'week') =>
    startOf(PLAN, incidentWith({}), { kind: 'end-of', period, start: DECLARED })
  equal(end('year'), at('2027-01-01T00:00:00+01:00'))
  equal(end('quarter'), at('2026-04-01T00:00:00+02:00'))
  equal(end('week'), at('2026-03-09T00:00:00+01:00'))
})

test('when the present answer was given; of a named answer, only while it is that', () => {
  const answered = (answer: string | undefined) =>
    incidentWith({ answers: new Map([['big', { answer, at: at('10:00'), by: 'ana' }]]) })
  const yes: Start = { kind: 'answered', fact: 'big', as: ['yes'] }
  equal(startOf(PLAN, answered('yes'), yes), at('10:00'))
  equal(startOf(PLAN, answered('no'), yes), undefined)
  equal(startOf(PLAN, answered('no'), { kind: 'answered', fact: 'big' }), at('10:00'))
  // Said to be not known yet is no answer.
  equal(startOf(PLAN, answered(undefined), { kind: 'answered', fact: 'big' }), undefined)
})

test('a derived moment may lie ahead, and what passed holds since then', () => {
  const on = incidentWith({})
  equal(momentOf(PLAN, on, 'ends'), at('2026-03-04T09:00:00Z'))
  const passed = {
    kind: 'passed',
    start: { kind: 'after', start: DECLARED, by: span('1h') },
  } as const
  equal(sinceWhen(PLAN, on, passed), at('10:00'))
})
