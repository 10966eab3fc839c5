import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readCloudEvents } from '#/core/intake/doors/cloudevents.ts'
import type { DoorHeaders } from '#/core/intake/doors/reading.ts'

const read = (body: unknown, headers: DoorHeaders = {}) =>
  readCloudEvents({ headers, body, nowMs: 0 })
const EVENT = {
  specversion: '1.0',
  id: '7',
  source: '/siem/4412',
  type: 'example.export.seen',
  time: '2026-03-01T02:00:00Z',
}

function only(said: ReturnType<typeof read>) {
  ok('reports' in said, JSON.stringify(said))
  equal(said.reports.length, 1)
  return said.reports[0]
}

test('source and id name an event; its data says the rest', () => {
  const report = only(
    read({ ...EVENT, data: { summary: 'Bulk export', severity: 'high', host: 'db-1' } }),
  )
  deepEqual(
    [report?.key, report?.state, report?.title, report?.urgency],
    ['/siem/4412 7', 'firing', 'Bulk export', 'high'],
  )
  equal(report?.startsAtMs, Date.parse('2026-03-01T02:00:00Z'))
})

test('in headers it is the same, percent-encoded', () => {
  const headers = {
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-id': '7',
    'ce-source': '/siem/4412',
    'ce-type': 'example.export.seen',
    'ce-subject': 'caf%C3%A9',
  }
  const report = only(read({ summary: 'Bulk export' }, headers))
  deepEqual([report?.key, report?.title], ['/siem/4412 7', 'Bulk export'])
  equal(report?.labels?.['ce_subject'], 'café')
})

test('data in base64 and data as text are read', () => {
  const data = Buffer.from('{"summary": "Büro"}').toString('base64')
  equal(only(read({ ...EVENT, data_base64: data }))?.title, 'Büro')
  equal(only(read({ ...EVENT, data_base64: '!' }))?.title, 'example.export.seen')
  equal(only(read({ ...EVENT, data: '{"summary": "In a text"}' }))?.title, 'In a text')
})

test('a type whose last word begins or ends something pairs the two by what they are about', () => {
  const of = (type: string, id: string) => only(read({ ...EVENT, subject: 'db-1', type, id }))
  const [begun, ended] = [of('disk.triggered', '1'), of('disk.resolved', '2')]
  equal(begun?.key, ended?.key)
  deepEqual([begun?.state, ended?.state], ['firing', 'resolved'])
})

test('a batch is several; one of them that is none refuses the batch', () => {
  const type = { 'content-type': 'application/cloudevents-batch+json' }
  const said = read([EVENT, { ...EVENT, id: '8' }], type)
  ok('reports' in said)
  equal(said.reports.length, 2)
  const wrong = read([EVENT, { ...EVENT, id: '' }], type)
  ok('malformed' in wrong)
  match(wrong.malformed, /event 1: the attribute id is missing/)
  ok('ignored' in read([], type))
})

test('what is no CloudEvent is refused', () => {
  for (const body of ['text', {}, { ...EVENT, specversion: '0.3' }, { ...EVENT, source: '' }])
    ok('malformed' in read(body), JSON.stringify(body))
})
