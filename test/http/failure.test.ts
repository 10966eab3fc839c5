// What is hardly a request, and what is our own fault.
import { deepEqual, match, ok } from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { startApi } from './api.ts'

const api = await startApi()

/** Sends these bytes and gives everything that comes back. */
async function said(bytes: string): Promise<string> {
  const { hostname, port } = new URL(api.address)
  const socket = connect(Number(port), hostname)
  socket.end(bytes)
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

for (const [what, bytes, status, code] of [
  ['no HTTP', 'HELO example.org\r\n\r\n', 400, 'request-invalid'],
  [
    'an address that cannot be read',
    'GET /%ZZ HTTP/1.1\r\nhost: x\r\n\r\n',
    400,
    'request-invalid',
  ],
  ['headers without end', `GET / HTTP/1.1\r\nx: ${'x'.repeat(40_000)}`, 431, 'headers-too-large'],
] as const)
  test(`${what} is answered with problem details`, async () => {
    const answer = await said(bytes)
    match(answer, new RegExp(`^HTTP/1.1 ${status} `))
    match(answer.toLowerCase(), /content-type: application\/problem\+json/)
    match(answer, new RegExp(`"code":"${code}"`))
  })

test('a bug of ours says where to look, and nothing of what went wrong', async () => {
  const ana = await api.responder('ana')
  await api.shell.pool.query('alter table directory rename to directory_gone')
  const { status, body, text } = await ana('GET', '/api/me')
  await api.shell.pool.query('alter table directory_gone rename to directory')
  deepEqual([status, body['code']], [500, 'our-mistake'])
  ok(!text.includes('directory'))
  match(String(body['instance']), /^request-/)
})
