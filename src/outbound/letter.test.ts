import { equal, match, doesNotMatch } from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#/core/time.ts'
import { letterHtml, letterText, subjectLine } from './letter.ts'
import type { Message } from './message.ts'

const message: Message = {
  idempotencyKey: 'k',
  messageId: 'm',
  threadId: 't',
  channel: 'email',
  incident: {
    id: 'inc-1',
    number: 12,
    title: 'Key of the export service stolen',
    severity: 'P0',
    exercise: false,
    restricted: false,
  },
  act: 'notice',
  subject: 'Security notice',
  text: 'Records of yours were copied <by someone>.',
  cites: ['C4.7'],
  to: { address: 'customers@acme.example' },
  incidentUrl: 'http://inside/incidents/12',
  at: instant('2026-03-02T09:00Z'),
}

test('C4.6 a customer reads what was written to them, and nothing of what is ours', () => {
  equal(subjectLine(message), 'Security notice')
  equal(letterText(message), 'Records of yours were copied <by someone>.\n')
  match(letterHtml(message), /copied &lt;by someone&gt;/)
  doesNotMatch(letterHtml(message), /Key of the export|inside|C4\.7|#12/)
})

test('somebody of the house reads which incident it is, under which clause, and where to look', () => {
  const inside = { ...message, to: { person: 'ana', address: 'ana@acme.example' } }
  equal(subjectLine(inside), '[#12] Security notice')
  match(
    letterText(inside),
    /Incident #12 \(P0\): Key of the export service stolen\n.*inside\/incidents\/12/,
  )
})
