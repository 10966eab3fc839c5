import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Proposal } from '../api/operations.ts'
import { LATER, choiceInWords, isBelowFloor, levelTaken, wantsReason } from './level.ts'

const level = (id: string) => ({ id, title: id, means: '', examples: [], cites: [] })
const proposal = (severity: string | null, forced = false): Proposal => ({
  proposed:
    severity === null
      ? null
      : { severity, title: severity, forced, in_doubt: false, because: [], cites: [] },
  may_worsen: [],
  questions: [],
  severities: [level('P0'), level('P1'), level('P2')],
  classifications: [],
  types: [],
  sources: [],
  systems: [],
  classify: { allowed: true, by: [] },
})

test('what the plan proposes is taken, unless somebody wants another or none yet', () => {
  equal(levelTaken(proposal('P1'), { severity: null })?.id, 'P1')
  equal(levelTaken(proposal('P1'), { severity: 'P2' })?.id, 'P2')
  equal(levelTaken(proposal('P1'), { severity: LATER }), undefined)
  equal(levelTaken(proposal(null), { severity: null }), undefined)
  equal(levelTaken(undefined, { severity: 'P0' }), undefined)
})

test('T2.3 nothing milder than what the answers force is taken', () => {
  equal(levelTaken(proposal('P1', true), { severity: 'P2' })?.id, 'P1')
  equal(isBelowFloor(proposal('P1', true), 'P2'), true)
  equal(isBelowFloor(proposal('P1', true), 'P0'), false)
  equal(isBelowFloor(proposal('P1'), 'P2'), false)
})

test('only another level than proposed wants a word why', () => {
  equal(wantsReason(proposal('P1'), level('P1')), false)
  equal(wantsReason(proposal('P1'), level('P2')), true)
  equal(wantsReason(proposal(null), level('P2')), false)
})

test('a choice of the plan is shown in words', () => {
  equal(choiceInWords('important-feature-down'), 'Important feature down')
})
