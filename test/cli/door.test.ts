// Doors of senders at the terminal.
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

test('a door is made, set up, given another key, switched off and taken away', async () => {
  const made = await tocsin(['door', 'create', 'pagerduty', 'pager'], server)
  match(made.out, /^[0-9a-f]{32}\n$/)
  match(made.err, /Keep its key now/)
  const taken = await tocsin(['door', 'create', 'pagerduty', 'pager'], server)
  equal(taken.code, EXIT.refused)
  match(await done(['door', 'set-up', 'pager'], server), /url: http.*\/in\/pagerduty\/v2\/enqueue/)
  match(await done(['door', 'rotate', 'pager', '--hours', '1'], server), /^[0-9a-f]{32}\n$/)
  await done(['door', 'edit', 'pager', '--off'], server)
  match(await done(['door', 'list'], server), /^pager +pagerduty +switched off/m)
  await done(['door', 'delete', 'pager'], server)
  const gone = await tocsin(['door', 'rotate', 'pager'], server)
  equal(gone.code, EXIT.notFound)
})

test('a mapping is tried on a payload, and its mistakes are named by line', async () => {
  const payload = file('payload.json', '{"alert": {"name": "Disk", "host": "db-1"}}')
  const mapping = file('mapping.yaml', 'title: "{{alert.name}} on {{alert.host}}"\n')
  const tried = await done(['door', 'try', 'webhook', payload, '--mapping', mapping], server)
  match(tried, /"title": "Disk on db-1"/)
  const bent = file('bent.yaml', 'title: x\nurgency: [{when: {feld: x}, say: high}]\n')
  const refused = await tocsin(['door', 'try', 'webhook', payload, '--mapping', bent], server)
  equal(refused.code, EXIT.faults)
  match(refused.err, /bent\.yaml:2:\d+: /)
})
