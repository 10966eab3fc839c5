import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { importDirectory } from '#/app/people/directory.ts'
import { ACTING_HEADER } from '#/http/authenticate.ts'
import { at, DIRECTORY, list, startApi } from './api.ts'

const api = await startApi()
const { operator, stranger } = api

test('a token is made, shown once, used, listed and revoked', async () => {
  const made = await operator('POST', '/api/tokens', {
    body: { name: 'Phone of Bo', scopes: ['incident:read'], person: 'bo' },
  })
  equal(made.status, 201, made.text)
  const secret = String(made.body['secret'])
  match(secret, /^tocsin_[0-9a-f]{64}$/)
  const bo = api.as(secret)
  deepEqual((await bo('GET', '/api/me')).body['person'], { id: 'bo', name: 'Bo Lind' })

  const listed = await operator('GET', '/api/tokens')
  ok(!listed.text.includes(secret))
  equal(list(listed, 'tokens')[0]?.['name'], 'Phone of Bo')

  const path = `/api/tokens/${String(made.body['id'])}/revoke`
  equal((await operator('POST', path)).status, 200)
  deepEqual(await codeOf(bo('GET', '/api/me')), [401, 'token-revoked'])
  deepEqual(await codeOf(operator('POST', path)), [404, 'token-not-found'])
})

test('only the hash of a secret is in the database', async () => {
  const secret = await api.secretOf(['incident:read'])
  const { rows } = await api.shell.pool.query('select * from token')
  ok(!JSON.stringify(rows).includes(secret.slice(10)))
})

test('a secret made under an Idempotency-Key is not kept for the repetition either', async () => {
  const headers = { 'idempotency-key': 'token-1' }
  const body = { name: 'x', scopes: ['incident:read'] }
  const first = await operator('POST', '/api/tokens', { body, headers })
  const again = await operator('POST', '/api/tokens', { body, headers })
  equal(again.body['id'], first.body['id'])
  equal(again.body['secret'], null)
  const { rows } = await api.shell.pool.query('select body from idempotency')
  ok(!JSON.stringify(rows).includes(String(first.body['secret'])))
})

test('the token is the password of basic authentication too', async () => {
  const secret = await api.secretOf(['incident:read'], 'ana')
  const authorization = `Basic ${Buffer.from(`anyone:${secret}`).toString('base64')}`
  equal((await stranger('GET', '/api/me', { headers: { authorization } })).status, 200)
})

for (const authorization of [
  'Bearer',
  'Bearer ',
  'Basic !',
  'Digest x',
  `Bearer ${'x'.repeat(9_000)}`,
])
  test(`no token: ${authorization.slice(0, 20)}`, async () => {
    deepEqual(await codeOf(stranger('GET', '/api/me', { headers: { authorization } })), [
      401,
      'token-missing',
    ])
  })

test('a token that nobody made is unknown', async () => {
  const headers = { authorization: `Bearer tocsin_${'0'.repeat(64)}` }
  deepEqual(await codeOf(stranger('GET', '/api/me', { headers })), [401, 'token-unknown'])
})

test('an operator speaks for a person, whose command it is on record', async () => {
  const headers = { [ACTING_HEADER]: 'bo' }
  const declared = await operator('POST', '/api/incidents', { body: { title: 'Fire' }, headers })
  const path = `/api/incidents/${String(declared.body['id'])}/events`
  equal(at(await operator('GET', path), 'body', 'events', 0, 'by'), 'bo')
  equal((await operator('GET', '/api/me', { headers })).body['acting'], true)
})

test('an operator speaks for nobody who is not in the directory', async () => {
  const headers = { [ACTING_HEADER]: 'nobody' }
  deepEqual(await codeOf(operator('GET', '/api/me', { headers })), [422, 'person-unknown'])
})

test('nobody but an operator speaks for others', async () => {
  const bo = await api.responder('bo')
  const headers = { [ACTING_HEADER]: 'ana' }
  deepEqual(await codeOf(bo('GET', '/api/me', { headers })), [403, 'acting-not-allowed'])
})

test('a machine gives no commands', async () => {
  const machine = await api.client(['incident:write'])
  const body = { title: 'Fire' }
  deepEqual(await codeOf(machine('POST', '/api/incidents', { body })), [403, 'person-needed'])
})

test('a token is made only for a person who is there', async () => {
  const body = { name: 'x', scopes: ['incident:read'], person: 'nobody' }
  deepEqual(await codeOf(operator('POST', '/api/tokens', { body })), [422, 'person-unknown'])
})

test('the token of somebody who has left the directory is refused', async () => {
  const secret = await api.secretOf(['incident:read'], 'cleo')
  const without = DIRECTORY.replace(/ {2}cleo:.*\n/, '').replace('[cleo]', '[bo]')
  await importDirectory(api.shell, without, 'tocsin')
  deepEqual(await codeOf(api.as(secret)('GET', '/api/incidents')), [403, 'person-gone'])
})

async function codeOf(answered: ReturnType<typeof operator>): Promise<readonly [number, unknown]> {
  const { status, body } = await answered
  return [status, body['code']]
}
