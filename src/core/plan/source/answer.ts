import { z } from 'zod'

import { fullList, line, shape } from '#/core/plan/source/words.ts'

/** What a fact can be answered with, and what can be asked of an answer. */

const number = z.number({ error: 'a number' })

export const answer = z.union([z.boolean(), number, line], {
  error: 'an answer: yes, no, a number or one of the choices',
})
export type AnswerSource = z.infer<typeof answer>

const comparison = shape({
  over: number.optional().describe('More than this number.'),
  'at-least': number.optional().describe('This number or more.'),
  under: number.optional().describe('Less than this number.'),
  'at-most': number.optional().describe('This number or less.'),
}).meta({ minProperties: 1 })
export type ComparisonSource = z.infer<typeof comparison>

export const answers = z.union([answer, fullList(answer, 'a list of answers')], {
  error: 'an answer, or a list of answers',
})

export const factTest = z.union([answer, fullList(answer, 'a list of answers'), comparison], {
  error: 'an answer, a list of answers, or a comparison such as {over: 500}',
})
export type FactTestSource = z.infer<typeof factTest>
