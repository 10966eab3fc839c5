import type { Node } from '#/core/draft/document/node.ts'

/** What the owner of a document has to settle before the draft is a plan. Codes are public and never renamed. */
export const QUESTION_CODES = {
  'severities-missing': 'The document names no levels',
  'severity-order': 'Which level is the worst is not said',
  contradiction: 'Two sentences state different figures for the same thing',
  'figure-unclear': 'A figure that was not understood',
  'figure-missing': 'A deadline without a figure',
  'start-missing': 'From when a time counts is not said',
  'working-time': 'Working time without a calendar',
  blank: 'Something was never filled in',
  'who-missing': 'Nobody is named who owes it',
  'who-unclear': 'It is not said who that is',
  'holder-missing': 'Nobody is named who holds a role',
  'audience-missing': 'Nobody is named who is told',
  'condition-open': 'When it holds is not said',
  'binding-unclear': 'A promise perhaps',
  prohibition: 'Something that must not be done',
  elsewhere: 'Another document says the rest',
  address: 'Addresses belong into the directory',
  'not-executed': 'A duty for which a form has to be chosen',
} as const satisfies Record<string, string>
export type QuestionCode = keyof typeof QUESTION_CODES

/** `text` is one sentence; the same question about several sentences is asked once. */
export type RaisedQuestion = {
  readonly code: QuestionCode
  readonly text: string
  readonly about: Node[]
}
