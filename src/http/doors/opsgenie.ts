// Opsgenie answers at once that it will look at it, with the id of the request; whoever wants to know what became of it asks by that.
import { calledByKey, calledByPosted } from '#/app/doors/record.ts'
import type { Shell } from '#/app/shell.ts'
import type { Answer, Asked, Said } from '#/http/doors/answer.ts'

const TOOK_S = 0.001
const ID_HEAD = '00000000-0000-4000-8000-'

export function answerOpsgenie(said: Said, { request }: Asked): Answer | undefined {
  const more = { took: TOOK_S, requestId: request }
  switch (said.is) {
    case 'taken':
      return accepted('Request will be processed', idOf(said.id))
    case 'ignored':
      return accepted('Request will be processed', request)
    case 'beat':
      return accepted('PONG - Heartbeat received', request)
    case 'malformed': {
      const message = 'Request body is not processable. Please check the errors.'
      return { status: 422, body: { message, errors: { message: said.why }, ...more } }
    }
    case 'no-key':
      return { status: 401, body: { message: 'API Key is not valid', ...more } }
    case 'closed':
      return { status: 403, body: { message: 'This API key is switched off', ...more } }
    case 'too-fast':
      return {
        status: 429,
        headers: { 'retry-after': String(said.seconds), 'x-ratelimit-state': 'THROTTLED' },
        body: { message: 'You are making too many requests!', ...more },
      }
    default:
      return undefined
  }
}

function accepted(result: string, requestId: string): Answer {
  return { status: 202, body: { result, took: TOOK_S, requestId } }
}

function idOf(payload: number): string {
  return `${ID_HEAD}${payload.toString(16).padStart(12, '0')}`
}

type Door = { readonly id: string; readonly name: string; readonly kind: string }

type Database = Pick<Shell, 'pool'>

/** `GET v2/alerts/requests/ID` and `GET v2/alerts/ID`: there is nothing else to be asked. */
export async function askOpsgenie(shell: Database, door: Door, { path }: Asked): Promise<Answer> {
  const [, , first = '', second] = path.split('/').map(decoded)
  if (first === 'requests' && second !== undefined) return requestOf(shell, door, second)
  return first === '' || second !== undefined ? unknown() : alertCalled(shell, door, first)
}

async function requestOf(shell: Database, door: Door, requestId: string): Promise<Answer> {
  const number = /^[0-9a-f]{12}$/.exec(requestId.slice(ID_HEAD.length))?.[0]
  const id = requestId.startsWith(ID_HEAD) && number !== undefined ? parseInt(number, 16) : 0
  const alert = id > 0 ? await calledByPosted(shell, door.id, id) : undefined
  if (alert === undefined) return unknown()
  const data = {
    success: true,
    isSuccess: true,
    action: alert.firing ? 'Create' : 'Close',
    status: alert.firing ? 'Created alert' : 'Closed alert',
    integrationId: door.id,
    alertId: alert.key,
    alias: alert.key,
  }
  return { status: 200, body: { data, took: TOOK_S, requestId } }
}

async function alertCalled(shell: Database, door: Door, alias: string): Promise<Answer> {
  const alert = await calledByKey(shell, door, alias)
  if (alert === undefined) return unknown()
  const status = alert.firing ? 'open' : 'closed'
  return { status: 200, body: { data: { id: alias, alias, message: alert.title, status } } }
}

function unknown(): Answer {
  return { status: 404, body: { message: 'Not found', took: TOOK_S } }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
