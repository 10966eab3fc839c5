import { equal, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { test } from 'node:test'
import { event, LIVE_BACKLOG_BYTES_MAX, openConnection } from './sse.ts'
import type { LiveConnection } from './sse.ts'

/** A connection with a client at its other end, which reads when it is told to. */
async function connected(): Promise<{
  readonly connection: LiveConnection
  readonly client: Socket
  readonly done: () => void
}> {
  const opened = Promise.withResolvers<LiveConnection>()
  const server = createServer((_request, response) => {
    opened.resolve(openConnection(response, () => Promise.resolve(true)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {})
  client.pause()
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  const done = () => {
    client.destroy()
    server.close()
  }
  return { connection: await opened.promise, client, done }
}

test('a client that does not read is cut off, after no more than the limit in memory', async () => {
  const { connection, done } = await connected()
  const chunk = Buffer.alloc(65_536, 'x')
  let unread = 0
  while (connection.write(chunk)) {
    unread += chunk.length
    // The kernel takes some of it on both sides; nobody reads it.
    ok(unread < 100 * LIVE_BACKLOG_BYTES_MAX)
    await new Promise(setImmediate)
  }
  equal(connection.isOpen(), false)
  equal(connection.write('more'), false)
  done()
})

test('what waits goes out once the client reads', async () => {
  const { connection, client, done } = await connected()
  const chunk = Buffer.alloc(LIVE_BACKLOG_BYTES_MAX / 2, 'x')
  ok(connection.write(chunk))
  const drained = connection.drained()
  client.resume()
  await drained
  ok(connection.write(chunk))
  done()
})

test('whoever waits for a client that goes away does not wait for ever', async () => {
  const { connection, client, done } = await connected()
  connection.write(Buffer.alloc(LIVE_BACKLOG_BYTES_MAX - 1, 'x'))
  const drained = connection.drained()
  client.destroy()
  await drained
  done()
})

test('an event is one line of data, whatever its texts are', () => {
  equal(
    event({ id: 7, name: 'incident', content: { title: 'a\nb\r\n\nid: 8' } }),
    'id: 7\nevent: incident\ndata: {"title":"a\\nb\\r\\n\\nid: 8"}\n\n',
  )
})
