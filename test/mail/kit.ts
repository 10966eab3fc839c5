// A whole system that takes mail, clients that hand some in, and a mail server that its answers go to.
import { equal, ok } from 'node:assert/strict'
import { createConnection } from 'node:net'
import { createTransport } from 'nodemailer'
import type { SendMailOptions } from 'nodemailer'
import type { Api } from '../http/api.ts'

export type Box = { readonly address: string; readonly name: string; readonly key: string }

/** Makes a mailbox; of one for alerts the key is a part of its address. */
export async function mailboxOf(
  api: Api,
  kind: string,
  name: string,
  more: object = {},
): Promise<Box> {
  const created = await api.operator('POST', '/api/doors', { body: { kind, name, ...more } })
  equal(created.status, 201, created.text)
  const key = String(created.body['key'])
  const local = kind === 'alert-mail' ? `${name}+${key}` : name
  return { address: `${local}@tocsin.example`, name, key }
}

/** Hands a mail in as any mail server would; gives the answer, or the refusal's code. */
export async function hand(
  port: number,
  mail: SendMailOptions,
  tls?: { readonly ca: string },
): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    secure: false,
    ...(tls === undefined
      ? { ignoreTLS: true }
      : { requireTLS: true, tls: { ca: tls.ca, servername: 'localhost' } }),
  })
  try {
    const { response } = await transport.sendMail({ from: 'nora@mx.example', ...mail })
    return Number(response.slice(0, 3))
  } catch (error) {
    const { responseCode } = error as { readonly responseCode?: number }
    ok(responseCode !== undefined, String(error))
    return responseCode
  } finally {
    transport.close()
  }
}

/** Says these lines one after the other, each once the answer to the one before has come; gives the answers. */
export async function talk(port: number, lines: readonly string[]): Promise<readonly string[]> {
  const socket = createConnection({ host: '127.0.0.1', port })
  const answers: string[] = []
  let text = ''
  const left = [...lines]
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => resolve(answers))
    socket.on('data', chunk => {
      text += chunk.toString()
      // The last line of an answer has a space behind its code.
      for (let found = LAST_LINE.exec(text); found !== null; found = LAST_LINE.exec(text)) {
        answers.push(text.slice(0, found.index + found[0].length).trim())
        text = text.slice(found.index + found[0].length)
        const next = left.shift()
        if (next === undefined) socket.end()
        else socket.write(`${next}\r\n`)
      }
    })
  })
}

const LAST_LINE = /^\d{3} .*\r\n/m
