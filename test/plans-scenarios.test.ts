import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { bundledPlan, exampleDirectory, play } from './clauses/play.ts'
import type { Played } from './clauses/play.ts'

const FOLDER = new URL('../scenarios/', import.meta.url)
const FILES = readdirSync(FOLDER).filter(name => name.endsWith('.yaml'))

function played(name: string, directory = false): Played {
  const text = readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8')
  const of = text.replace(/^scenario:.*\n/m, '')
  return play(of, directory ? { directory: exampleDirectory() } : {})
}

for (const file of FILES) {
  const name = file.replace('.yaml', '')
  test(`every step of the scenario ${name} is accepted, with stand-ins and with the example directory`, () => {
    assert.notEqual(played(name).incident.status, 'undeclared')
    assert.notEqual(played(name, true).incident.status, 'undeclared')
  })
}

test('the scenarios play every type and every severity of each plan', () => {
  const incidents = FILES.map(file => played(file.replace('.yaml', '')))
  for (const id of ['creditnexus', 'tiered', 'bank'] as const) {
    const plan = bundledPlan(id)
    const given = incidents
      .filter(({ incident }) => incident.planId === id)
      .flatMap(it => it.events('classified'))
    const severities = new Set(given.map(event => event.severity))
    const types = new Set(given.map(event => event.incidentType))
    for (const severity of plan.severities) assert.ok(severities.has(severity.id), severity.id)
    for (const type of plan.types) assert.ok(types.has(type.id), type.id)
  }
  assert.ok(incidents.some(it => it.incident.status === 'declassified'))
})

test('nobody ever answers: the ladder is climbed, asked again, and the miss is on record', () => {
  const { log, incident, sent } = played('nobody-answers')
  assert.equal(incident.moments.has('acknowledged'), false)
  assert.deepEqual(
    log.flatMap(event => (event.type === 'escalated' ? [[event.level, event.cause]] : [])),
    [[2, 'silence']],
  )
  const pages = sent.filter(it => it.act === 'page')
  assert.ok((pages.at(-1)?.at ?? '') > '2026-03-08T22:00:00.000Z', 'a day later someone is asked')
  assert.deepEqual(
    log.flatMap(event =>
      event.type === 'obligation-missed' ? [[event.at, event.obligation]] : [],
    ),
    [['2026-03-08T22:30:00.000Z', 'acknowledge-report']],
  )
})

test('classified, then silence: every promise with a limit is missed, and each miss went up', () => {
  const { log, standings, sent } = played('classified-then-silence')
  assert.deepEqual(
    log.flatMap(event =>
      event.type === 'obligation-missed' ? [[event.at, event.obligation]] : [],
    ),
    [
      ['2026-03-07T23:30:00.000Z', 'status-to-everyone'],
      ['2026-03-08T02:30:00.000Z', 'regular-updates#1'],
      ['2026-03-10T23:02:00.000Z', 'notify-customers'],
      ['2026-03-10T23:02:00.000Z', 'report-to-authority'],
    ],
  )
  assert.deepEqual(
    standings('respond-critical', 'status-to-everyone', 'notify-customers', 'report-to-authority'),
    ['met-late', 'overdue', 'overdue', 'overdue'],
  )
  // Level 2 was reached before: the executives are told of each miss all the same.
  assert.ok(sent.some(it => it.act === 'missed' && it.to === 'ceo' && it.cites.includes('C4.8')))
})

test('over the change to summer time 72 hours stay 72 hours, and a day stays a day', () => {
  const { obligation } = played('clock-change')
  assert.deepEqual(
    [obligation('report-to-authority').from, obligation('report-to-authority').due],
    // Friday 12:00 in Luxembourg to Monday 13:00.
    ['2026-03-27T11:00:00.000Z', '2026-03-30T11:00:00.000Z'],
  )
  assert.deepEqual(
    [obligation('daily-status#3').from, obligation('daily-status#3').due],
    // Saturday 9:00 to Sunday 9:00: 23 hours.
    ['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z'],
  )
})

test('reclassified twice: no clock arrives overdue, none is wound back, and all three levels are on record', () => {
  const { obligation, log, standings } = played('reclassified-twice')
  assert.deepEqual(
    log.flatMap(event =>
      event.type === 'classified' ? [[event.at, event.was?.severity, event.severity]] : [],
    ),
    [
      ['2026-06-10T06:15:00.000Z', undefined, 'P2'],
      ['2026-06-10T09:00:00.000Z', 'P2', 'P0'],
      ['2026-06-10T12:00:00.000Z', 'P0', 'P1'],
    ],
  )
  const due = (key: string) => [obligation(key).from, obligation(key).due]
  assert.deepEqual(due('respond-medium'), ['2026-06-10T06:00:00.000Z', '2026-06-10T10:00:00.000Z'])
  assert.deepEqual(due('respond-critical'), [
    '2026-06-10T09:00:00.000Z',
    '2026-06-10T09:15:00.000Z',
  ])
  assert.deepEqual(due('status-to-everyone'), [
    '2026-06-10T09:00:00.000Z',
    '2026-06-10T10:00:00.000Z',
  ])
  assert.deepEqual(
    standings('respond-medium', 'respond-critical', 'respond-high', 'status-to-everyone'),
    ['met', 'met', 'met', 'met'],
  )
})

test('a critical data breach and a security incident of tier 2 are walked through to their gated closing', () => {
  for (const [name, gates] of [
    ['data-breach-to-close', ['recovery-validated', 'statement-reviewed', 'checklist']],
    ['tiered-security-to-close', ['notes-complete', 'logs-kept', 'owners-designated']],
  ] as const) {
    const { incident } = played(name)
    assert.equal(incident.status, 'closed')
    assert.deepEqual([...incident.gates.keys()], gates)
    for (const [gate, passed] of incident.gates) assert.equal(passed.waived, false, gate)
  }
})
