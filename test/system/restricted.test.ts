// Design 6.5: canaries in a restricted incident's title, description, notes, answers and evidence are searched for in everything
// that comes out of the program for those who are not named: every address, every stream, every mail, and the log.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase } from '../kit/database.ts'
import { ask, newDataDirectory, removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { readMail, startMailServer, textOf } from '../outbound/mail-server.ts'
import { postAlerts } from './alerts.ts'
import { incidentsOf, sentOf } from './record.ts'
import { until, urlOf } from './starts.ts'

const PLAN = `
plan: quiet
title: The quiet plan
version: "1"
severities: {bad: {title: Bad, labels: [critical]}, mild: {title: Mild, labels: [warning]}}
types: {breach: {title: Breach, security: true}}
sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person}}
facts: {story: {ask: What happened?, kind: text, by: lead}}
positions: {chief: {title: Chief}, engineer: {title: Engineer}}
roles: {lead: {title: Lead, holders: [chief]}, second: {title: Second, holders: [engineer]}}
audiences: {all: {title: All, members: [everyone]}}
obligations:
  - {id: page-lead, title: Take the lead, do: page, to: lead, text: "{{title}}"}
  - {id: look, title: Look at it, do: task, by: lead, waivable-by: lead}
  - {id: page-second, title: Help, when: {severity: bad}, do: page, to: second, text: "{{title}}: {{fact:story}}"}
  - {id: tell-all, title: Tell all, when: {severity: bad}, do: notify, to: all, text: "{{title}}: {{fact:story}}"}
  - {id: public, title: Publish it, do: publish, where: library, by: lead, waivable-by: lead}
`
const DIRECTORY = `
people:
  ana: {name: Ana, email: ana@acme.example}
  bo: {name: Bo, email: bo@acme.example}
positions: {chief: [ana], engineer: [bo]}
`
/** In every text of the incident, each a little different so that a leak says where it came from. */
const CANARY = 'canary-4870'

const { connection } = await freshDatabase()
const dataDirectory = newDataDirectory()
const mail = await startMailServer()
let program: Program
let id = ''
let number = 0

before(async () => {
  program = await startProgram(
    { DATABASE_URL: urlOf(connection), TOCSIN_SMTP_URL: mail.url, TOCSIN_LOG_LEVEL: 'trace' },
    dataDirectory,
  )
  const { answer } = await ask(program, 'POST', '/api/plans?activate=true', { body: PLAN })
  const { hash } = answer as { readonly hash: string }
  await ask(program, 'POST', `/api/plans/${hash}/activate`, { body: {} })
  equal((await ask(program, 'POST', '/api/directory', { body: DIRECTORY })).status, 201)
  const labels = { alertname: 'Odd', severity: 'warning' }
  equal(await postAlerts(program, [labels], { summary: `${CANARY}-title` }), 200)
  await until('an incident is there', async () => (await incidentsOf(program)).length === 1)
  const [incident] = await incidentsOf(program)
  id = incident?.id ?? ''
  number = incident?.number ?? 0
  await until('ana is mailed', () => mail.mails.length === 1)
  await command('acknowledge', {})
  await command('restrict', { to: ['ana'] })
  await command('note', { text: `${CANARY}-note` })
  await command('answer', { fact: 'story', value: `${CANARY}-answer` })
  await command('add-systems', { systems: [`${CANARY}-system`] })
  await command('classify', { severity: 'bad', type: 'breach' })
  await command('publish', { obligation: 'public', text: `${CANARY}-published` })
  const evidence = `/api/incidents/${id}/evidence?kind=logs&title=${CANARY}-evidence`
  const deposited = await fetch(new URL(evidence, program.address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${program.operatorToken}`,
      'tocsin-as': 'ana',
      'content-type': 'application/octet-stream',
    },
    body: `${CANARY}-bytes`,
  })
  equal(deposited.status, 201, await deposited.text())
  await until('everything has gone out', async () =>
    (await sentOf(program, id)).every(({ outcome }) => outcome !== null),
  )
})
after(async () => {
  equal(await program.stop(), 0)
  await mail.close()
  removeDirectory(dataDirectory)
})

async function command(name: string, body: object): Promise<void> {
  const { status, answer } = await ask(program, 'POST', `/api/incidents/${id}/${name}`, {
    person: 'ana',
    body,
  })
  equal(status, 200, `${name}: ${JSON.stringify(answer)}`)
}

/** Everything but the scopes that see all: `audit` and `admin`. */
const SCOPES = [
  'incident:read',
  'incident:write',
  'signal:read',
  'plan:read',
  'directory:read',
  'directory:write',
  'plan:write',
]

async function tokenFor(person: string | undefined): Promise<string> {
  const { status, answer } = await ask(program, 'POST', '/api/tokens', {
    body: { name: person ?? 'machine', scopes: SCOPES, ...(person !== undefined && { person }) },
  })
  equal(status, 201, JSON.stringify(answer))
  return (answer as { readonly secret: string }).secret
}

/** Every address that can be looked at, with the incident put in by its id and by its number. */
async function addresses(): Promise<readonly string[]> {
  const described = (await (await fetch(new URL('/openapi.json', program.address))).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  const paths = Object.entries(described.paths).flatMap(([path, methods]) =>
    'get' in methods ? [path] : [],
  )
  ok(paths.length > 20, `${paths.length} addresses`)
  const filled = paths.flatMap(path =>
    [id, String(number)].map(incident =>
      path.replace('{id}', incident).replaceAll(/\{\w+\}/g, 'evidence-1'),
    ),
  )
  return [
    ...new Set([...filled, '/api/library?q=canary', '/api/incidents?severity=bad']),
    ...['alerts', 'alerts/groups', 'silences', 'status', 'receivers'].map(
      path => `/in/alertmanager/api/v2/${path}`,
    ),
  ]
}

/** What an address answers; of a stream, what it says in its first moment. */
async function read(path: string, secret: string | undefined): Promise<string> {
  const answered = await fetch(new URL(path, program.address), {
    headers: secret === undefined ? {} : { authorization: `Bearer ${secret}` },
    signal: AbortSignal.timeout(path.endsWith('/live') ? 500 : 5_000),
  })
  const text: string[] = []
  const decoder = new TextDecoder()
  try {
    for await (const chunk of answered.body ?? []) text.push(decoder.decode(chunk as Uint8Array))
  } catch (error) {
    if (!path.endsWith('/live')) throw error
  }
  return `${JSON.stringify([...answered.headers])} ${text.join('')}`
}

for (const who of ['bo', undefined, 'a stranger'])
  test(`nothing that ${who ?? 'a machine'} can look at holds a word of it`, async () => {
    const secret = who === 'a stranger' ? undefined : await tokenFor(who)
    const leaks: string[] = []
    const paths = await addresses()
    for (const path of paths) {
      const text = await read(path, secret)
      if (text.includes(CANARY) || (!path.includes(id) && text.includes(id))) leaks.push(path)
    }
    deepEqual(leaks, [])
  })

test('who is named finds it there, so that the search above would have found it', async () => {
  const secret = await tokenFor('ana')
  for (const path of ['', '/events', '/sent', '/live'])
    ok((await read(`/api/incidents/${id}${path}`, secret)).includes(CANARY), path)
})

test('mails to those who are not named say that there is something, and nothing of what', () => {
  const toBo = mail.mails.filter(({ to }) => to.includes('bo@acme.example'))
  ok(toBo.length >= 2, 'who is wanted is woken all the same')
  for (const { raw } of toBo) {
    const letter = readMail(raw)
    const whole = `${letter.headerLines.join('\n')} ${textOf(letter, 'text/plain')} ${textOf(letter, 'text/html')}`
    ok(!whole.includes(CANARY), whole)
  }
  const toAna = mail.mails.filter(({ to }) => to.includes('ana@acme.example'))
  ok(toAna.some(({ raw }) => textOf(readMail(raw), 'text/plain').includes(`${CANARY}-answer`)))
})

test('the log of the program holds nothing of it, however talkative it is', () => {
  ok(program.lines.length > 10)
  deepEqual(
    program.lines.filter(line => line.includes(CANARY)),
    [],
  )
})
