// Axiom: a monitor opens, and a threshold monitor also closes.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { isNotEmpty, at, reportOf, textAt, timeMsOf, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { stateIn, unmark } from '#/core/intake/doors/words.ts'

export const readAxiom: DoorReader = ({ body }) => {
  const event = at(body, 'event')
  if (!isObject(event)) return { malformed: 'event is missing' }
  const { rest } = unmark(textAt(event, 'title'))
  const key = textAt(event, 'monitorID', 'monitorId') || rest
  if (key === '') return { malformed: 'event.monitorID is missing' }
  const group = textAt(event, 'groupKeys', 'group')
  const report = reportOf({
    key: group === '' ? key : `${key}/${group}`,
    state: stateIn(textAt(body, 'action'), 'event') === 'resolved' ? 'resolved' : 'firing',
    title: rest || `Monitor ${key}`,
    description: [textAt(event, 'description'), textAt(event, 'body')]
      .filter(isNotEmpty)
      .join('\n\n'),
    systems: [
      textAt(event, 'matchedEvent.service.name', 'matchedEvent.host', 'matchedEvent.service'),
    ],
    url: urlOf(textAt(event, 'url', 'link')),
    startsAtMs: timeMsOf(textAt(event, 'timestamp')),
    labels: { monitor: textAt(event, 'monitorID'), value: textAt(event, 'value') },
  })
  return { reports: [report] }
}
