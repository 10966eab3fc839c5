import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { viewOf } from '../../../test/kit/view.ts'

import { compile } from '#/core/plan/compile.ts'
import type { Answer } from '#/core/plan/plan.ts'
import { proposeSeverity } from '#/core/plan/propose.ts'
import type { Proposal } from '#/core/plan/propose.ts'

const compiled = compile(`
plan: small
title: Small plan
version: "1.0"
clauses: {A1: Everything is down, A2: Something is}
severities:
  high: {title: High, cite: A1, propose: {any: [{fact: {down: all}}, {fact: {users: {over: 500}}}]}, floor: {fact: {data: yes}}}
  low: {title: Low, cite: A2, propose: {fact: {down: [part, none]}}}
positions: {chief: {}}
facts:
  down: {ask: What is down?, kind: choice, choices: [all, part, none], by: chief}
  users: {ask: How many users are hit?, kind: number, by: chief}
  data: {ask: Are data touched?, by: chief}
`)
ok('plan' in compiled, JSON.stringify(compiled))
const { plan } = compiled

function proposalFor(answers: Readonly<Record<string, Answer>>): Proposal | undefined {
  return proposeSeverity(plan, viewOf(answers))
}

test('C1.1 the worst level that holds is proposed, with the answer that makes it so and the clause', () => {
  const proposal = proposalFor({ down: 'part', users: 501 })
  equal(proposal?.severity.id, 'high')
  deepEqual(proposal?.because, ['“How many users are hit?” is answered with more than 500'])
  deepEqual(proposal?.cites, ['A1'])
})

test('a milder proposal names the answers that could still make it worse', () => {
  const proposal = proposalFor({ down: 'part' })
  equal(proposal?.severity.id, 'low')
  deepEqual(proposal?.mayWorsen, ['users', 'data'])
})

test('what a fact forces says so', () => {
  equal(proposalFor({ data: 'yes', down: 'none' })?.forced, true)
})

test('while nothing that decides is known, nothing is proposed', () => {
  equal(proposalFor({}), undefined)
  equal(proposalFor({ users: 12 }), undefined)
})
