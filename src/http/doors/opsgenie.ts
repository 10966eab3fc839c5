// Opsgenie answers at once that it will look at it, with the id of the request; whoever wants to know what became of it asks by that.
import { KEY_LABEL } from '#/core/intake/doors/alert.ts'
import { labelOf } from '#/core/intake/labels.ts'
import type { Labels } from '#/core/intake/labels.ts'
import type { Answer, Asked, Said } from '#/http/doors/answer.ts'
import { identityOf } from '#/app/ingest-groups.ts'
import { alertOf } from '#/core/intake/doors/alert.ts'
import { alertsOfPayload } from '#/store/door-payloads.ts'
import type { Db } from '#/store/db.ts'
import { readAlertRows } from '#/store/alerts.ts'

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

/** `GET v2/alerts/requests/ID` and `GET v2/alerts/ID`; undefined where there is nothing else to be asked. */
export async function askOpsgenie(db: Db, door: Door, { path }: Asked): Promise<Answer> {
  const [, , first = '', second] = path.split('/').map(decoded)
  if (first === 'requests' && second !== undefined) return requestOf(db, door, second)
  return first === '' || second !== undefined ? unknown() : alertCalled(db, door, first)
}

async function requestOf(db: Db, door: Door, requestId: string): Promise<Answer> {
  const number = /^[0-9a-f]{12}$/.exec(requestId.slice(ID_HEAD.length))?.[0]
  const id = requestId.startsWith(ID_HEAD) && number !== undefined ? parseInt(number, 16) : 0
  const [alert] = id > 0 ? await alertsOfPayload(db, door.id, id) : []
  if (alert === undefined) return unknown()
  const alias = labelOf(JSON.parse(alert.labels) as Labels, KEY_LABEL)
  return {
    status: 200,
    body: {
      data: {
        success: true,
        isSuccess: true,
        action: alert.firing ? 'Create' : 'Close',
        status: alert.firing ? 'Created alert' : 'Closed alert',
        integrationId: door.id,
        alertId: alias,
        alias,
      },
      took: TOOK_S,
      requestId,
    },
  }
}

async function alertCalled(db: Db, door: Door, alias: string): Promise<Answer> {
  const made = alertOf({ key: alias, state: 'firing', title: '' }, door, 0)
  if ('malformed' in made) return unknown()
  const [row] = await readAlertRows(db, [identityOf(made.text)])
  if (row === undefined) return unknown()
  const status = row.state === 'resolved' ? 'closed' : 'open'
  const { summary } = JSON.parse(row.annotations) as { readonly summary?: string }
  return { status: 200, body: { data: { id: alias, alias, message: summary, status } } }
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
