import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { record } from '../words/en/record.ts'
import { room } from '../words/en/room.ts'
import { bodyOf, searchable, wordsOf } from './body.ts'
import type { Happened } from './happened.ts'
import type { Names } from './names.ts'

const names = {
  people: (ids: readonly string[]) => ids.join(),
  obligation: String,
  severity: String,
  when: String,
} as unknown as Names
const say = { room, record, names, part: (_: string, id: string) => id.toUpperCase() }
const event = (more: object) => ({ version: 1, at: '', by: 'ana', ...more }) as unknown as Happened

test('what was said stands below who said it, and why', () => {
  deepEqual(
    bodyOf(
      event({ type: 'classified', severity: 'P0', proposed: 'P1', reason: 'Data are out' }),
      say,
    ),
    {
      text: undefined,
      lines: [{ label: 'Reason', value: 'Data are out' }, { value: 'The plan proposed P1' }],
    },
  )
  deepEqual(
    bodyOf(event({ type: 'report-submitted', parts: { facts: 'x' }, receipt: 'R-7' }), say).lines,
    [{ label: 'FACTS', value: 'x' }, { value: 'Received as R-7' }],
  )
})

test('of a correction only what is right is shown; what was taken out is not', () => {
  equal(bodyOf(event({ type: 'noted', text: 'Corrects #3: At nine' }), say).text, 'At nine')
  equal(bodyOf(event({ type: 'noted', text: '[redacted]', redacted: true }), say).text, undefined)
})

test('the mail that went out is not the record of who works here', () => {
  equal(bodyOf(event({ type: 'page-sent', text: 'Wake up' }), say).text, undefined)
})

test('a search finds words though they are bold in the text', () => {
  const note = event({ type: 'noted', text: 'Looked at **host 7**, and found nothing' })
  ok(wordsOf(note, 'Ana noted').includes(searchable('Host 7, and')))
})
