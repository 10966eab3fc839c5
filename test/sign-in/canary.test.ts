// Design 6.5. Goal: what few may see stands in no answer to anybody else who is signed in. Method: an incident is filled with a
// word that stands nowhere else, by every way in which words come in, and restricted to one person; then every GET route is
// asked as each role, with the ids that there are and with the word as what is searched for, and streams are listened to.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { importDirectory } from '#/app/people/directory.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import { mintToken } from '#/app/access/tokens.ts'
import type { Route } from '#/http/route.ts'
import { ROUTES } from '#/http/table.ts'
import { makeMember, sessionOf } from '../kit/member.ts'
import { browserAt, says, startHouse } from './browser.ts'
import type { Browser } from './browser.ts'

const CANARY = 'zyxcanaryzyx'
/** What auditors and owners are there to see whole: for them alone. */
const WHOLE = new Set(['verify', 'export'])

const house = await startHouse()
const { shell } = house.system
await importDirectory(
  shell,
  `people:
  ${['ana', 'bo', 'cleo', 'dora', 'ed'].map(person => `${person}: {name: ${person}, email: ${person}@acme.example}`).join('\n  ')}
positions: {chief: [bo], engineer: [bo]}
groups: {board: [bo]}
contacts: {customers: [all@customers.example]}
`,
  'tocsin',
)

async function member(person: string, role: MemberRole): Promise<Browser> {
  const browser = browserAt(house.address)
  const account = await makeMember(shell, person, role)
  browser.cookies.set('tocsin_session', await sessionOf(shell, account))
  return browser
}

const named = await member('bo', 'responder')
const others: readonly (readonly [MemberRole, Browser])[] = [
  ['owner', await member('ana', 'owner')],
  ['observer', await member('cleo', 'observer')],
  ['responder', await member('dora', 'responder')],
  ['auditor', await member('ed', 'auditor')],
]

const declared = await named.post('/api/incidents', {
  title: `The title ${CANARY}`,
  systems: [`system-${CANARY}`],
})
says(declared, [201])
const id = String(declared.body['id'])
const number = String(declared.body['number'])
const path = `/api/incidents/${id}`
for (const [command, body] of [
  ['classify', { severity: 'bad', type: 'breach', reason: `Because ${CANARY}` }],
  ['note', { text: `A note ${CANARY}` }],
  ['update', { text: `An update ${CANARY}`, to: ['team'] }],
  ['add-finding', { kind: 'technology', text: `Found ${CANARY}` }],
  ['add-follow-up', { title: `Later ${CANARY}`, owner: 'bo', due: '2099-01-01T00:00:00Z' }],
  ['restrict', { to: ['bo'], label: `TLP ${CANARY}` }],
  ['complete', { obligation: 'look' }],
] as const)
  says(await named.post(`${path}/${command}`, body), [200])
const kept = await fetch(
  new URL(`${path}/evidence?kind=logs&title=${CANARY}&obligation=keep-logs`, house.address),
  {
    method: 'POST',
    headers: {
      cookie: `tocsin_session=${named.cookies.get('tocsin_session')}`,
      'tocsin-page': '1',
      'content-type': 'application/octet-stream',
    },
    body: `bytes ${CANARY}`,
  },
)
equal(kept.status, 201)
const { evidence } = (await kept.json()) as { evidence?: string }

// What joins it from outside carries the word too.
const intake = await mintToken(shell, { name: 'intake', scopes: ['signal:write'] })
const alert = {
  labels: { alertname: `Alert-${CANARY}`, severity: 'critical' },
  annotations: { summary: `Summary ${CANARY}` },
}
const reported = await fetch(new URL('/in/alertmanager/api/v2/alerts', house.address), {
  method: 'POST',
  headers: { authorization: `Bearer ${intake.secret}`, 'content-type': 'application/json' },
  body: JSON.stringify([alert]),
})
equal(reported.status, 200)

/** The signal opens an incident of its own, which is restricted as well. */
async function hideSignal(): Promise<void> {
  for (;;) {
    const { body } = await named.get('/api/incidents')
    const lines = body['incidents'] as readonly { readonly id: string; readonly title: string }[]
    const opened = lines.find(it => it.id !== id && it.title.includes(CANARY))
    if (opened !== undefined) {
      const hidden = await named.post(`/api/incidents/${opened.id}/restrict`, { to: ['bo'] })
      says(hidden, [200])
      return
    }
    await new Promise(setImmediate)
  }
}
await hideSignal()

const signals = (await named.get('/api/signals')).body['groups'] as readonly {
  readonly key?: string
}[]
const FILLED: Readonly<Record<string, readonly string[]>> = {
  id: [id, number],
  obligation: ['look', 'keep-logs'],
  evidence: [evidence ?? 'evidence-1'],
  key: [signals[0]?.key ?? '1'],
  plan: ['house'],
  person: ['bo'],
  version: ['1', '2'],
}

/** Every address of a route, bare and with the word as what is looked for. */
function addressesOf(route: Route): readonly string[] {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const bare = names.reduce<readonly string[]>(
    (paths, name) =>
      paths.flatMap(it =>
        (FILLED[name] ?? ['1']).map(value => it.replace(`{${name}}`, encodeURIComponent(value))),
      ),
    [route.path],
  )
  const searches = ['q', 'text', 'words', 'search'].map(name => `${name}=${CANARY}`)
  return bare.flatMap(it => [it, ...searches.map(search => `${it}?${search}`)])
}

/** Of a stream what comes until it has told how things stand, and then a change of the incident. */
async function heard(browser: Browser, address: string, kind: string): Promise<string> {
  const cookie = `tocsin_session=${browser.cookies.get('tocsin_session')}`
  const leave = new AbortController()
  const response = await fetch(new URL(address, house.address), {
    headers: { cookie },
    redirect: 'manual',
    signal: leave.signal,
  })
  if (kind !== 'live' || response.status !== 200 || response.body === null) {
    const text = await response.text()
    return response.status < 400 ? text : ''
  }
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (text.includes('event: ready') || text.includes(CANARY)) break
  }
  leave.abort()
  return text
}

/** By the name of the route: where the word stands in what somebody is answered. */
async function sightings(browser: Browser): Promise<ReadonlySet<string>> {
  const seen = new Set<string>()
  for (const route of ROUTES.filter(({ method }) => method === 'GET'))
    for (const address of addressesOf(route)) {
      const text = await heard(browser, address, route.gives.kind)
      // A search may say what was searched for.
      if (text.replaceAll(`=${CANARY}`, '').includes(CANARY)) seen.add(route.name)
    }
  return seen
}

test('who is named sees it, in most of what tells of incidents: the word is really there', async () => {
  const seen = await sightings(named)
  for (const name of ['list-incidents', 'get-incident', 'list-events', 'watch-all', 'list-signals'])
    ok(seen.has(name), `${name} of ${[...seen].join(' ')}`)
  ok(seen.size >= 10, [...seen].join(' '))
})

for (const [role, browser] of others)
  test(`6.5 in nothing that ${role}s are answered, who are not named, does it stand`, async () => {
    const seen = await sightings(browser)
    deepEqual(
      [...seen].filter(name => !WHOLE.has(name)),
      [],
    )
  })
