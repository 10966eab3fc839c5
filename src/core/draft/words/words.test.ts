import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { blanksIn } from '#/core/draft/words/blank.ts'
import { askedFor } from '#/core/draft/words/clause.ts'
import { conditioned } from '#/core/draft/words/condition.ts'
import { deadlinesIn, targetIn, unmeasuredIn } from '#/core/draft/words/deadline.ts'
import { levelNameIn } from '#/core/draft/words/level.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { momentIn } from '#/core/draft/words/moment.ts'
import { nameFrom, untaken } from '#/core/draft/words/name.ts'
import { partiesIn } from '#/core/draft/words/party.ts'
import { recurrencesIn } from '#/core/draft/words/recurrence.ts'
import { spansIn } from '#/core/draft/words/span.ts'
import { baseOf, imperativeOf } from '#/core/draft/words/verb.ts'

const spans = (text: string) =>
  spansIn(text).map(({ span, aim }) => (aim === undefined ? span : `${aim} to ${span}`))

test('a length of time is read in digits and in words, and nothing is made of half of one', () => {
  for (const [text, expected] of [
    ['within 30 minutes', ['30 minutes']],
    ['15m', ['15 minutes']],
    ['2 h', ['2 hours']],
    ['72-hour notice', ['72 hours']],
    ['five business days', ['5 working days']],
    ['twenty-four (24) hours', ['24 hours']],
    ['one (1) hour', ['1 hour']],
    ['one (2) hours', []],
    ['an hour', ['1 hour']],
    ['half an hour', []],
    ['1.5 hours', []],
    ['1h30m', ['1 hour 30 minutes']],
    ['2-4 hours', ['2 hours to 4 hours']],
    ['between 2 and 4 hours', ['2 hours to 4 hours']],
    ['4-2 hours', []],
    ['T+1h', ['1 hour']],
    ['24/7', []],
    ['2024-03-01', []],
    ['0 days', []],
    ['900 years', []],
    ['10%', []],
    ['P1 and 3 days', ['3 days']],
  ] as const)
    deepEqual(spans(text), expected, text)
})

test('a limit is told from a minimum, a rhythm, a past and a lead time', () => {
  const limits = (text: string) => deadlinesIn(text).map(({ within }) => within)
  for (const [text, expected] of [
    ['within 24 hours', ['24 hours']],
    ['no later than 72 hours after becoming aware', ['72 hours']],
    ['in less than 15 minutes', ['15 minutes']],
    ['two hours at the latest', ['2 hours']],
    ['The SLA for fixing it is 24 hours', ['24 hours']],
    ['for at least 12 months', []],
    ['every 2 hours', []],
    ['within the last 24 hours', []],
    ['7 days before disclosure', []],
    ['more than 30 minutes', []],
    ['within 1 hour, and within 3 days', ['1 hour', '3 days']],
  ] as const)
    deepEqual(limits(text), expected, text)
})

test('a clock counts from the moment that a sentence names, and from none that it does not', () => {
  for (const [phrase, expected] of [
    ['becoming aware of the breach', { moment: 'aware' }],
    ['detection', { moment: 'detected' }],
    ['receipt of the report', { moment: 'detected' }],
    ['having been confirmed', { moment: 'verified' }],
    ['incident closure', { moment: 'closed' }],
    ['the incident', undefined],
    ['submission of the initial report', { named: 'submission of the initial report' }],
  ] as const)
    deepEqual(momentIn(phrase), expected, phrase)
  const [deadline] = deadlinesIn(
    'Notify them within 4 hours of declaration whether or not it is fixed',
  )
  deepEqual(deadline?.from, { moment: 'declared' })
})

test('what stands in a column of times is a limit, words, or unclear', () => {
  for (const [cell, expected] of [
    ['15 min', { within: '15 minutes', working: false }],
    ['Immediate (< 15 minutes)', { within: '15 minutes', working: false }],
    ['10 minutes, 24/7', { within: '10 minutes', working: false }],
    ['2 working days', { within: '2 working days', working: true }],
    ['Next business day', { unmeasured: 'Next business day' }],
    ['N/A', undefined],
    ['15 min / 1 hour', { unclear: true }],
    ['> 30 minutes', { unclear: true }],
    ['within 60 days if more than 500 are affected', { unclear: true }],
  ] as const)
    deepEqual(targetIn(cell), expected, cell)
})

test('a deadline in words stays words', () => {
  equal(unmeasuredIn('Tell them as soon as possible'), 'as soon as possible')
  equal(unmeasuredIn('without undue delay'), 'without undue delay')
  equal(unmeasuredIn('Take immediate containment actions'), undefined)
})

test('a rhythm is read, a quota is none, and a word with two meanings is left to people', () => {
  for (const [text, expected] of [
    ['every two hours', { every: '2 hours' }],
    ['every 2-4 hours', { every: '4 hours', aim: '2 hours' }],
    ['quarterly', { every: '1 quarter' }],
    ['semi-annually', { every: '6 months' }],
    ['once a year', { every: '1 year' }],
    ['at least twice a year', { quota: { least: 2, per: '1 year' } }],
    ['four times per quarter', { quota: { least: 4, per: '1 quarter' } }],
    ['bi-annually', { ambiguous: true }],
  ] as const) {
    const [{ words: _words, start: _start, end: _end, ...found } = {} as never] =
      recurrencesIn(text)
    deepEqual(found, expected, text)
  }
})

