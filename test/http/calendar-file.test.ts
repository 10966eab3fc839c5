// Calendars as others read them: Python's vobject, which is strict, where it is installed; ical.js always.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import ICAL from 'ical.js'
import { importDirectory } from '#/app/people/directory.ts'
import { instant, toMs } from '#/core/time.ts'
import { startApi } from './api.ts'

let now = toMs(instant('2026-03-20T10:00:00.000Z'))
const api = await startApi({ nowMs: () => now })
const { operator, stranger, shell } = api

const DIRECTORY = `
people:
  ana: {name: "Ana; Silva, \\\\ née Straße 🚒 ${'x'.repeat(120)}", email: ana@acme.example}
  bo: {name: Bo Lind, email: bo@acme.example}
rotas:
  web:
    title: "Web, and; all"
    zone: Europe/Luxembourg
    layers:
      - {title: Weeks, people: [ana, bo], turn: 1 week, starts: 2026-01-05T09:00}
  four:
    title: Four weeks
    zone: Europe/Luxembourg
    layers:
      - {title: Long, people: [bo, ana], turn: 4 weeks, starts: 2026-01-05T09:00}
`

async function fileOf(rota: string): Promise<string> {
  const imported = await importDirectory(shell, DIRECTORY, 'test')
  ok('directory' in imported, JSON.stringify(imported))
  const { calendar } = (await operator('GET', `/api/rotas/${rota}`)).body
  return (await stranger('GET', new URL(String(calendar)).pathname)).text
}

type Event = { readonly uid: string; readonly start: string; readonly end: string }
function eventsIn(file: string): readonly Event[] {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[])
  return calendar.getAllSubcomponents('vevent').map(component => {
    const { uid, startDate, endDate } = new ICAL.Event(component)
    return { uid, start: startDate.toString(), end: endDate.toString() }
  })
}

test('a strict reader takes it, with each entry once, whole and in order', async t => {
  const file = await fileOf('web')
  const read = eventsIn(file)
  ok(read.length >= 17, `${read.length} entries`)
  equal(new Set(read.map(({ uid }) => uid)).size, read.length)
  // The week in which the clocks change is an hour shorter.
  ok(
    read.some(
      ({ start, end }) => start === '2026-03-23T08:00:00Z' && end === '2026-03-30T07:00:00Z',
    ),
  )
  const script = `
import sys, vobject
found = vobject.readOne(sys.stdin.buffer.read().decode('utf-8'))
found.validate(raiseException=True)
print(len(found.vevent_list))
`
  const python = spawnSync('python3', ['-c', script], { input: file, encoding: 'utf8' })
  if (/No module named 'vobject'|ENOENT/.test(`${python.stderr} ${python.error?.message}`))
    return t.skip('python3-vobject is not installed')
  equal(python.status, 0, python.stderr)
  equal(Number(python.stdout), read.length)
})

test('the next day the same shifts have the same names and times, those under way included', async () => {
  for (const rota of ['web', 'four']) {
    now = toMs(instant('2026-03-20T10:00:00.000Z'))
    const today = eventsIn(await fileOf(rota))
    now = toMs(instant('2026-03-21T11:00:00.000Z'))
    const tomorrow = eventsIn(await fileOf(rota))
    const common = tomorrow.filter(({ uid }) => today.some(one => one.uid === uid))
    ok(common.length >= today.length - 1, `${common.length} of ${today.length}`)
    for (const event of common)
      deepEqual(
        event,
        today.find(({ uid }) => uid === event.uid),
      )
    ok(
      tomorrow.some(({ start, end }) => start < '2026-03-21T11' && end > '2026-03-21T11'),
      rota,
    )
  }
})
