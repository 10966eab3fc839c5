import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { after, does, refusedOn } from './construct.ts'

/** The constructs of "Conditional duties and outside parties", as far as they are not clocks. */

const answer = (fact: string, value: string | number) =>
  does('1m', 'commander', `answer, fact: ${fact}, value: ${value}`)

function standings(name: string, steps: readonly string[], keys: readonly string[]) {
  const { obligation } = after(name, ...steps, does('2m', 'commander', 'note, text: Now') + ' until 10m')
  return keys.map(key => obligation(key).standing)
}

test('a legal test or decision tree decides whether the duty exists', () => {
  const keys = ['notify', 'document']
  const of = (...answers: readonly string[]) => standings('legal-test', answers, keys)
  deepEqual(of(), ['armed', 'armed'])
  deepEqual(of(answer('personal', 'no')), ['void', 'void'])
  deepEqual(of(answer('personal', 'yes'), answer('encrypted', 'yes')), ['void', 'void'])
  deepEqual(of(answer('personal', 'yes'), answer('encrypted', 'no')), ['armed', 'open'])
  deepEqual(
    of(answer('personal', 'yes'), answer('encrypted', 'no'), answer('harm', 'yes')),
    ['open', 'open'],
  )
})

test('what a decision tree still wants to know is asked for, down to its leaves', () => {
  const { obligation } = after('legal-test', answer('personal', 'yes') + ' until 5m')
  deepEqual(obligation('notify').waits_for, ['encrypted', 'harm'])
  deepEqual(refusedOn('legal-test', answer('notifiable', 'yes')), ['answer: fact-computed'])
})

test('who must act depends on legal capacity (controller/processor, vendor/school, contractor)', () => {
  const { obligation } = after('legal-capacity', answer('personal', 'yes') + ' until 5m')
  equal(obligation('as-processor').standing, 'open')
  deepEqual(refusedOn('legal-capacity', answer('we-are', 'controller')), ['answer: fact-computed'])
})

for (const [construct, fact, value, key] of [
  ['duty only if a kind of data is involved', 'kind', 'health', 'health-data'],
  ['card brands / acquirer', 'kind', 'cards', 'cards'],
  ['duty depends on cause or source; vendor, upstream, partner or distributor must be contacted', 'cause', 'vendor', 'ask-vendor'],
  ['duty depends on residence or jurisdiction; only above a head-count or share', 'in-texas', 250, 'many-in-texas'],
  ['duty set or changed by contract', 'premium', 'yes', 'by-contract'],
  ['insurer must be told', 'insured', 'yes', 'insurer'],
  ['law enforcement', 'crime', 'yes', 'police'],
] as const)
  test(construct, () => {
    deepEqual(standings('duty-by-case', [answer(fact, value)], [key]), ['open'])
    deepEqual(standings('duty-by-case', [], [key]), ['armed'])
  })

test('below the head-count there is no duty', () => {
  deepEqual(standings('duty-by-case', [answer('in-texas', 249)], ['many-in-texas']), ['void'])
})

const classify = does('1m', 'commander', 'classify, severity: P0, type: outage')
const submit = (report: string, at: string) =>
  does(at, 'commander', `submit-report, obligation: ${report}, text: T`)
const send = (notice: string, at: string) =>
  does(at, 'commander', `send-notice, obligation: ${notice}, text: T`)

test('order between notices (A must hear before B)', () => {
  deepEqual(
    refusedOn(
      'order-between-notices',
      classify,
      send('tell-customers', '2m'),
      submit('initial', '3m'),
      send('tell-press', '4m'),
      send('tell-customers', '5m'),
      send('tell-press', '6m'),
    ),
    ['send-notice: gate-not-met', 'send-notice: gate-not-met'],
  )
})

test('staged reports to the same recipient (initial, interim, final)', () => {
  deepEqual(refusedOn('order-between-notices', classify, submit('interim', '2m')), [
    'submit-report: obligation-not-open',
  ])
  const { obligation } = after(
    'order-between-notices',
    classify,
    submit('initial', '1h'),
    submit('interim', '2h') + ' until 3h',
  )
  deepEqual(
    ['initial', 'interim', 'final'].map(key => obligation(key).due),
    ['2026-03-02T13:01:00.000Z', '2026-03-05T10:00:00.000Z', '2026-04-02T10:00:00.000Z'],
  )
})

test('fallback way to notify when contact data is missing', () => {
  const keys = ['tell-each', 'tell-all']
  deepEqual(standings('fallback-notice', [answer('contacts', 'yes')], keys), ['open', 'void'])
  deepEqual(standings('fallback-notice', [answer('contacts', 'no')], keys), ['void', 'open'])
})