test('a level is known by its code, its word, or both, and not by an adjective', () => {
  const name = (text: string) => {
    const found = levelNameIn(text)
    return found === undefined
      ? undefined
      : [found.code, found.word, found.rest].filter(Boolean).join(' | ')
  }
  for (const [text, expected] of [
    ['P0', 'P0'],
    ['Critical (P0)', 'P0 | Critical'],
    ['SEV-1: Critical', 'SEV-1 | Critical'],
    ['🔴 CRITICAL (P0)', 'P0 | CRITICAL'],
    ['Level A – worst', 'Level A | worst'],
    ['Tier 2 - Any security incident', 'Tier 2 | Any security incident'],
    ['P1: Full outage', 'P1 | Full outage'],
    ['P0 critical systems are down', 'P0 | critical systems are down'],
    ['High', 'High'],
    ['High latency issues', undefined],
    ['Levels of support', undefined],
  ] as const)
    equal(name(text), expected, text)
})

test('a sentence comes apart into its condition and what is owed', () => {
  for (const [text, main, condition] of [
    ['If data were lost, tell the DPO', 'tell the DPO', 'data were lost'],
    ['Tell the DPO if data were lost.', 'Tell the DPO', 'data were lost'],
    ['Disable features (if needed)', 'Disable features', 'needed'],
    ['Report it as required by law', 'Report it', 'required'],
    ['Determine if data were lost', 'Determine if data were lost', undefined],
    ['Document when it began', 'Document when it began', undefined],
    [
      'Limit the damage if possible and tell the lead',
      'Limit the damage if possible and tell the lead',
      undefined,
    ],
    [
      'Isolate it (take it off the net if needed)',
      'Isolate it (take it off the net if needed)',
      undefined,
    ],
    ['Stop it unless told otherwise', 'Stop it unless told otherwise', undefined],
    ['The lead should tell the DPO', 'The lead should tell the DPO', undefined],
  ] as const) {
    const found = conditioned(text)
    deepEqual([found.main, found.condition?.text], [main, condition], text)
  }
})

test('how binding a sentence is, its main part says', () => {
  for (const [text, expected] of [
    ['The lead must tell them', 'must'],
    ['The lead should tell them', 'should'],
    ['The lead may tell them', 'may'],
    ['Never tell them', 'never'],
    ['Staff shall not speak to the press', 'never'],
    ['The CTO names owners so that it does not happen again', undefined],
    ['Feedback is given on how they could have handled it', undefined],
    ['The goal is to improve', undefined],
  ] as const)
    equal(modalIn(text)?.modality, expected, text)
})

test('an instruction begins with a verb; a noun that looks like one is none', () => {
  for (const [text, expected] of [
    ['Isolate affected systems', 'isolate'],
    ['Review access logs', 'review'],
    ['Update runbooks', 'update'],
    ['Re-deploy clean images', 're-deploy'],
    ['Review date', undefined],
    ['Contact information', undefined],
    ['Contact point for more information', undefined],
    ['Alert or user report', undefined],
    ['User reports', undefined],
  ] as const)
    equal(imperativeOf(text), expected, text)
  equal(baseOf('notified'), 'notify')
  equal(baseOf('held'), 'hold')
  equal(baseOf('sentence'), undefined)
})

test('who is meant by a phrase, and whether it says so', () => {
  const kinds = (text: string) =>
    partiesIn(text)?.map(({ name, kind, vague }) => `${name}: ${kind}${vague ? ', vague' : ''}`)
  for (const [text, expected] of [
    ['the Incident Commander (IC)', ['Incident Commander: inside']],
    ['the CISO, Legal and the DPO', ['CISO: inside', 'Legal: inside', 'DPO: inside']],
    ['Head of Infrastructure', ['Head of Infrastructure: inside']],
    ['relevant stakeholders', ['relevant stakeholders: inside, vague']],
    ['affected customers', ['affected customers: outside']],
    ['the supervisory authority', ['supervisory authority: authority']],
    ['all employees', ['all employees: everyone']],
    ['the on-call engineer', ['on-call engineer: on-call']],
    ['Business associates must notify covered entities', undefined],
    ['affected systems', undefined],
  ] as const)
    deepEqual(kinds(text), expected, text)
})

test('a time inside a condition is no limit', () => {
  const timed = (text: string) => askedFor(text, () => false)?.timedCase
  equal(timed('If nobody answers within 15 minutes, escalate to Level 2'), true)
  equal(timed('Escalate if there is no answer within 15 minutes'), true)
  equal(timed('Notify the DPO within 24 hours if data were lost'), false)
})

test('a name is made of words in any script, and a second one has a letter and no figure', () => {
  equal(nameFrom('Notify the Supervisory Authority', 'x'), 'notify-supervisory-authority')
  equal(nameFrom('Équipe de sécurité', 'x'), 'equipe-de-securite')
  equal(nameFrom('通知', 'audience'), 'audience')
  equal(nameFrom('24/7 hotline', 'contact'), 'contact-24-7-hotline')
  equal(
    untaken('a', name => ['a', 'a-b'].includes(name)),
    'a-c',
  )
})

test('a blank is seen in each of its forms, and our own mark is none', () => {
  deepEqual(blanksIn('Call [Name] or <role>, TBD, xxx and ____'), [
    '[Name]',
    '<role>',
    'TBD',
    'xxx',
    '____',
  ])
  deepEqual(blanksIn('- [x] done [address left out] < 15 minutes'), [])
})
