// Checkmk, and whatever else notifies as Nagios does: a host or a service of it, and what happened to that.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { isNotEmpty, reportOf, textAt, timeMsOf, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader, Report } from '#/core/intake/doors/reading.ts'

const TYPES: Readonly<Record<string, Report['state']>> = {
  PROBLEM: 'firing',
  RECOVERY: 'resolved',
  ACKNOWLEDGEMENT: 'acknowledged',
  // Somebody sends one by hand, to be heard.
  CUSTOM: 'firing',
}

export const readCheckmk: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  // Macros of Nagios come in capitals, and with what plugins put before them.
  const given = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name.toLowerCase().replace(/^(nagios|notify)_/, ''),
      value,
    ]),
  )
  const host = textAt(given, 'host', 'hostname', 'host_name')
  const service = textAt(given, 'service', 'servicedesc', 'service_description', 'service_desc')
  if (host === '') return { malformed: 'the name of the host is missing' }
  const type =
    textAt(given, 'notification_type', 'notificationtype').toUpperCase().split(' ')[0] ?? ''
  const state = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  if (state === undefined && type !== '') return { ignored: `${type} changes nothing` }
  const stands = textAt(given, 'status', 'servicestate', 'service_state', 'hoststate', 'host_state')
  const weight = textAt(given, 'severity') || stands
  const isEnd = state === 'resolved' || (state === undefined && /^(ok|up)$/i.test(stands))
  const site = textAt(given, 'site', 'omd_site')
  const report = reportOf({
    key: [site, host, service].filter(isNotEmpty).join('/'),
    state: isEnd ? 'resolved' : (state ?? 'firing'),
    title:
      service === ''
        ? `${host} is ${stands || 'in trouble'}`
        : `${host}: ${service} is ${stands || 'in trouble'}`,
    description: [
      textAt(given, 'summary'),
      textAt(given, 'output', 'serviceoutput', 'hostoutput'),
      textAt(given, 'long_output', 'longserviceoutput', 'longhostoutput'),
    ]
      .filter(isNotEmpty)
      .join('\n'),
    urgency: /^(ok|up)$/i.test(weight) ? '' : weight,
    systems: [host],
    url: urlOf(textAt(given, 'url')),
    startsAtMs: timeMsOf(textAt(given, 'short_date_time')),
    labels: {
      host,
      service,
      site,
      event: textAt(given, 'event'),
      address: textAt(given, 'address', 'hostaddress'),
    },
  })
  return { reports: [report] }
}
