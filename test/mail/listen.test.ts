// The listener by itself: what it answers while the database is away, and to whoever comes too often.
import { equal, match } from 'node:assert/strict'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'
import { after, test } from 'node:test'
import { CannotListenForMail, listenForMail, SMTP_LIMITS } from '#/mail/listen.ts'
import type { Mailboxes } from '#/mail/mailboxes.ts'
import { hand } from './kit.ts'

const AWAY = () => Promise.reject(new Error('connection refused'))
const log = { info: () => undefined, warn: () => undefined }
let nowMs = 0

async function listening(mailboxes: Partial<Mailboxes>) {
  const both: Mailboxes = {
    find: async () => 'security',
    fits: async () => true,
    take: async () => ({ is: 'taken' }),
    ...mailboxes,
  }
  const needs = { mailboxes: both, name: 'tocsin.example', tls: undefined, nowMs: () => nowMs, log }
  const listener = await listenForMail(needs, { host: '127.0.0.1', port: 0 })
  after(listener.stop)
  return listener
}

const MAIL = { to: 'security@tocsin.example', subject: 'x', text: 'x' }

test('while the database is away a mail is to be sent again, at whichever step that is found out', async () => {
  equal(await hand((await listening({ find: AWAY })).port, MAIL), 451)
  equal(await hand((await listening({ take: AWAY })).port, MAIL), 451)
  const behind = async () => ({ is: 'not-taken' as const, why: 'too many wait' })
  equal(await hand((await listening({ take: behind })).port, MAIL), 451)
})

test('a mail that is too long for every mailbox is refused before it is taken apart', async () => {
  const { port } = await listening({ fits: async () => false, take: AWAY })
  equal(await hand(port, MAIL), 554)
})

test('it is answered with success only once it is written down', async () => {
  const written = Promise.withResolvers<void>()
  let isWritten = false
  const { port } = await listening({
    async take() {
      await written.promise
      isWritten = true
      return { is: 'taken' }
    },
  })
  const answer = hand(port, MAIL).then(code => [code, isWritten] as const)
  written.resolve()
  equal(JSON.stringify(await answer), JSON.stringify([250, true]))
})

test('of two mailboxes of which one is behind, the mail is to be sent again', async () => {
  const { port } = await listening({
    take: async address =>
      address.startsWith('b') ? { is: 'not-taken', why: 'behind' } : { is: 'taken' },
  })
  equal(await hand(port, { ...MAIL, to: ['a@tocsin.example', 'b@tocsin.example'] }), 451)
})

test('a stranger has so many connections, and mails in a minute, and no more', async () => {
  const { port } = await listening({})
  const sockets: Socket[] = []
  const greet = async () => {
    const socket = createConnection({ host: '127.0.0.1', port })
    sockets.push(socket)
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    return chunk.toString()
  }
  for (let count = 0; count < SMTP_LIMITS.connectionsOfOne; count += 1) match(await greet(), /^220/)
  match(await greet(), /^421/)
  for (const socket of sockets) socket.destroy()
})

test('whoever hangs up before the greeting has no more connections for it', async () => {
  const { port } = await listening({})
  const connect = async () => {
    const socket = createConnection({ host: '127.0.0.1', port })
    await once(socket, 'connect')
    return socket
  }
  const greeted = async () => {
    const socket = await connect()
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    return { socket, said: chunk.toString() }
  }
  const open = []
  for (let count = 0; count < SMTP_LIMITS.connectionsOfOne; count += 1) open.push(await greeted())
  for (let count = 0; count < 5; count += 1) {
    const socket = await connect()
    socket.destroy()
    await once(socket, 'close')
  }
  match((await greeted()).said, /^421/)
  for (const { socket } of open) socket.destroy()
})

test('mails that would fill the memory are to be sent again, and what was held is let go of', async () => {
  const { port } = await listening({})
  const text = 'x'.repeat(9_000_000)
  const codes = await Promise.all(Array.from({ length: 9 }, () => hand(port, { ...MAIL, text })))
  equal(
    codes.every(code => code === 250 || code === 451),
    true,
    String(codes),
  )
  equal(await hand(port, { ...MAIL, text }), 250)
})

test('a mail of nothing but ends of lines is refused at once; a long text and a large attachment are not', async () => {
  const { port } = await listening({})
  const envelope = { from: 'nora@mx.example', to: MAIL.to }
  equal(await hand(port, { envelope, raw: `Subject: x\r\n${'\r\n'.repeat(2_000_000)}` }), 554)
  const attachments = [{ filename: 'proof.png', content: Buffer.alloc(6_000_000) }]
  equal(await hand(port, { ...MAIL, text: 'x\n'.repeat(15_000), attachments }), 250)
})

test('more recipients than a report needs are refused', async () => {
  const { port } = await listening({})
  const to = Array.from({ length: SMTP_LIMITS.recipients + 1 }, (_, at) => `a${at}@tocsin.example`)
  // The first ten get it: the client sees which did not.
  equal(await hand(port, { ...MAIL, to }), 250)
})

test('an address where nothing can listen is told as a sentence', async () => {
  const { port } = await listening({})
  const mailboxes: Mailboxes = { find: async () => undefined, fits: AWAY, take: AWAY }
  const needs = { mailboxes, name: 'x', tls: undefined, nowMs: () => nowMs, log }
  const failed = await listenForMail(needs, { host: '127.0.0.1', port }).catch(
    (error: unknown) => error,
  )
  equal(failed instanceof CannotListenForMail, true)
  nowMs += 1
})
