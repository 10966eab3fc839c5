// ThousandEyes: an alert of a test or of an agent, raised or cleared.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  at,
  isNotEmpty,
  listAt,
  reportOf,
  textAt,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

export const readThousandeyes: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const type = textAt(body, 'eventType').toUpperCase()
  const alert = [at(body, 'alert'), at(body, 'agentAlert'), body].find(isObject)
  if (type.endsWith('TEST')) return { ignored: 'a test of the webhook' }
  const id = textAt(alert, 'alertId', 'id')
  if (id === '') return { malformed: 'alert.alertId is missing' }
  const agents = listAt(alert, 'agents')
  const rule = textAt(alert, 'ruleName')
  const about = textAt(alert, 'testName', 'agentName', 'hostname')
  const isOver = /(^|_)CLEAR(ED)?$/.test(type)
  const report = reportOf({
    key: id,
    state: isOver ? 'resolved' : 'firing',
    title: [about, rule].filter(isNotEmpty).join(': ') || `Alert ${id}`,
    description: [
      textAt(alert, 'ruleExpression'),
      ...agents
        .slice(0, 20)
        .map(agent => `${textAt(agent, 'agentName')}: ${textAt(agent, 'metricsAtStart')}`),
    ]
      .filter(isNotEmpty)
      .join('\n'),
    urgency: textAt(alert, 'severity'),
    systems: [textAt(alert, 'testName'), textAt(alert, 'hostname', 'agentName')],
    url: urlOf(textAt(alert, 'permalink')),
    startsAtMs: timeMsOf(textAt(alert, 'dateStartZoned', 'dateStart')),
    labels: {
      rule,
      type: textAt(alert, 'type'),
      agent: textAt(alert, 'agentName'),
      address: textAt(alert, 'ipAddress'),
    },
  })
  return { reports: [report] }
}
