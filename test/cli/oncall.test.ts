// Who is on call, at a terminal: a rota comes in from a calendar, is looked at, swapped and overridden.
import { equal, match } from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { startServer } from './server.ts'
import { done, tocsin } from './tocsin.ts'

const server = await startServer()
const file = (name: string, text: string) => {
  const path = join(server.program.dataDirectory, name)
  writeFileSync(path, text)
  return path
}

/** Weeks of Ana and Bo since a Monday long ago; Zoe is in no directory. */
const weekly = (person: string, start: string) => `BEGIN:VEVENT
UID:${person}@x
DTSTAMP:20240101T000000Z
DTSTART;TZID=Europe/Luxembourg:${start}T090000
DURATION:P7D
RRULE:FREQ=WEEKLY;INTERVAL=2
SUMMARY:Web: ${person}
ATTENDEE;CN=${person}:mailto:${person}
END:VEVENT`
const calendar = (first: string, second: string) =>
  file(
    'web.ics',
    `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nX-WR-CALNAME:Web\n${weekly(first, '20240101')}\n${weekly(second, '20240108')}\nEND:VCALENDAR\n`,
  )

test('a calendar becomes a rota: first it is shown, then it is written, and nobody is added unasked', async () => {
  const people = await done(['directory', 'show', '--json'], server)
  const [ana = '', bo = ''] = (
    JSON.parse(people) as { people: { id: string; email?: string }[] }
  ).people
    .filter(({ id }) => id === 'ana' || id === 'bo')
    .map(({ email }) => email ?? '')
  const path = calendar(ana, bo)
  const shown = await done(['oncall', 'import', path, '--from', 'ics'], server)
  match(shown, /^ +email +ana/m)
  match(shown, /Web .*added.*: 1 layer, 0 single shifts/)
  match(shown, /Nothing is changed\. Do it with --write\./)
  match(await done(['oncall', 'list'], server), /There are no rotas\./)
  const strange = calendar(ana, 'zoe@acme.example')
  const refused = await tocsin(['oncall', 'import', strange, '--from', 'ics', '--write'], server)
  equal(refused.code, EXIT.refused, refused.err)
  match(refused.err, /in no directory/)
  const written = await done(
    ['oncall', 'import', calendar(ana, bo), '--from', 'ics', '--write'],
    server,
  )
  match(written, /^Imported: version 2 of the directory, and 0 single shifts\./m)
  match(await done(['oncall', 'who'], server), /^web +(ana|bo) +until /m)
  match(await done(['oncall', 'who', '--at', '2031-01-14T12:00:00Z'], server), /^web +bo /m)
  match(await done(['oncall', 'gaps'], server), /Somebody is on call in every rota/)
})

test('a turn changes hands when whoever is asked accepts', async () => {
  const next = await done(['oncall', 'next', '--json'], server)
  const { rotas } = JSON.parse(next) as {
    rotas: { now: string; next: { person: string; from: string } }[]
  }
  const { person, from } = rotas[0]?.next ?? { person: '', from: '' }
  const to = new Date(Date.parse(from) + 86_400_000).toISOString()
  const offer = ['oncall', 'swap', 'offer', 'web', '--with', 'cai', '--from', from, '--to', to]
  const asked = await done([...offer, '--as', person], server)
  const [id = ''] = /swap-[0-9a-f]+/.exec(asked) ?? []
  match(await done(['oncall', 'swap', 'list'], server), new RegExp(`offered +${person} → cai`))
  match(await done(['oncall', 'swap', 'accept', id, '--as', 'cai'], server), /accepted/)
  match(await done(['oncall', 'who', '--at', from], server), /^web +cai /m)
  match(
    await done(
      ['oncall', 'override', 'web', '--person', 'cai', '--to', '2h', '--as', 'ana'],
      server,
    ),
    /^cai takes over: override-/,
  )
  match(await done(['oncall', 'who'], server), /^web +cai +until .*, then /m)
  match(await done(['oncall', 'list', 'web'], server), /cai +override-/)
  match(await done(['oncall', 'fairness', 'web'], server), /^(ana|bo) +\d+ +\d/m)
})
