import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf } from './entries.ts'
import type { Happened } from './happened.ts'
import { rowsOf } from './rows.ts'

/** Events in order, each a second after the one before unless they say otherwise. */
function log(...events: readonly object[]): readonly Happened[] {
  return events.map((event, index) => ({
    version: index + 1,
    at: `2026-03-02T08:00:${String(index).padStart(2, '0')}.000Z`,
    by: 'tocsin',
    ...event,
  })) as unknown as readonly Happened[]
}

const page = (person: string, more: object = {}) => ({
  type: 'page-sent',
  page: 'p',
  party: 'cto',
  person,
  attempt: 0,
  channels: ['email'],
  ...more,
})
const receipt = (message: string, to: string, outcome: string) => ({
  type: 'receipts-recorded',
  receipts: [{ message, to, channel: 'email', outcome, attempts: 1 }],
})

test('C3.3 what became of a page stands with the page, of each attempt with that attempt', () => {
  const [first, second] = entriesOf(
    log(
      page('ana'),
      receipt('p', 'ana', 'failed'),
      page('ana', { attempt: 1 }),
      receipt('p', 'ana', 'delivered'),
    ),
  )
  equal(first?.deliveries[0]?.outcome, 'failed')
  equal(second?.deliveries[0]?.outcome, 'delivered')
})

test('C4.2 an update and the message that carried it are one entry, with the receipts', () => {
  const entries = entriesOf(
    log(
      {
        type: 'message-sent',
        message: 'm',
        act: 'update',
        audiences: ['team'],
        recipients: [{ to: 'bo', channels: ['email', 'slack'] }],
      },
      { type: 'update-posted', by: 'ana', message: 'm', to: ['team'], text: 'We go on' },
      receipt('m', 'bo', 'delivered'),
    ),
  )
  equal(entries.length, 1)
  deepEqual(
    entries[0]?.deliveries.map(({ outcome }) => outcome),
    ['delivered', null],
  )
})

test('what follows from a deed is quiet, what was missed is loud', () => {
  const at = '2026-03-02T08:00:00.000Z'
  const entries = entriesOf(
    log(
      { type: 'classified', by: 'ana', at, severity: 'P0', incidentType: 'x' },
      { type: 'obligations-opened', at, opened: [] },
      { type: 'obligation-met', by: 'ana', at, obligation: 'o' },
      { type: 'obligation-met', by: 'ana', at: '2026-03-02T09:00:00.000Z', obligation: 'q' },
      { type: 'obligation-missed', obligation: 'r' },
    ),
  )
  deepEqual(
    entries.map(({ weight }) => weight),
    ['plain', 'quiet', 'quiet', 'plain', 'loud'],
  )
})

test('corrections stand beside what they correct', () => {
  const [, wrong] = entriesOf(
    log(
      { type: 'declared' },
      { type: 'noted', by: 'bo', text: 'At ten' },
      { type: 'noted', by: 'bo', text: 'Corrects #2: At nine' },
      { type: 'redacted', by: 'ana', redacts: 2, reason: 'x' },
    ),
  )
  deepEqual(
    wrong?.corrections.map(({ version }) => version),
    [3, 4],
  )
})

test('a moment that is corrected points to what was said before', () => {
  const [declared, marked] = entriesOf(
    log(
      { type: 'declared' },
      { type: 'moment-marked', by: 'ana', moment: 'aware', when: 'a' },
      { type: 'moment-marked', by: 'ana', moment: 'aware', when: 'b', was: 'a' },
      { type: 'moment-marked', by: 'ana', moment: 'detected', when: 'b', was: 'a' },
    ),
  )
  equal(marked?.corrections[0]?.version, 3)
  equal(declared?.corrections[0]?.version, 4)
})

const alert = {
  type: 'signals-attached',
  signals: [{ id: 's', source: 'web-1', count: 1 }],
  titles: [],
  more: 0,
}
const all = { filter: 'everything', day: (at: string) => at.slice(0, 10) } as const

test('alerts are folded, and so are the pages of one moment', () => {
  const at = '2026-03-02T08:00:00.000Z'
  const rows = rowsOf(
    entriesOf(
      log(alert, alert, page('ana', { at }), page('bo', { at }), {
        type: 'noted',
        by: 'bo',
        text: 'x',
      }),
    ),
    all,
  )
  deepEqual(
    rows.map(row => [row.kind, 'entries' in row ? row.entries.length : 0]),
    [
      ['day', 0],
      ['alerts', 2],
      ['pages', 2],
      ['entry', 0],
    ],
  )
})

test('a filter leaves one kind, and what is searched for is not hidden in a fold', () => {
  const entries = entriesOf(log(alert, alert, { type: 'noted', by: 'bo', text: 'x' }))
  deepEqual(
    rowsOf(entries, { ...all, filter: 'notes' }).map(({ kind }) => kind),
    ['day', 'entry'],
  )
  deepEqual(
    rowsOf(entries, { ...all, says: ({ event }) => event.type === 'signals-attached' }).map(
      ({ kind }) => kind,
    ),
    ['day', 'entry', 'entry'],
  )
})
