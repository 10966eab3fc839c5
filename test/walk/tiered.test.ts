// The second walk: the other plan is made the active one, and a Tier 2 security incident is taken to its closing.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ask, removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { startMailServer } from '../outbound/mail-server.ts'
import type { MailServer } from '../outbound/mail-server.ts'
import { commandsOf, eventually, give } from './walk.ts'
import type { Agenda, Shown } from './walk.ts'

const ROOT = join(import.meta.dirname, '..', '..')
let mail: MailServer
let program: Program
let incident = ''

before(async () => {
  mail = await startMailServer()
  program = await startProgram({ TOCSIN_SMTP_URL: mail.url })
  const directory = readFileSync(join(ROOT, 'directory.example.yaml'), 'utf8')
  equal((await ask(program, 'POST', '/api/directory', { body: directory })).status, 201)
  const { answer } = await ask(program, 'GET', '/api/plans')
  const { plans } = answer as { plans: readonly { id: string; hash: string }[] }
  const tiered = plans.find(({ id }) => id === 'tiered')
  const activated = await ask(program, 'POST', `/api/plans/${tiered?.hash}/activate`, { body: {} })
  ok(activated.status < 300, JSON.stringify(activated))
})

after(async () => {
  equal(await program.stop(), 0, 'it ends when it is told to')
  await mail.close()
  removeDirectory(program.dataDirectory)
})

test('T1.2 T2.1 a machine signal tells the technical leadership and wakes who is on call, at once', async () => {
  const answered = await fetch(new URL('/in/alertmanager/api/v2/alerts', program.address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${program.intakeToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(
      ['auth', 'api'].map(service => ({
        labels: { alertname: 'OddTokens', service, source: 'automatic-detection' },
        annotations: { summary: 'Session tokens used from unknown addresses' },
      })),
    ),
  })
  equal(answered.status, 200)
  for (const person of ['ana.silva', 'bo.lindqvist', 'fay.haddad'])
    await eventually(`mail to ${person}`, () =>
      mail.mails.find(it => it.to.includes(`${person}@acme.example`)),
    )
  const { answer } = await ask(program, 'GET', '/api/incidents')
  const { incidents } = answer as { incidents: readonly Shown[] }
  equal(incidents.length, 1)
  incident = incidents[0]?.id ?? ''
})

test('a Tier 2 security incident is walked through to its gated closing', async () => {
  for (const step of commandsOf('tiered-security-to-close.yaml'))
    await give({ program, incident, plan: 'tiered' }, step)
  const { answer } = await ask(program, 'GET', `/api/incidents/${incident}`)
  equal((answer as Shown).status, 'closed')
  const agenda = await ask(program, 'GET', `/api/incidents/${incident}/obligations`)
  const open = (agenda.answer as Agenda).obligations.filter(it =>
    ['open', 'due-soon', 'overdue', 'armed'].includes(it.standing),
  )
  deepEqual(new Set(open.map(it => it.id.replace(/@.*/, ''))), new Set(['finish-resolution']))
})
