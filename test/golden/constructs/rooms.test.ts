import { deepEqual, equal, ok, partialDeepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { peopleOf } from '#/core/obligation/party.ts'
import { after, construct, does, refusedOn } from './construct.ts'

/** The constructs of "Messages and rooms", "Evidence" and "After the incident", as far as they are not clocks. */

const classify = (severity: string, type = 'outage') =>
  does('1m', 'commander', `classify, severity: ${severity}, type: ${type}`)
const complete = (obligation: string, at: string) =>
  does(at, 'commander', `complete, obligation: ${obligation}`)

test('war room / channel / bridge must be opened (often conditional on level); room closing criteria', () => {
  equal(after('rooms', classify('P0') + ' until 5m').obligation('open-room').standing, 'open')
  equal(after('rooms', classify('P2') + ' until 5m').obligation('open-room').standing, 'void')
  const close = (at: string) => complete('close-room', at)
  deepEqual(
    refusedOn('rooms', classify('P1'), close('1h'), does('2h', 'commander', 'contain'), close('3h')),
    ['complete: gate-not-met'],
  )
})

test('live timeline or scribe duty', () => {
  const { obligation } = after('rooms', classify('P0') + ' until 5m')
  equal(obligation('timeline@chief').standing, 'open')
})

test('fixed agenda or meeting rhythm', () => {
  const { eventsOf, obligation } = after(
    'rooms',
    classify('P0'),
    does('5m', 'commander', 'schedule-meeting, obligation: stand-up, starts: 2026-03-02T10:00:00Z'),
    does('1h', 'commander', 'hold-meeting, obligation: stand-up, present: [chief, writer]') + ' until 2h',
  )
  const invitation = eventsOf('message-sent').find(({ act }) => act === 'invitation')
  ok(invitation?.text.endsWith('What is new; what is next; who needs help'))
  equal(obligation('stand-up#2').due, '2026-03-02T12:00:00.000Z')
})

test('who may be in the room, observe, or be removed', () => {
  const { setting, incident } = after('rooms', classify('P0'))
  deepEqual(incident.restrictedTo, ['in-the-room'])
  deepEqual(peopleOf(setting, incident, 'in-the-room'), ['chief', 'deputy', 'writer', 'second-writer'])
  const removed = after(
    'rooms',
    classify('P0'),
    does('5m', 'commander', 'restrict, to: [chief, writer]'),
  )
  deepEqual(removed.incident.restrictedTo, ['chief', 'writer'])
})

test('confidentiality: need-to-know, embargo, privilege label, TLP/CUI mark, codename', () => {
  const { incident, eventsOf } = after('confidentiality', classify('P0', 'breach'))
  deepEqual([incident.restrictedTo, incident.label], [['team'], 'TLP:AMBER'])
  partialDeepStrictEqual(eventsOf('restricted'), [
    { by: 'tocsin', cause: 'need-to-know', label: 'TLP:AMBER' },
  ])
  const told = eventsOf('message-sent').find(({ act }) => act === 'notify')
  equal(told?.subject, '[TLP:AMBER] It broke')
  const called = does('5m', 'commander', 'call-in, person: deputy')
  const asked = after('confidentiality', classify('P0', 'breach'), called).eventsOf('page-sent').at(-1)
  ok(asked?.subject.startsWith('[TLP:AMBER] '))
  const lifted = after(
    'confidentiality',
    classify('P0', 'breach'),
    does('5m', 'commander', 'restrict, to: []'),
  )
  deepEqual([lifted.incident.restrictedTo, lifted.incident.label], [undefined, undefined])
})

test('an embargo binds until it ends, or is waived by name', () => {
  const send = (at: string) => does(at, 'commander', 'send-notice, obligation: tell-customers, text: T')
  const breach = classify('P0', 'breach')
  const isPublic = does('3m', 'commander', 'answer, fact: public, value: yes')
  deepEqual(refusedOn('confidentiality', breach, send('2m'), isPublic, send('4m')), [
    'send-notice: gate-not-met',
  ])
  deepEqual(refusedOn('confidentiality', classify('P0'), send('2m')), [])
  const waived = does('3m', 'commander', 'waive, gate: embargo, reason: They know already')
  deepEqual(refusedOn('confidentiality', breach, waived, send('4m')), [])
})

test('fallback, out-of-band or sensitivity-restricted channel', () => {
  const channels = (...steps: readonly string[]) =>
    after('fallback-channel', ...steps)
      .eventsOf('message-sent')
      .find(({ act }) => act === 'notify')?.recipients[0]?.channels
  deepEqual(channels(classify('P0')), ['slack', 'sms'])
  deepEqual(channels(classify('P0', 'breach')), ['sms'])
})

test('single spokesperson; message templates or call scripts; mandated content of a notice or report', () => {
  const parts = '{known: A cable broke, next: We write again at noon}'
  const send = (as: string, its = parts) =>
    does('5m', as, `send-notice, obligation: holding, parts: ${its}`)
  deepEqual(refusedOn('single-spokesperson', send('chief')), ['send-notice: not-yours'])
  deepEqual(refusedOn('single-spokesperson', send('spokesperson', '{known: A cable broke}')), [
    'send-notice: part-missing',
  ])
  const { eventsOf } = after('single-spokesperson', send('spokesperson'))
  const sent = eventsOf('message-sent').find(({ act }) => act === 'notice')
  equal(sent?.subject, 'About It broke')
  ok(sent?.text.includes('What comes next\nWe write again at noon'))
})

test('status page duty; audience x channel x time table', () => {
  const { obligation } = after('single-spokesperson', classify('P0') + ' until 5m')
  deepEqual(
    ['holding', 'status-page', 'leadership#1'].map(key => [obligation(key).to, obligation(key).due]),
    [
      [['customers'], '2026-03-02T10:00:00.000Z'],
      [undefined, '2026-03-02T09:31:00.000Z'],
      [['leadership'], '2026-03-02T13:01:00.000Z'],
    ],
  )
})

const keep = (kind: string, at: string) =>
  does(at, 'commander', `add-evidence, kind: ${kind}, title: ${kind}, sha256: ${(kind === 'memory' ? 'a' : 'b').repeat(64)}, bytes: 1`)

test('preserve before you change; keep powered on / volatile first / isolate, do not destroy', () => {
  const breach = classify('P0', 'breach')
  const rebuild = (at: string) => complete('rebuild', at)
  deepEqual(
    refusedOn('preserve-first', breach, keep('memory', '2m'), rebuild('3m'), keep('disk-image', '4m'), rebuild('5m')),
    ['complete: gate-not-met'],
  )
  // The disk before the memory is kept, and does not count yet: the memory comes first.
  const { obligation } = after('preserve-first', breach, keep('disk-image', '2m') + ' until 5m')
  equal(obligation('disk').standing, 'open')
  deepEqual(refusedOn('preserve-first', classify('P0'), rebuild('3m')), [])
})

test('chain of custody; retention differs by record type', () => {
  const { incident, eventsOf } = after(
    'preserve-first',
    keep('memory', '2m'),
    does('3m', 'commander', 'transfer-evidence, evidence: evidence-6, to: deputy, reason: End of shift'),
  )
  equal([...incident.evidence.values()][0]?.heldBy, 'deputy')
  equal(eventsOf('evidence-transferred').length, 1)
  deepEqual(
    construct('preserve-first').retention.map(({ kind, keep: span }) => [kind, span?.text]),
    [
      ['memory', '1y'],
      ['disk-image', '3y'],
    ],
  )
})

test('whether, when or how a review is held depends on level or impact; more than one review stage', () => {
  const standings = (severity: string) => {
    const { obligation } = after(
      'review-by-level',
      classify(severity),
      does('1h', 'commander', 'resolve, text: Over') + ' until 2h',
    )
    return ['hot-wash', 'review'].map(key => obligation(key).standing)
  }
  deepEqual(standings('P0'), ['open', 'open'])
  deepEqual(standings('P1'), ['open', 'void'])
  deepEqual(standings('P2'), ['void', 'void'])
  const hold = (meeting: string, at: string, present: string) =>
    does(at, 'commander', `hold-meeting, obligation: ${meeting}, present: [${present}]`)
  const resolve = does('1h', 'commander', 'resolve, text: Over')
  deepEqual(
    refusedOn(
      'review-by-level',
      classify('P0'),
      resolve,
      hold('review', '2h', 'chief, ceo'),
      hold('hot-wash', '3h', 'chief'),
      hold('review', '4h', 'chief'),
      hold('review', '5h', 'chief, ceo'),
    ),
    ['hold-meeting: order-broken', 'hold-meeting: attendance-missing'],
  )
})

test('tracked action items with owner (and date); review or disclosure published outside', () => {
  const reviewed = [
    classify('P0'),
    does('1h', 'commander', 'resolve, text: Over'),
    does('2h', 'commander', 'hold-meeting, obligation: hot-wash, present: [chief]'),
  ]
  const { obligation } = after(
    'review-by-level',
    ...reviewed,
    does('3h', 'commander', 'add-follow-up, title: Buy disks, owner: deputy, due: 2026-03-09T09:00:00Z') + ' until 4h',
  )
  equal(obligation('actions').standing, 'met')
  equal(
    after('review-by-level', ...reviewed).obligation('actions').due,
    '2026-03-07T11:00:00.000Z',
  )
  const publish = (at: string) => does(at, 'commander', 'publish, obligation: publish-review, text: All of it')
  const approve = does('4h', 'ceo', 'approve, obligation: publish-review, text: All of it')
  deepEqual(refusedOn('review-by-level', ...reviewed, publish('3h'), approve, publish('5h')), [
    'publish: approval-missing',
  ])
})
