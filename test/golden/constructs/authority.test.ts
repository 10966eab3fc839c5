import { deepEqual, equal, ok, partialDeepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { after, does, refusedOn } from './construct.ts'

/** The constructs of "Authority and gates" in the list of what 41 plans of real organisations say. */

const answer = (fact: string, value: string | number, at = '1m') =>
  does(at, 'commander', `answer, fact: ${fact}, value: ${value}`)
const classify = (severity: string, at = '1m') =>
  does(at, 'commander', `classify, severity: ${severity}, type: outage`)
const approve = (as: string, obligation: string, at = '2m', more = '') =>
  does(at, as, `approve, obligation: ${obligation}${more}`)
const complete = (obligation: string, at = '3m', more = '') =>
  does(at, 'commander', `complete, obligation: ${obligation}${more}`)

test('approval or reserved authority before an external message (explicit pre-send check in 16)', () => {
  const send = (text: string, at = '3m') =>
    does(at, 'commander', `send-notice, obligation: tell-customers, text: ${text}`)
  deepEqual(
    refusedOn(
      'reserved-authority',
      send('We know'),
      approve('commander', 'tell-customers', '4m', ', text: We know'),
      approve('counsel', 'tell-customers', '4m', ', text: We know'),
      send('We know more', '5m'),
      send('We know', '5m'),
    ),
    // Another text wants another approval.
    ['send-notice: approval-missing', 'approve: approval-not-yours', 'send-notice: approval-missing'],
  )
  const news = (text: string, at: string) =>
    does(at, 'commander', `update, to: [customers], text: ${text}`)
  deepEqual(
    refusedOn(
      'reserved-authority',
      news('It is better', '2m'),
      approve('counsel', 'news', '3m', ', text: It is better'),
      news('It is better', '4m'),
    ),
    ['update: approval-missing'],
  )
})

test('those whose word is wanted are asked for it, with the very text', () => {
  const { sentTo, eventsOf } = after(
    'reserved-authority',
    does('2m', 'commander', 'ask-approval, obligation: tell-customers, text: We know'),
    does('3m', 'commander', 'ask-approval, obligation: tell-customers, text: We know'),
  )
  deepEqual(
    eventsOf('approval-asked').map(({ obligation, of }) => [obligation, of]),
    [['tell-customers', ['counsel']]],
  )
  const asked = sentTo('lawyer').filter(({ act }) => act === 'approval')
  equal(asked.length, 1)
  ok(
    eventsOf('message-sent')
      .find(({ act }) => act === 'approval')
      ?.text.endsWith('We know'),
  )
})

test('technical or containment action needs a named authority', () => {
  const done = does('3m', 'fixer', 'complete, obligation: isolate')
  deepEqual(refusedOn('technical-authority', done), ['complete: approval-missing'])
  const { obligation } = after('technical-authority', approve('security-lead', 'isolate'), done)
  equal(obligation('isolate').standing, 'met')
})

test('prohibitions (never / not before / not by this channel)', () => {
  const evidence = does('4m', 'commander', `add-evidence, kind: memory, title: Memory, sha256: ${'a'.repeat(64)}, bytes: 1`)
  deepEqual(
    refusedOn('prohibitions', complete('reboot'), evidence, complete('reboot', '5m')),
    ['complete: gate-not-met'],
  )
  const toAttacker = does('2m', 'commander', 'update, to: [attacker], text: Hello')
  const waived = does('3m', 'commander', 'waive, gate: no-talks, reason: They are nice')
  deepEqual(refusedOn('prohibitions', toAttacker, waived), [
    'update: gate-not-met',
    'waive: gate-not-waivable',
  ])
  const channels = (value: string) =>
    after('prohibitions', answer('chat-compromised', value), classify('P0'))
      .eventsOf('message-sent')
      .filter(({ obligation }) => obligation === 'news')
      .map(({ recipients }) => recipients[0]?.channels)
  deepEqual(channels('no'), [['slack', 'email']])
  deepEqual(channels('yes'), [['email']])
})

test('while it cannot be told whether a ban holds, it holds', () => {
  const news = after('prohibitions', classify('P0')).eventsOf('message-sent')
  deepEqual(news.find(({ obligation }) => obligation === 'news')?.recipients[0]?.channels, ['email'])
})

test('all-of checklist must be true before restore or close', () => {
  const restore = does('9m', 'commander', 'begin-stage, stage: restore')
  const { refused } = { refused: refusedOn('checklist', complete('patched'), complete('scanned'), restore) }
  deepEqual(refused, ['begin-stage: gate-not-met'])
  const three = ['patched', 'scanned', 'passwords'].map(it => complete(it))
  equal(after('checklist', ...three, restore).incident.stage, 'restore')
  const close = [does('20m', 'commander', 'resolve, text: Over'), does('21m', 'commander', 'close')]
  deepEqual(refusedOn('checklist', ...close), ['close: gate-not-met'])
  const cause = does('19m', 'commander', 'set-field, field: cause, value: A bad cable')
  equal(after('checklist', cause, ...close).incident.status, 'closed')
})

test('named approver for closing or returning to service', () => {
  deepEqual(refusedOn('closing-approver', complete('return-to-service')), [
    'complete: approval-missing',
  ])
  const ends = [does('20m', 'commander', 'resolve, text: Over'), does('22m', 'commander', 'close')]
  deepEqual(refusedOn('closing-approver', ...ends), ['close: gate-not-met'])
  const signed = does('21m', 'owner', 'complete, obligation: sign-off')
  const [resolve = '', close = ''] = ends
  equal(after('closing-approver', resolve, signed, close).incident.status, 'closed')
})

test('joint or k-of-n approval', () => {
  const open = does('5m', 'commander', 'take-decision, decision: open-vault')
  const one = does('3m', 'key-holders', 'approve, decision: open-vault')
  const again = does('4m', 'key-holders', 'approve, decision: open-vault')
  deepEqual(refusedOn('joint-approval', one, again, open), ['take-decision: approval-missing'])
  const other = does('4m', 'key-holders-2', 'approve, decision: open-vault')
  equal(after('joint-approval', one, other, open).eventsOf('decision-taken').length, 1)
  // Of three who may any two will do.
  const two = [approve('deputy', 'rotate'), approve('key-holders-2', 'rotate')]
  equal(after('joint-approval', ...two, complete('rotate')).obligation('rotate').standing, 'met')
})

test('approver differs by level, audience or kind of decision', () => {
  const send = (at = '9m') => does(at, 'commander', 'send-notice, obligation: tell-customers, text: T')
  const lawyer = approve('lawyer', 'tell-customers', '2m', ', text: T')
  const ceo = approve('ceo', 'tell-customers', '10m', ', text: T')
  deepEqual(refusedOn('approver-by-case', classify('P0'), lawyer, send(), ceo, send('11m')), [
    'send-notice: approval-missing',
  ])
  deepEqual(refusedOn('approver-by-case', classify('P1'), lawyer, send()), [])
  deepEqual(refusedOn('approver-by-case', classify('P2'), send()), [])
  // Before it can be told which case it is, the strictest counts.
  deepEqual(refusedOn('approver-by-case', lawyer, send()), ['send-notice: approval-missing'])
  const press = does('4m', 'commander', 'send-notice, obligation: tell-press, text: T')
  deepEqual(refusedOn('approver-by-case', classify('P2'), press), ['send-notice: approval-missing'])
})

test('spending limits', () => {
  const buy = does('5m', 'commander', 'take-decision, decision: buy-help')
  const finance = does('3m', 'finance', 'approve, decision: buy-help')
  const ceo = does('4m', 'ceo', 'approve, decision: buy-help')
  const refused = (cost: number, ...given: readonly string[]) =>
    refusedOn('approver-by-case', answer('cost', cost), ...given, buy)
  deepEqual(refused(1000), [])
  deepEqual(refused(1001), ['take-decision: approval-missing'])
  deepEqual(refused(1001, finance), [])
  deepEqual(refused(50_001, finance), ['take-decision: approval-missing'])
  deepEqual(refused(50_001, finance, ceo), [])
})

test('act without approval: pre-authorised, consent times out', () => {
  deepEqual(refusedOn('without-approval', classify('P0'), complete('isolate')), [])
  deepEqual(refusedOn('without-approval', classify('P2'), complete('isolate')), [
    'complete: approval-missing',
  ])
  const asked = does('10m', 'commander', 'ask-approval, obligation: isolate')
  deepEqual(refusedOn('without-approval', classify('P1'), asked, complete('isolate', '69m')), [
    'complete: approval-missing',
  ])
  const silent = after('without-approval', classify('P1'), asked, complete('isolate', '70m'))
  partialDeepStrictEqual(silent.eventsOf('consent-presumed'), [
    { obligation: 'isolate', of: ['security-lead'], by: 'tocsin', at: '2026-03-02T10:10:00.000Z' },
  ])
  const objected = does('30m', 'security', 'object, obligation: isolate, reason: It kills the shop')
  deepEqual(
    refusedOn('without-approval', classify('P1'), asked, objected, complete('isolate', '3h')),
    ['complete: approval-missing'],
  )
})

test('act without approval: break-glass, emergency deputy who reports afterwards', () => {
  const broken = ', break-glass: true, reason: Nobody answers'
  deepEqual(
    refusedOn(
      'without-approval',
      complete('wipe', '3m', ', break-glass: true'),
      does('3m', 'security', `complete, obligation: wipe${broken}`),
    ),
    ['complete: reason-needed', 'complete: break-glass-not-yours'],
  )
  const { eventsOf, obligation, incident } = after(
    'without-approval',
    complete('wipe', '3m', broken) + ' until 3h',
  )
  partialDeepStrictEqual(eventsOf('authority-overridden'), [
    { obligation: 'wipe', role: 'commander', missing: ['security-lead'], reason: 'Nobody answers' },
  ])
  const [override = ''] = incident.overrides.keys()
  partialDeepStrictEqual(obligation(`wipe-without-approval@${override}`), {
    standing: 'open',
    by: 'commander',
    due: '2026-03-03T09:03:00.000Z',
  })
  const close = [
    does('1h', 'commander', 'resolve, text: Over'),
    does('2h', 'commander', 'close'),
    does('3h', 'commander', `complete, obligation: wipe-without-approval@${override}, text: It spread`),
    does('4h', 'commander', 'close'),
  ]
  deepEqual(refusedOn('without-approval', complete('wipe', '3m', broken), ...close), [
    'close: gate-not-met',
  ])
})

test('no statement until a fact is established (attack not internal, facts verified, fix out)', () => {
  const statement = (at: string) => does(at, 'commander', 'publish, obligation: statement, text: We know')
  const press = (at: string) => does(at, 'commander', 'send-notice, obligation: tell-press, text: We know')
  deepEqual(
    refusedOn(
      'no-statement-until',
      statement('1m'),
      answer('external', 'yes', '2m'),
      press('3m'),
      complete('fix-out', '4m'),
      statement('5m'),
      press('5m'),
    ),
    ['publish: gate-not-met', 'send-notice: gate-not-met'],
  )
  // What was established may turn out to be wrong: then nothing more is said.
  deepEqual(
    refusedOn(
      'no-statement-until',
      answer('external', 'yes', '2m'),
      complete('fix-out', '4m'),
      statement('5m'),
      answer('external', 'no', '6m'),
      press('7m'),
    ),
    ['send-notice: gate-not-met'],
  )
})

test('who can override the commander, and what that costs them', () => {
  const decides = [
    does('2m', 'ceo', 'approve, decision: overrule'),
    does('3m', 'ceo', 'take-decision, decision: overrule, reason: It takes too long'),
  ]
  deepEqual(refusedOn('overruling', does('2m', 'deputy', 'approve, decision: overrule')), [
    'approve: approval-not-yours',
  ])
  const { obligation } = after(
    'overruling',
    does('1m', 'chief', 'assign, role: commander, person: chief'),
    ...decides,
    does('5m', 'ceo', 'assign, role: commander, person: ceo'),
  )
  equal(obligation('takes-over').standing, 'met')
})

test('irreversible action guard; authorised action that expires unless re-authorised', () => {
  const approved = (as: string, at: string) => does(at, as, 'approve, decision: wipe')
  const decide = (at: string, more = ', reason: It spreads') =>
    does(at, 'commander', `take-decision, decision: wipe${more}`)
  const two = [approved('chief', '1m'), approved('security', '2m')]
  deepEqual(refusedOn('irreversible', ...two, decide('3m', '')), ['take-decision: reason-needed'])
  deepEqual(refusedOn('irreversible', ...two, decide('242m')), ['take-decision: approval-missing'])
  const lapsed = after('irreversible', ...two, decide('3m'))
  deepEqual(
    lapsed.eventsOf('decision-lapsed').map(({ at }) => at),
    ['2026-03-02T13:03:00.000Z'],
  )
  ok(lapsed.sentTo('chief').some(({ act }) => act === 'reminder'))
  deepEqual(refusedOn('irreversible', ...two, decide('3m'), complete('do-wipe', '4h')), [])
  deepEqual(refusedOn('irreversible', ...two, decide('3m'), complete('do-wipe', '5h')), [
    'complete: obligation-not-open',
  ])
  const anew = [approved('chief', '5h'), approved('deputy', '5h'), decide('5h'), complete('do-wipe', '6h')]
  deepEqual(refusedOn('irreversible', ...two, decide('3m'), ...anew), [])
})

test('phased return to service; rollback-first or go/no-go rule; soak / minimum-stable period before next state', () => {
  const phased = (...steps: readonly string[]) => refusedOn('phased-return', ...steps)
  deepEqual(phased(complete('investigate')), ['complete: gate-not-met'])
  deepEqual(phased(answer('recent-change', 'no'), complete('investigate')), [])
  deepEqual(
    phased(answer('recent-change', 'yes'), complete('roll-back', '2m'), complete('investigate')),
    [],
  )
  const go = [
    does('10m', 'chief', 'approve, decision: go'),
    does('10m', 'deputy', 'approve, decision: go'),
    does('11m', 'chief', 'take-decision, decision: go'),
  ]
  deepEqual(phased(complete('canary', '12m')), ['complete: gate-not-met'])
  const canary = [...go, complete('canary', '12m'), answer('errors', 1, '20m')]
  deepEqual(phased(...canary, complete('everything', '71m')), ['complete: gate-not-met'])
  deepEqual(phased(...canary, complete('everything', '72m')), [])
  deepEqual(phased(...canary, answer('errors', 2, '60m'), complete('everything', '72m')), [
    'complete: gate-not-met',
  ])
})

test('escalate on a condition (press, scope, regulator, national security, ineffective containment)', () => {
  const { eventsOf } = after('escalate-on-condition', answer('press', 'yes') + ' until 5m')
  partialDeepStrictEqual(eventsOf('escalated'), [{ level: 2, cause: 'press-asks' }])
})
