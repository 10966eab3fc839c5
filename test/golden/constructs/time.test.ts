import { deepEqual, equal, partialDeepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { at } from '../../kit/given.ts'
import { limitOf, limitsOf, playOn } from './construct.ts'

/*
 * The constructs of "Time" in the list of what 41 plans of real organisations say, each with a small plan beside this file. Times
 * are those of the clocks in Berlin: one hour ahead of UTC in winter.
 */

const P0 = '{at: 0m, as: commander, do: classify, severity: P0, type: outage}'
const P2 = '{at: 0m, as: commander, do: classify, severity: P2, type: outage}'
const SIGNAL = '{at: 0m, signal: {source: monitoring, title: It broke}}'

/** What is due when, of a play that begins on a Monday at 10:00 in Berlin. */
function limits(name: string, steps: readonly string[], keys: readonly string[], more = '') {
  const played = playOn(name, `${more}steps: [${[SIGNAL, ...steps].join(', ')}]\nuntil: 10m`)
  return keys.map(key => limitOf(played, key))
}

test('first-response / acknowledgement / initial-report target by level; resolution target by level', () => {
  const keys = ['acknowledge', 'resolve']
  deepEqual(limits('targets-by-level', [], keys), [undefined, undefined])
  deepEqual(limits('targets-by-level', [P0], keys), ['Mon 2026-03-02 10:15', 'Mon 2026-03-02 14:00'])
  deepEqual(limits('targets-by-level', [P2], keys), ['Tue 2026-03-03 10:00', undefined])
  const high = '{at: 0m, as: commander, do: classify, severity: P1, type: outage}'
  deepEqual(limits('targets-by-level', [high], keys), [
    'Mon 2026-03-02 11:00',
    'Tue 2026-03-03 09:00',
  ])
})

test('a raise in hour three does not arrive overdue where it counts from when it applies, and does where it counts from detection', () => {
  const raised = playOn(
    'targets-by-level',
    `steps: [${SIGNAL}, ${P2}, {at: 3h, as: commander, do: classify, severity: P0, type: outage}]
until: 3h1m`,
  )
  deepEqual(limitsOf(raised, 'acknowledge'), [
    undefined,
    'Tue 2026-03-03 10:00',
    'Mon 2026-03-02 13:15',
  ])
  equal(raised.obligation('acknowledge').standing, 'open')
  deepEqual(limitsOf(raised, 'resolve').at(-1), 'Mon 2026-03-02 14:00')
})

test('a raise moves no limit to a later time', () => {
  const raised = playOn(
    'targets-by-level',
    `steps: [${SIGNAL}, {at: 0m, as: commander, do: classify, severity: P1, type: outage}, {at: 50m, as: commander, do: classify, severity: P0, type: outage}]
until: 51m`,
  )
  equal(limitOf(raised, 'acknowledge'), 'Mon 2026-03-02 11:00')
})

test('while the level is not known it is owed without a limit, and says what it waits for', () => {
  const { obligation } = playOn('targets-by-level', `steps: [${SIGNAL}]\nuntil: 2h`)
  partialDeepStrictEqual(obligation('acknowledge'), { standing: 'open', waits_for: ['severity'] })
})

test('a deadline that is only words (undue delay, ASAP, as the law requires)', () => {
  const aware = '{at: 5m, as: commander, do: mark, moment: aware}'
  const played = playOn('unmeasured', `steps: [${SIGNAL}, ${P0}, ${aware}]\nuntil: 30d`)
  partialDeepStrictEqual(played.obligation('tell-team'), {
    standing: 'open',
    due: undefined,
    unmeasured: 'without undue delay',
  })
  equal(played.obligation('tell-leadership').unmeasured, 'at once')
  const milder = playOn('unmeasured', `steps: [${SIGNAL}, ${P2}, ${aware}]\nuntil: 30d`)
  equal(milder.obligation('tell-leadership').unmeasured, 'as soon as possible')
  const high = '{at: 0m, as: commander, do: classify, severity: P1, type: outage}'
  deepEqual(limits('unmeasured', [high, aware], ['tell-leadership']), ['Mon 2026-03-02 14:05'])
})

test('deadline counted from a state of knowledge (aware, discovered, confirmed, classified, reported), not from the alert', () => {
  const played = playOn(
    'states-of-knowledge',
    `steps:
  - ${SIGNAL}
  - {at: 1h, as: commander, do: mark, moment: aware}
  - {at: 2h, as: commander, do: mark, moment: discovered}
  - {at: 3h, as: commander, do: mark, moment: should-have-known, when: -2d}
  - {at: 4h, as: commander, do: answer, fact: down, value: yes}
  - {at: 20h, as: commander, do: submit-report, obligation: notification, text: All of it}
  - {at: 30h, as: commander, do: resolve, text: It works}
until: 31h`,
  )
  equal(limitOf(played, 'warning'), 'Tue 2026-03-03 11:00')
  equal(limitOf(played, 'notification'), 'Thu 2026-03-05 11:00')
  // Constructive knowledge: the day on which someone should have known moves it back, on record.
  deepEqual(limitsOf(played, 'letter'), ['Fri 2026-05-01 12:00', 'Wed 2026-04-29 10:00'])
  equal(limitOf(played, 'answer'), 'Mon 2026-03-02 16:00')
  // From the later of submission and resolution.
  equal(limitOf(played, 'final'), 'Fri 2026-04-03 16:00')
})

test('deadline or threshold in business/working days or hours; calendar rules (weekday, hour, holidays)', () => {
  const keys = ['days', 'hours', 'filing', 'evening']
  // Thursday before Easter, 16:00 in Munich: Friday and Monday are holidays there, and neither is in New York.
  const easter = limits('working-days', [], keys, 'starts: 2026-04-02T16:00:00+02:00\n')
  deepEqual(easter, [
    'Wed 2026-04-08 16:00',
    'Tue 2026-04-07 11:00',
    'Wed 2026-04-08 16:00',
    'Tue 2026-04-07 17:00',
  ])
})

test('in-hours and out-of-hours rules differ', () => {
  deepEqual(limits('in-hours', [], ['respond']), ['Mon 2026-03-02 10:30'])
  const night = playOn('in-hours', `starts: 2026-03-02T02:00:00+01:00\nsteps: [${SIGNAL}]\nuntil: 5m`)
  equal(limitOf(night, 'respond'), 'Mon 2026-03-02 04:00')
  deepEqual(night.eventsOf('page-sent').map(it => it.party).toSorted(), ['commander', 'deputy'])
})

test('soft target plus hard limit, or minimum plus maximum; soak period before the next state', () => {
  const played = playOn(
    'minimum-and-maximum',
    `steps:
  - ${SIGNAL}
  - {at: 1h, as: commander, do: mark, moment: aware}
  - {at: 2h, as: commander, do: contain}
  - {at: 3h, as: commander, do: complete, obligation: monitor}
  - {at: 4h, as: commander, do: resolve, text: It works}
  - {at: 26h, as: commander, do: complete, obligation: monitor}
  - {at: 27h, as: commander, do: resolve, text: It works}
until: 30h`,
    { refusals: true },
  )
  partialDeepStrictEqual(played.obligation('report'), {
    standing: 'due-soon',
    aim: at('2026-03-03T10:00:00Z'),
    due: at('2026-03-12T10:00:00Z'),
  })
  deepEqual(
    played.refused.map(({ do: name, code }) => [name, code]),
    [
      ['complete', 'too-early'],
      ['resolve', 'gate-not-met'],
    ],
  )
  equal(played.incident.status, 'resolved')
})

test('phase or step with a start-end window', () => {
  const played = playOn(
    'phases',
    `steps: [${SIGNAL}, {at: 10m, as: commander, do: complete, obligation: contain}]\nuntil: 1h`,
    { refusals: true },
  )
  equal(played.refused[0]?.code, 'too-early')
  partialDeepStrictEqual(played.obligation('contain'), {
    standing: 'open',
    not_before: at('09:30'),
    due: at('11:00'),
  })
  equal(played.obligation('assess').standing, 'overdue')
})

test('recurring update cadence that depends on level; each update must promise the next one', () => {
  const played = playOn(
    'cadence',
    `steps:
  - ${SIGNAL}
  - ${P2}
  - {at: 10m, as: commander, do: update, obligation: by-level, text: We look}
  - {at: 3h, as: commander, do: classify, severity: P0, type: outage}
  - {at: 3h20m, as: commander, do: update, obligation: by-level, text: It is worse}
until: 3h21m`,
  )
  deepEqual(played.eventsOf('update-posted').map(it => it.nextBy), [
    at('2026-03-03T09:10:00Z'),
    at('12:50'),
  ])
  // The update that was promised for the next day is due half an hour after the raise.
  deepEqual(limitsOf(played, 'by-level#2'), ['Tue 2026-03-03 10:10', 'Mon 2026-03-02 13:30'])
  equal(limitOf(played, 'by-level#3'), 'Mon 2026-03-02 13:50')
})

test('a raise shortly before an update that was promised leaves the promise', () => {
  const played = playOn(
    'cadence',
    `steps:
  - ${SIGNAL}
  - {at: 0m, as: commander, do: classify, severity: P1, type: outage}
  - {at: 1h50m, as: commander, do: classify, severity: P0, type: outage}
until: 1h51m`,
  )
  deepEqual(limitsOf(played, 'by-level#1').slice(1), [
    'Mon 2026-03-02 12:00',
    'Mon 2026-03-02 12:00',
  ])
})

test('cadence or operating mode changes with elapsed time, phase or containment', () => {
  const played = playOn(
    'cadence',
    `steps:
  - ${SIGNAL}
  - {at: 1h, as: commander, do: update, obligation: by-stage, text: We look}
  - {at: 2h, as: commander, do: begin-stage, stage: contain}
  - {at: 2h10m, as: commander, do: update, obligation: by-stage, text: It is held}
  - {at: 2h20m, as: commander, do: contain}
until: 3h`,
  )
  deepEqual(limitsOf(played, 'by-stage#2'), ['Mon 2026-03-02 15:00', 'Mon 2026-03-02 12:30'])
  deepEqual(limitsOf(played, 'by-stage#3'), ['Mon 2026-03-02 12:40', 'Mon 2026-03-02 20:10'])
  const long = playOn(
    'cadence',
    `steps: [${SIGNAL}, {at: 23h, as: commander, do: update, obligation: by-stage, text: It goes on}]
until: 25h`,
  )
  deepEqual(limitsOf(long, 'by-stage#2'), ['Tue 2026-03-03 13:00', 'Wed 2026-03-04 09:00'])
})

test('update on timer OR on change, whichever comes', () => {
  const played = playOn(
    'cadence',
    `steps:
  - ${SIGNAL}
  - {at: 1h, as: commander, do: answer, fact: down, value: yes}
  - {at: 1h5m, as: commander, do: answer, fact: down, value: no}
  - {at: 1h10m, as: commander, do: update, obligation: on-change, text: It is down}
  - {at: 2h, as: commander, do: contain}
until: 3h`,
  )
  // A second change before the update gives no more time.
  deepEqual(limitsOf(played, 'on-change#1'), ['Mon 2026-03-02 14:00', 'Mon 2026-03-02 11:15'])
  deepEqual(limitsOf(played, 'on-change#2'), ['Mon 2026-03-02 15:10'])
  // Where the document says only "at once" there is no figure: it is due soon from the change on.
  partialDeepStrictEqual(played.obligation('at-once#1'), {
    standing: 'due-soon',
    aim: at('11:00'),
    due: at('2026-03-03T09:00:00Z'),
  })
})

test('deadline counted BACKWARDS from a future event (before meeting, before disclosure, at 50% of a limit)', () => {
  const played = playOn(
    'backwards',
    `steps:
  - ${SIGNAL}
  - {at: 1h, as: commander, do: mark, moment: disclosure, when: 170h}
  - {at: 2h, as: commander, do: mark, moment: disclosure, when: 122h, reason: The press knows}
until: 3h`,
  )
  // Monday 10:00 plus 170 hours is Monday noon; it moves to Saturday noon.
  deepEqual(limitsOf(played, 'text'), [undefined, 'Sun 2026-03-08 12:00', 'Fri 2026-03-06 12:00'])
  // Two whole working days before a Saturday are Thursday and Friday.
  deepEqual(limitsOf(played, 'papers'), [undefined, 'Thu 2026-03-05 12:00', 'Thu 2026-03-05 00:00'])
  equal(limitOf(played, 'halfway'), 'Sat 2026-03-07 10:00')
  partialDeepStrictEqual(played.obligation('after'), { standing: 'armed', waits_for: ['disclosure'] })
})

test('shortest of competing deadlines wins; a cap that was over before the clock began does not bind', () => {
  equal(playedInitial('5h', 'yes'), 'Thu 2026-03-05 19:00')
  // Classified ten minutes before the day after awareness is over.
  equal(playedInitial('23h50m', 'yes'), 'Fri 2026-03-06 10:00')
  equal(playedInitial('24h30m', 'yes'), 'Fri 2026-03-06 14:30')
  // Friday evening plus four hours is Saturday: noon on Monday, but not for who is exempt.
  equal(playedInitial('35h', 'yes'), 'Sat 2026-03-07 01:00')
  equal(playedInitial('35h', 'no'), 'Mon 2026-03-09 12:00')
})

function playedInitial(classified: string, exempt: string): string | undefined {
  const played = playOn(
    'competing-deadlines',
    `starts: 2026-03-05T10:00:00+01:00
steps:
  - ${SIGNAL}
  - {at: 0m, as: commander, do: mark, moment: aware}
  - {at: 1m, as: commander, do: answer, fact: exempt, value: ${exempt}}
  - {at: ${classified}, as: commander, do: classify, severity: P0, type: outage}
until: 36h`,
  )
  return limitOf(played, 'initial')
}

test('a duty changed by contract: the answer that there is one brings the shorter time', () => {
  const played = playOn(
    'competing-deadlines',
    `steps:
  - ${SIGNAL}
  - {at: 0m, as: commander, do: mark, moment: aware}
  - {at: 6h, as: commander, do: answer, fact: contract, value: yes}
until: 7h`,
  )
  deepEqual(limitsOf(played, 'client'), ['Thu 2026-03-05 10:00', 'Tue 2026-03-03 16:00'])
})

test('deadline from the end of a calendar period', () => {
  const played = playOn(
    'end-of-period',
    `steps: [${SIGNAL}, {at: 0m, as: commander, do: mark, moment: aware}, {at: 1h, as: commander, do: resolve, text: It works}]\nuntil: 2h`,
  )
  equal(limitOf(played, 'list'), 'Tue 2027-03-02 00:00')
  equal(limitOf(played, 'quarter'), 'Wed 2026-04-01 00:00')
  // What counts from the end of the month is not owed before.
  partialDeepStrictEqual(played.obligation('month'), { standing: 'armed' })
})

test('the whole schedule switches when one fact flips (embargo broken, disclosure public)', () => {
  const played = playOn(
    'whole-plan-switch',
    `steps: [${SIGNAL}, {at: 0m, as: commander, do: answer, fact: public, value: no}, {at: 5h, as: commander, do: answer, fact: public, value: yes}]\nuntil: 6h`,
  )
  deepEqual(limitsOf(played, 'statement').slice(1), ['Mon 2026-03-09 10:00', undefined])
  equal(played.obligation('statement').unmeasured, 'as soon as possible')
  deepEqual(limitsOf(played, 'customers').at(-1), 'Mon 2026-03-02 17:00')
  deepEqual(limitsOf(played, 'updates#1').at(-1), 'Mon 2026-03-02 16:00')
})

test('ladder of audiences by elapsed time (15 / 30 / 45 / 60 min); escalate on elapsed time without resolution (incl. 150% of target)', () => {
  const played = playOn(
    'elapsed-time',
    `people: {answer_pages: after 1m}\nsteps: [${SIGNAL}, ${P0}]\nuntil: 5h`,
  )
  const met = played.eventsOf('obligation-met').map(it => [it.obligation, it.at])
  const when = (key: string) => met.find(([obligation]) => obligation === key)?.[1]
  equal(when('after-15m'), at('09:15'))
  equal(when('after-30m'), at('09:30'))
  deepEqual(
    played.eventsOf('page-sent').filter(it => it.party === 'deputy').map(it => it.at)[0],
    at('09:45'),
  )
  deepEqual(played.eventsOf('escalated').map(it => [it.level, it.at]), [[2, at('10:00')]])
  equal(when('too-long'), at('10:30'))
  equal(limitOf(played, 'shifts'), 'Mon 2026-03-02 13:30')
})

test('what was resolved in time climbs no further', () => {
  const played = playOn(
    'elapsed-time',
    `steps: [${SIGNAL}, ${P0}, {at: 20m, as: commander, do: resolve, text: It works}]\nuntil: 5h`,
  )
  deepEqual(
    ['after-15m', 'after-30m', 'after-60m', 'too-long', 'shifts'].map(
      key => played.obligation(key).standing,
    ),
    ['met', 'void', 'void', 'void', 'void'],
  )
})

test('restoration priority or RTO/RPO tiers', () => {
  const played = playOn(
    'restoration-by-tier',
    `steps: [{at: 0m, signal: {source: monitoring, title: It broke, systems: [payments, wiki, printer]}}]\nuntil: 10m`,
  )
  deepEqual(
    ['restore@payments', 'restore@wiki', 'restore@printer', 'continuity'].map(key =>
      limitOf(played, key),
    ),
    ['Mon 2026-03-02 11:00', 'Thu 2026-03-05 10:00', 'Thu 2026-03-05 10:00', 'Mon 2026-03-02 10:30'],
  )
})

test('temporary measure must be undone; later re-verification; overdue action escalates; watch after closing', () => {
  const played = playOn(
    'after-closing',
    `steps:
  - ${SIGNAL}
  - {at: 1h, as: commander, do: answer, fact: temporary, value: yes}
  - {at: 2h, as: commander, do: resolve, text: It works}
  - {at: 3h, as: commander, do: add-follow-up, title: Buy disks, owner: chief, due: 9d}
  - {at: 4h, as: commander, do: close}
  - {at: 5h, as: commander, do: complete, obligation: watch}
  - {at: 172h, as: commander, do: complete, obligation: watch}
until: 100d`,
    { refusals: true },
  )
  deepEqual(played.refused.map(it => it.code), ['too-early'])
  equal(played.obligation('watch').standing, 'met')
  partialDeepStrictEqual(played.obligation('undo'), { standing: 'overdue' })
  equal(limitOf(played, 'undo'), 'Wed 2026-04-01 12:00')
  equal(limitOf(played, 'verify-again'), 'Tue 2026-06-16 14:00')
  const [action] = played.eventsOf('follow-up-added')
  equal(played.obligation(`act@${action?.followUp}`).standing, 'overdue')
  deepEqual(played.eventsOf('escalated').map(it => it.level), [1])
})
