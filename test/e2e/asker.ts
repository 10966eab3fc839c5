import { mintToken } from '#/app/access/tokens.ts'
import type { Scope } from '#/app/access/scopes.ts'
import type { Shell } from '#/app/shell.ts'

/** Asks the API and gives what it answers, or throws the problem that it names. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

const RESPONDER: readonly Scope[] = [
  'incident:read',
  'incident:write',
  'signal:read',
  'plan:read',
  'directory:read',
]

/** Somebody who asks with a token of their own; without a person, an operator. */
export async function asker(shell: Shell, address: string, person?: string): Promise<Ask> {
  const scopes = person === undefined ? (['admin'] as const) : RESPONDER
  const { secret } = await mintToken(shell, { name: person ?? 'operator', scopes, person })
  return async (method, path, body) => {
    const answered = await fetch(new URL(path, address), {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body !== undefined && { 'content-type': typeOf(body) }),
      },
      ...(body !== undefined && {
        body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
      }),
    })
    const text = await answered.text()
    if (!answered.ok) throw new Error(`${method} ${path}: ${answered.status} ${text}`)
    const isJson = /json$|json;/.test(answered.headers.get('content-type') ?? '')
    return isJson ? (JSON.parse(text) as unknown) : text
  }
}

function typeOf(body: unknown): string {
  if (body instanceof Blob) return 'application/octet-stream'
  return typeof body === 'string' ? 'application/yaml' : 'application/json'
}
