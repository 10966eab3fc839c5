// Payloads that other programs sent and other tools keep: every one is taken or refused cleanly by the door of its kind, and no door
// of another kind stumbles over it.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { DOOR_KINDS } from '#/core/intake/doors/kinds.ts'
import { readBody } from '#/http/doors/body.ts'
import { readSamples, skipWithout } from '../corpus/corpus.ts'
import { startApi } from '../http/api.ts'
import { doorOf } from './kit.ts'
import type { TestDoor } from './kit.ts'

const samples = readSamples('alerts')
const skip = skipWithout('alerts')
const NOW = Date.parse('2026-11-22T00:00:00Z')
const KINDS = new Set(DOOR_KINDS.map(({ kind }) => kind))
const SAME: Readonly<Record<string, string>> = { 'pagerduty-events-v2': 'pagerduty' }

const kindOf = (kind: string) => (KINDS.has(SAME[kind] ?? kind) ? (SAME[kind] ?? kind) : 'webhook')

test(
  'every sample is taken or refused, and what was answered is kept as it came',
  { skip },
  async () => {
    const api = await startApi()
    const doors = new Map<string, TestDoor>()
    const refused: string[] = []
    for (const { file, kind, headers, text } of samples.filter(one => one.kind !== 'email')) {
      const door = doors.get(kindOf(kind)) ?? (await doorOf(api, kindOf(kind)))
      doors.set(kindOf(kind), door)
      const { authorization: _, ...own } = headers
      const path = file.includes('change') ? '/v2/change/enqueue' : ''
      const end = file.includes('opsgenie/alertmanager-close') ? '/v2/alerts/a-1/close' : path
      const { status } = await door.post(text, own, end)
      ok(status < 500, `${file}: ${status}`)
      if (status >= 300) refused.push(file)
    }
    deepEqual(refused, [])
    await api.shell.pool.query('select 1')
    const { rows } = await api.shell.pool.query<{ outcome: string; all: number }>(
      'select outcome, count(*)::int as all from door_payload group by outcome order by outcome',
    )
    equal(
      rows.find(({ outcome }) => outcome === 'refused'),
      undefined,
    )
  },
)

test('no door stumbles over what is meant for another', { skip }, () => {
  for (const { text, headers } of samples)
    for (const { kind, read } of DOOR_KINDS) {
      const posted = readBody(headers['content-type'] ?? '', Buffer.from(text))
      if ('malformed' in posted) continue
      const said = read({ headers, body: posted.body, nowMs: NOW })
      ok('reports' in said || 'ignored' in said || 'malformed' in said || 'beat' in said, kind)
    }
})
