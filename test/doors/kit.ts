// Doors of a whole system, and senders at them.
import { equal, ok } from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import { list } from '../http/api.ts'
import type { Api, Client, Fields } from '../http/api.ts'

export type Sender = (
  body: unknown,
  headers?: Readonly<Record<string, string>>,
  path?: string,
  method?: string,
) => Promise<{
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Fields
}>

export type TestDoor = {
  readonly id: string
  readonly name: string
  readonly key: string
  /** Posts to the door by its name, with its key. */
  readonly post: Sender
}

let made = 0

/** Makes a door of a kind. */
export async function doorOf(api: Api, kind: string, more: Fields = {}): Promise<TestDoor> {
  made += 1
  const name = `door-${made}`
  const created = await api.operator('POST', '/api/doors', { body: { kind, name, ...more } })
  equal(created.status, 201, created.text)
  const { id, key } = created.body
  ok(typeof id === 'string' && typeof key === 'string')
  const post: Sender = (body, headers = {}, path = '', method = 'POST') =>
    send(api.address, `/in/${kind}/${name}${path}`, body, { 'x-api-key': key, ...headers }, method)
  return { id, name, key, post }
}

/** Posts anything: text as it is, all else as JSON. */
export async function send(
  address: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  method = 'POST',
): ReturnType<Sender> {
  const content = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(new URL(path, address), {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method !== 'GET' && { body: content }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const answered = isJson ? (JSON.parse(text) as Fields) : {}
  return { status: response.status, headers: response.headers, text, body: answered }
}

/** Until every group that fires has found its incident. */
export async function settled(client: Client): Promise<readonly Fields[]> {
  for (;;) {
    const groups = list(await client('GET', '/api/signals?state=all'), 'groups')
    if (groups.every(group => group['incident'] !== null || group['firing'] === 0)) return groups
    await setImmediate()
  }
}
