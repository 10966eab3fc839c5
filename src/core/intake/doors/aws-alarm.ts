// CloudWatch: an alarm as its own notification, and as an event of EventBridge.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import { isNotEmpty, at, listAt, reportOf, textAt, timeMsOf } from '#/core/intake/doors/payload.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

export function isAlarm(given: unknown): given is Fields {
  return (
    isObject(given) && textAt(given, 'AlarmName') !== '' && textAt(given, 'NewStateValue') !== ''
  )
}

/**
 * A notification comes only for states for which somebody set an action, so that INSUFFICIENT_DATA is trouble here: whatever
 * watched has gone blind, and somebody asked to be told.
 */
export function readAlarm(given: Fields): Report {
  const state = textAt(given, 'NewStateValue').toUpperCase()
  const name = textAt(given, 'AlarmName')
  const dimensions = listAt(given, 'Trigger.Dimensions').map(
    one => [textAt(one, 'name', 'Name'), textAt(one, 'value', 'Value')] as const,
  )
  return reportOf({
    key:
      textAt(given, 'AlarmArn') ||
      `${textAt(given, 'AWSAccountId')}/${textAt(given, 'Region')}/${name}`,
    state: state === 'OK' ? 'resolved' : 'firing',
    title: state === 'INSUFFICIENT_DATA' ? `${name}: no data` : name,
    description: [textAt(given, 'AlarmDescription'), textAt(given, 'NewStateReason')]
      .filter(isNotEmpty)
      .join('\n\n'),
    urgency: state === 'INSUFFICIENT_DATA' ? 'warning' : '',
    systems: dimensions.map(([, value]) => value),
    startsAtMs: timeMsOf(textAt(given, 'StateChangeTime')),
    labels: {
      account: textAt(given, 'AWSAccountId'),
      region: textAt(given, 'Region'),
      metric: textAt(given, 'Trigger.MetricName'),
      namespace: textAt(given, 'Trigger.Namespace'),
      state,
      ...Object.fromEntries(dimensions),
    },
  })
}

/** EventBridge tells every change of every alarm, also that a new one has no data yet: that is nobody's trouble. */
export function readAlarmEvent(event: Fields): readonly Report[] {
  const state = textAt(event, 'detail.state.value').toUpperCase()
  const name = textAt(event, 'detail.alarmName')
  if (name === '' || (state !== 'ALARM' && state !== 'OK')) return []
  const [arn] = listAt(event, 'resources')
  const metric = at(listAt(event, 'detail.configuration.metrics')[0], 'metricStat.metric')
  const dimensions = Object.values(
    isObject(at(metric, 'dimensions')) ? (at(metric, 'dimensions') as Fields) : {},
  )
  return [
    reportOf({
      key:
        typeof arn === 'string'
          ? arn
          : `${textAt(event, 'account')}/${textAt(event, 'region')}/${name}`,
      state: state === 'OK' ? 'resolved' : 'firing',
      title: name,
      description: [
        textAt(event, 'detail.configuration.description'),
        textAt(event, 'detail.state.reason'),
      ]
        .filter(isNotEmpty)
        .join('\n\n'),
      systems: dimensions.filter(value => typeof value === 'string'),
      startsAtMs:
        timeMsOf(textAt(event, 'detail.state.timestamp')) ?? timeMsOf(textAt(event, 'time')),
      labels: {
        account: textAt(event, 'account'),
        region: textAt(event, 'region'),
        metric: textAt(metric, 'name'),
        namespace: textAt(metric, 'namespace'),
        state,
      },
    }),
  ]
}
