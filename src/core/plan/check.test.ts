import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory, Person } from '#/core/directory.ts'
import { check } from '#/core/plan/check.ts'
import { coverage } from '#/core/plan/check/coverage.ts'
import { formatDuration } from '#/core/plan/check/duration.ts'
import { silences } from '#/core/plan/check/silence.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'

const SOURCE = `
plan: small
title: Small plan
version: "1.0"
clauses: {A1: One, A2: Two, A3: {text: Three, later: next year}}
severities: {high: {cite: A1, propose: {fact: {down: yes}}}, low: {propose: {fact: {down: no}}}}
facts: {down: {ask: Is it down?, by: commander, cite: A1}}
positions: {chief: {title: The chief}, deputy: {title: The deputy}}
roles: {commander: {holders: [chief, deputy]}}
audiences: {clients: {title: Our clients, outside: yes, members: [clients]}}
obligations:
  - {id: wake, do: page, to: commander, cite: A2}
  - {id: tell, do: notice, to: clients, by: commander}
escalation: {1: {members: [chief]}, 2: {members: [deputy], when: {fact: {down: yes}}}, 3: {members: [chief, deputy]}}
paging: {wait: 5m, rounds: 2}
`

function planOf(text = SOURCE): Plan {
  const compiled = compile(text)
  ok('plan' in compiled, JSON.stringify(compiled))
  return compiled.plan
}

function directoryOf(
  people: readonly Person[],
  clients: readonly string[] = ['them@clients.example'],
): Directory {
  return {
    ...EMPTY_DIRECTORY,
    people: new Map(people.map(person => [person.id, person])),
    positions: new Map([
      ['chief', ['ana']],
      ['deputy', ['bo']],
    ]),
    contacts: new Map([['clients', clients]]),
  }
}

const ANA: Person = { id: 'ana', name: 'Ana', email: 'ana@acme.example' }
const BO: Person = { id: 'bo', name: 'Bo', email: 'bo@acme.example' }

function errorsOf(directory: Directory): readonly string[] {
  return check(planOf(), directory)
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)
}

test('a directory in which everyone is there and can be reached raises no error', () => {
  deepEqual(errorsOf(directoryOf([ANA, BO])), [])
})

for (const email of ['[CTO Email]', 'TBD', 'cto@example.com', 'xxx@', 'you@yourcompany.com', '?'])
  test(`C9.1 the placeholder ${email} is refused, and whoever is missing is named`, () => {
    deepEqual(errorsOf(directoryOf([{ ...ANA, email }, BO])), [
      `"The chief" is "Ana", whose email ${JSON.stringify(email)} is a placeholder.`,
      '"The chief" is "Ana", whom no page reaches: no email.',
    ])
  })

test('C9.1 a placeholder among the addresses outside is refused', () => {
  deepEqual(errorsOf(directoryOf([ANA, BO], ['someone@example.org'])), [
    '"someone@example.org", for "Our clients", is a placeholder.',
  ])
})

test('C9.1 a position that names someone who is not in the directory is refused', () => {
  deepEqual(errorsOf(directoryOf([ANA])), ['"The deputy" is "bo", who is not in the directory.'])
})

test('each clause is listed with what carries it, and what waits for later work is told apart', () => {
  deepEqual(coverage(planOf()), [
    {
      clause: 'A1',
      text: 'One',
      carriedBy: [
        { kind: 'severity', id: 'high' },
        { kind: 'fact', id: 'down' },
      ],
    },
    { clause: 'A2', text: 'Two', carriedBy: [{ kind: 'obligation', id: 'wake' }] },
    { clause: 'A3', text: 'Three', carriedBy: [], later: 'next year' },
  ])
})

test('C7.1 silence climbs the levels that may be reached for certain, at computed times', () => {
  const [silence] = silences(planOf(), directoryOf([ANA, BO]))
  // Two people, twice five minutes each; level 2 is reached in some incidents only; level 3 wakes both at once.
  deepEqual(
    silence?.steps.map(({ level, afterMs }) => [level, formatDuration(afterMs)]),
    [
      [1, '20 min'],
      [3, '30 min'],
    ],
  )
  equal(formatDuration(silence?.endsAfterMs ?? 0), '40 min')
})

test('a finding stands where its element stands in the source', () => {
  const found = check(
    planOf(
      SOURCE.replace(
        'chief, deputy]}}',
        'chief, deputy], may: [send-notice]}, scribe: {holders: [chief]}}',
      ),
    ),
  )
  deepEqual(
    found.filter(({ code }) => code === 'unused').map(({ line }) => line),
    [9],
  )
})
