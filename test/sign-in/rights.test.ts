// Goal: the table of routes is the table of rights. Method: every route is called as everybody there is (each role, each scope
// alone, nobody) and whether they are let through is compared with what the route asks. Whoever is let through is told
// something else than 401 or 403; what it is, other tests say.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { suite, test } from 'node:test'
import { allows, SCOPE_NAMES } from '#/app/access/scopes.ts'
import { MEMBER_ROLES, scopesOf } from '#/app/sign-in/roles.ts'
import { mintToken } from '#/app/access/tokens.ts'
import type { Route } from '#/http/route.ts'
import { ROUTES } from '#/http/table.ts'
import { makeMember, sessionOf } from '../kit/member.ts'
import { startHouse } from './browser.ts'
import { importDirectory } from '#/app/people/directory.ts'

const PEOPLE = { owner: 'ana', responder: 'bo', observer: 'cleo', auditor: 'dora' } as const
const PAGE = { 'tocsin-page': '1' }

const house = await startHouse()
const { shell } = house.system
await importDirectory(
  shell,
  `people: {${Object.values(PEOPLE)
    .map(person => `${person}: {name: ${person}, email: ${person}@acme.example}`)
    .join(', ')}}`,
  'tocsin',
)

type Headers = Readonly<Record<string, string>>

/** Everybody there is: what they send along, and what the table lets them do. */
type Somebody = {
  readonly name: string
  readonly headers: Headers
  readonly may: (asks: Route['asks']) => boolean
}

const cookieOf: Record<string, Headers> = {}
for (const role of MEMBER_ROLES) {
  const account = await makeMember(shell, PEOPLE[role], role)
  cookieOf[role] = { cookie: `tocsin_session=${await sessionOf(shell, account)}` }
}

const members = MEMBER_ROLES.map((role): Somebody => ({
  name: role,
  headers: { ...cookieOf[role], ...PAGE },
  may: asks =>
    asks === 'open' || asks === 'page' || asks === 'any-token' || asks === 'session'
      ? true
      : allows(scopesOf(role), asks),
}))

const tokens: Somebody[] = []
for (const scope of SCOPE_NAMES) {
  const { secret } = await mintToken(shell, { name: scope, scopes: [scope], person: 'ana' })
  tokens.push({
    name: `a token for ${scope}`,
    headers: { authorization: `Bearer ${secret}` },
    may: asks =>
      asks === 'open' ||
      asks === 'any-token' ||
      (asks !== 'page' && asks !== 'session' && allows([scope], asks)),
  })
}

const strangers: readonly Somebody[] = [
  { name: 'a stranger', headers: {}, may: asks => asks === 'open' },
  {
    name: 'a stranger on our page',
    headers: PAGE,
    may: asks => asks === 'open' || asks === 'page',
  },
  {
    name: 'somebody with a session that nobody has begun',
    headers: { ...PAGE, cookie: `tocsin_session=${'a'.repeat(64)}` },
    may: asks => asks === 'open' || asks === 'page',
  },
  {
    name: 'somebody with a token that nobody has made',
    headers: { authorization: `Bearer tocsin_${'a'.repeat(64)}` },
    may: asks => asks === 'open',
  },
]

/** Signing out would take the others’ session away from them. */
const ENDS_SESSION = new Set(['sign-out'])

/** Of a stream that never ends, only how it begins. */
async function ask({ method, path }: Route, headers: Headers) {
  const leave = new AbortController()
  const address = new URL(path.replaceAll(/\{\w+\}/g, '1'), house.address)
  const response = await fetch(address, {
    method,
    headers,
    redirect: 'manual',
    signal: leave.signal,
  })
  const type = response.headers.get('content-type') ?? ''
  const isProblem = type.includes('problem+json')
  const body = isProblem ? ((await response.json()) as { code?: string }) : {}
  leave.abort()
  return { status: response.status, code: body.code }
}

suite('every route, as everybody', () => {
  for (const route of ROUTES) {
    if (ENDS_SESSION.has(route.name)) continue
    test(`${route.method} ${route.path} lets through whom it says: ${route.asks}`, async () => {
      const everybody = [...members, ...tokens, ...strangers]
      const wrong: string[] = []
      for (const { name, headers, may } of everybody) {
        const { status, code } = await ask(route, headers)
        const isLetThrough = status !== 401 && status !== 403
        if (isLetThrough !== may(route.asks)) wrong.push(`${name}: ${status} ${code ?? ''}`)
      }
      deepEqual(wrong, [])
    })
  }
})

suite('a session in a request that our own page did not send', () => {
  const foreign: Readonly<Record<string, Headers>> = {
    'without the header of the page': {},
    'from another origin': { ...PAGE, origin: 'https://evil.example' },
    'from a page without an origin': { ...PAGE, origin: 'null' },
    'which the browser calls another site’s': { ...PAGE, 'sec-fetch-site': 'cross-site' },
    'which the browser calls a sister site’s': { ...PAGE, 'sec-fetch-site': 'same-site' },
  }
  for (const route of ROUTES.filter(({ method, asks }) => method !== 'GET' && asks !== 'open'))
    test(`${route.method} ${route.path} is refused`, async () => {
      for (const [how, headers] of Object.entries(foreign)) {
        const answer = await ask(route, { ...cookieOf['owner'], ...headers })
        deepEqual(answer, { status: 403, code: 'not-from-page' }, how)
      }
    })

  test('is no more than a stranger’s where no token is asked for', async () => {
    for (const route of ROUTES.filter(({ method, asks }) => method !== 'GET' && asks === 'open'))
      deepEqual(await ask(route, cookieOf['owner'] ?? {}), await ask(route, {}), route.path)
  })

  test('counts for nothing at the doors of machines either', async () => {
    const response = await fetch(new URL('/in/alertmanager/api/v2/alerts', house.address), {
      method: 'POST',
      headers: { ...cookieOf['owner'], 'content-type': 'application/json' },
      body: '[]',
    })
    equal(response.status, 403)
  })

  test('no other site’s page is ever allowed to ask', async () => {
    const paths = new Set(ROUTES.map(({ path }) => path.replaceAll(/\{\w+\}/g, '1')))
    for (const path of paths) {
      const { headers } = await fetch(new URL(path, house.address), {
        method: 'OPTIONS',
        headers: {
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'tocsin-page',
        },
      })
      equal(headers.get('access-control-allow-origin'), null)
    }
  })
})

test('each role may do less than owners, and each something of its own', () => {
  const rights = MEMBER_ROLES.map(role =>
    ROUTES.filter(({ asks }) => members.find(({ name }) => name === role)?.may(asks)).map(
      ({ name }) => name,
    ),
  )
  const [owner = [], ...others] = rights
  for (const right of others) {
    ok(right.length < owner.length)
    ok(right.every(name => owner.includes(name)))
  }
  equal(new Set(rights.map(right => right.join(' '))).size, MEMBER_ROLES.length)
})
