import { deepEqual } from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { linesIn } from '#/cli/lines-in.ts'
import { eventsIn } from '#/cli/server/event-stream.ts'

const inChunks = (text: string, size: number) => {
  const bytes = Buffer.from(text, 'utf8')
  const count = Math.ceil(bytes.length / size)
  return Readable.from(
    Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size)),
  )
}

test('only a line feed ends a line, wherever the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '👍', '\u2028', '\r', '"') })),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const text = lines.map(one => `${one}\n`).join('')
        deepEqual(await Array.fromAsync(linesIn(inChunks(text, size))), lines)
      },
    ),
  )
})

test('a last line without an end is a line too', async () => {
  deepEqual(await Array.fromAsync(linesIn(inChunks('one\ntwo', 2))), ['one', 'two'])
})

test('events of a stream come with their ids, and comments are passed over', async () => {
  const stream = 'retry: 2000\n\nid: 1\ndata: {"a":1}\n\n: still here\n\nid: 2\ndata: {"b":2}\n\n'
  const body = Readable.toWeb(inChunks(stream, 3)) as ReadableStream<Uint8Array>
  deepEqual(await Array.fromAsync(eventsIn(body)), [
    { id: '1', data: '{"a":1}' },
    { id: '2', data: '{"b":2}' },
  ])
})
