import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readGoalert } from '#/core/intake/doors/goalert.ts'

const read = (body: unknown, query: Readonly<Record<string, string>> = {}) =>
  readGoalert({ headers: {}, body, query, nowMs: 0 })

test('fields come in the query, in a form or in JSON', () => {
  const report = { key: 'k', state: 'firing', title: 'Disk full', description: 'No room' }
  const fields = { summary: 'Disk full', details: 'No room', dedup: 'k' }
  deepEqual(read(fields), { reports: [report] })
  deepEqual(read('', fields), { reports: [report] })
})

test('it is ended by its key, or by saying the same again', () => {
  const [begun, ended] = [{ summary: 'a' }, { summary: 'a', action: 'close' }].map(fields => {
    const said = read(fields)
    ok('reports' in said)
    return said.reports[0]
  })
  equal(begun?.key, ended?.key)
  equal(ended?.state, 'resolved')
  deepEqual(read({ dedup: 'k', action: 'close' }), {
    reports: [{ key: 'k', state: 'resolved', title: '' }],
  })
})

test('a summary is needed', () => {
  ok('malformed' in read({}))
  ok('malformed' in read({ action: 'close' }))
})
