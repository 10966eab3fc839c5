// Opsgenie's alert API and the ping of its heartbeats. What is asked stands in the path: `v2/alerts`, `v2/alerts/ID/close`.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  at,
  listAt,
  reportOf,
  textAt,
  textOf,
  textsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader, DoorReading } from '#/core/intake/doors/reading.ts'

export const readOpsgenie: DoorReader = ({ body, path = 'v2/alerts', method = 'POST' }) => {
  const [, collection = 'alerts', id = '', action = ''] = path.split('/').map(decoded)
  if (collection === 'heartbeats') return readBeat(id, action)
  if (collection !== 'alerts') return { malformed: `there is nothing at /${path}` }
  if (id === '') return readCreate(body)
  // An alert is known here by its alias alone, whichever way its sender names it: `id` is what we answered with.
  if (method === 'DELETE' || action === 'close')
    return { reports: [{ key: id, state: 'resolved', title: '' }] }
  if (action === 'acknowledge') return { reports: [{ key: id, state: 'acknowledged', title: '' }] }
  return {
    ignored: `${action === '' ? 'a change' : action} of an alert: it neither begins nor ends it`,
  }
}

/** An alias may hold a slash, which its sender encodes. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function readBeat(name: string, action: string): DoorReading {
  return name !== '' && action === 'ping'
    ? { beat: name }
    : { ignored: 'heartbeats are set up in Tocsin; only their ping is taken here' }
}

function readCreate(body: unknown): DoorReading {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const title = textAt(body, 'message')
  if (title === '') return { malformed: 'message can not be empty' }
  const details = textsOf(at(body, 'details'))
  const systems = [textAt(body, 'entity'), details['service'] ?? '', details['host'] ?? '']
  return {
    reports: [
      {
        ...reportOf({
          key: textAt(body, 'alias'),
          state: 'firing',
          title,
          description: textAt(body, 'description'),
          urgency: textAt(body, 'priority') || 'p3',
          systems,
          url: urlOf(textAt(body, 'source'), details['url'] ?? ''),
          labels: { ...details, ...labelsOf(body) },
        }),
        // An alias is what its alert is closed by, so that of it nothing may be changed.
        key: textOf(body['alias']),
      },
    ],
  }
}

function labelsOf(body: unknown): Record<string, string> {
  const tags = listAt(body, 'tags').map(textOf)
  return {
    tags: tags.filter(tag => tag !== '').join(','),
    entity: textAt(body, 'entity'),
    user: textAt(body, 'user'),
  }
}
