// Every route with no token, with one that may everything else, and with one that may this.
import { equal, match, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { SCOPE_NAMES } from '#/app/access/scopes.ts'
import { ROUTES } from '#/http/table.ts'
import type { Route } from '#/http/route.ts'
import { startApi } from './api.ts'
import type { Answer } from './api.ts'

const api = await startApi()

for (const route of ROUTES) {
  const { method, asks } = route
  const path = route.path.replaceAll(/\{\w+\}/g, '1')
  const name = `${method} ${route.path}`
  if (asks === 'open') {
    test(`${name} is open to everyone`, async () => {
      notEqual((await api.stranger(method, path)).status, 401)
    })
    continue
  }
  if (asks === 'page') {
    test(`${name} is for our own page alone, whatever token comes with it`, async () => {
      for (const client of [api.stranger, api.operator]) {
        const { status, body } = await client(method, path)
        equal(status, 403)
        equal(body['code'], 'not-from-page')
      }
    })
    continue
  }
  test(`${name} is refused without a token`, async () => {
    const { status, body, headers } = await api.stranger(method, path)
    equal(status, 401)
    equal(body['code'], 'token-missing')
    match(headers.get('www-authenticate') ?? '', /^Bearer/)
  })
  if (asks === 'session') {
    test(`${name} is for people who are signed in, and for no token`, async () => {
      const { status, body } = await api.operator(method, path)
      equal(status, 403)
      equal(body['code'], 'session-needed')
    })
    continue
  }
  if (asks === 'any-token') {
    test(`${name} is for any token`, async () => {
      const weakest = await api.client(['signal:write'])
      equal((await weakest(method, path)).status, 200)
    })
    continue
  }
  test(`${name} is refused to a token that may everything but ${asks}`, async () => {
    const others = SCOPE_NAMES.filter(scope => scope !== asks && scope !== 'admin')
    const { status, body } = await (await api.client(others, 'ana'))(method, path)
    equal(status, 403)
    equal(body['code'], 'scope-missing')
  })
  test(`${name} is let through with ${asks}`, async () => {
    const token = await api.secretOf([asks], 'ana')
    const { status } = await firstWord(route, path, token)
    notEqual(status, 401)
    notEqual(status, 403)
  })
}

/** Of a stream that never ends, only how it begins. */
async function firstWord(
  { method }: Route,
  path: string,
  token: string,
): Promise<Pick<Answer, 'status'>> {
  const leave = new AbortController()
  const { status } = await fetch(new URL(path, api.address), {
    method,
    headers: { authorization: `Bearer ${token}` },
    signal: leave.signal,
  })
  leave.abort()
  return { status }
}
