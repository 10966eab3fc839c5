// Whether the night can come, at a terminal and for cron.
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

test('C9.1 a directory file is looked at before it is imported, each placeholder with its place', async () => {
  const bent = await tocsin([
    'directory',
    'check',
    file(
      'bent.yaml',
      'people: {ana: {name: Ana, email: noreply@acme.example, contacts: [{channel: sms, address: TBD}, {channel: voice, address: "12"}]}}',
    ),
  ])
  equal(bent.code, EXIT.faults)
  match(bent.err, /people\.ana\.contacts\.1\.address: a number as/)
  const placeholders = await tocsin([
    'directory',
    'check',
    file(
      'placeholders.yaml',
      'people: {ana: {name: Ana, email: noreply@acme.example, contacts: [{channel: sms, address: TBD}]}}',
    ),
  ])
  equal(placeholders.code, EXIT.faults)
  match(placeholders.err, /people\.ana\.email: "noreply@acme\.example" is a placeholder/)
  match(placeholders.err, /people\.ana\.contacts\.0\.address: "TBD" is a placeholder/)
  const shared = file(
    'shared.yaml',
    'people: {ana: {name: Ana, phone: "+3525550101"}, bo: {name: Bo, phone: "+3525550101"}}',
  )
  match(await done(['directory', 'check', shared]), /^warning ana, bo have the same address/m)
})

test('C9.1 who would not be woken tonight is named, with why, and cron hears of it by the exit code', async () => {
  // No channel is set up in this server, so that nobody at all is reached.
  const told = await tocsin(['readiness'], server)
  equal(told.code, EXIT.faults)
  match(told.out, /^ +unreachable +fay +email, sms, voice, slack are not set up here/m)
  match(told.out, / On call around the clock +fay cannot be woken$/m)
  match(told.out, /^12 unreachable|^13 unreachable/m)
  equal((await tocsin(['readiness', '--days', '32'], server)).code, EXIT.usage)
})
