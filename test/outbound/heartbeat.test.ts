import { equal, rejects } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, suite, test } from 'node:test'
import { callHeartbeat } from '#/outbound/heartbeat.ts'

let calls = 0
let status = 200
const server = createServer((_request, response) => {
  calls += 1
  response.writeHead(status, { location: '/elsewhere' }).end('ok')
})
await once(server.listen(0, '127.0.0.1'), 'listening')
after(() => server.close())
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping`
const call = () => callHeartbeat(url, AbortSignal.timeout(5_000))

suite('the call to an address outside', () => {
  test('is a request that is answered', async () => {
    await call()
    equal(calls, 1)
  })

  test('that is not taken says what was answered; nobody is sent elsewhere', async () => {
    status = 404
    await rejects(call, { message: 'The address answered 404.' })
    status = 302
    const before = calls
    await rejects(call, { message: 'The address answered 302.' })
    equal(calls, before + 1)
  })

  test('that nobody answers says so', async () => {
    await rejects(callHeartbeat('http://127.0.0.1:1/ping', AbortSignal.timeout(5_000)), {
      message: 'The address does not answer.',
    })
  })
})
