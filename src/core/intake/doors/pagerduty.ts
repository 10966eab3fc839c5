// PagerDuty's Events API v2: what its clients post to `/v2/enqueue` and `/v2/change/enqueue`.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { at, listAt, textAt, textOf, timeMsOf, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader, DoorReading } from '#/core/intake/doors/reading.ts'

const STATES = { trigger: 'firing', acknowledge: 'acknowledged', resolve: 'resolved' } as const
const SEVERITIES = ['critical', 'error', 'warning', 'info']

export const readPagerDuty: DoorReader = ({ body, path = '' }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  if (path.endsWith('change/enqueue')) return readChange(body)
  const action = body['event_action']
  if (typeof action !== 'string' || !Object.hasOwn(STATES, action))
    return { malformed: "'event_action' must be trigger, acknowledge or resolve" }
  const state = STATES[action as keyof typeof STATES]
  const key = body['dedup_key'] ?? ''
  if (typeof key !== 'string') return { malformed: "'dedup_key' must be a string" }
  if (state !== 'firing')
    return key === ''
      ? { malformed: `'dedup_key' is missing: '${action}' needs it` }
      : { reports: [{ key, state, title: '' }] }
  return readTrigger(body, key)
}

function readChange(body: unknown): DoorReading {
  return textAt(body, 'payload.summary') === ''
    ? { malformed: "'payload.summary' is missing or blank" }
    : { ignored: 'a change event: it reports no trouble' }
}

function readTrigger(body: unknown, key: string): DoorReading {
  const wrong = [
    ...(textAt(body, 'payload.summary') === '' ? ["'payload.summary' is missing or blank"] : []),
    ...(textAt(body, 'payload.source') === '' ? ["'payload.source' is missing or blank"] : []),
    ...(SEVERITIES.includes(textAt(body, 'payload.severity'))
      ? []
      : ["'payload.severity' must be critical, error, warning or info"]),
  ]
  if (wrong.length > 0) return { malformed: wrong.join('; ') }
  const startsAtMs = timeMsOf(at(body, 'payload.timestamp'))
  const [link] = listAt(body, 'links')
  const url = urlOf(textAt(link, 'href'), textAt(body, 'client_url'))
  return {
    reports: [
      {
        key,
        state: 'firing',
        title: textAt(body, 'payload.summary'),
        description: detailsOf(at(body, 'payload.custom_details')),
        urgency: textAt(body, 'payload.severity'),
        systems: [textAt(body, 'payload.source')],
        ...(url !== '' && { url }),
        ...(startsAtMs !== undefined && { startsAtMs }),
        labels: {
          component: textAt(body, 'payload.component'),
          group: textAt(body, 'payload.group'),
          class: textAt(body, 'payload.class'),
          client: textAt(body, 'client'),
        },
      },
    ],
  }
}

/** Details as text: a line for each; what is no plain value is left to the payload as it came. */
function detailsOf(details: unknown): string {
  if (!isObject(details)) return textOf(details)
  return Object.entries(details)
    .flatMap(([name, value]) => (textOf(value) === '' ? [] : [`${name}: ${textOf(value)}`]))
    .join('\n')
}
