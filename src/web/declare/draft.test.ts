import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { readDraft } from './draft.ts'

const newKey = () => 'new'

test('a draft is read back as it was kept, what is missing as empty', () => {
  const draft = readDraft('{"title":"Half","key":"kept"}', newKey)
  equal(draft.title, 'Half')
  equal(draft.key, 'kept')
  equal(draft.exercise, false)
})

test('what cannot be read is an empty draft, not an error', () => {
  equal(readDraft('{', newKey).key, 'new')
  equal(readDraft('', newKey).title, '')
})
