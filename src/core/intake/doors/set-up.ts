// What to paste at the sender, so that it posts here.

/** Where a door is, and its key: shown once, and after that a word in its place. */
export type Place = {
  /** Of the installation, without a slash at the end. */
  readonly origin: string
  /** Of the door: `ORIGIN/in/KIND/NAME`. */
  readonly address: string
  readonly key: string
}

/** `where`: the program or the page in which it is pasted, by its own name. */
export type Snippet = { readonly where: string; readonly text: string }

const json = (value: unknown) => JSON.stringify(value, undefined, 2)

const curl = ({ address, key }: Place, body: unknown, more = ''): string =>
  `curl -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json'${more} \\
  -d '${JSON.stringify(body)}' \\
  ${address}`

const REPORT = { title: 'Disk full on db-1', id: 'disk/db-1', severity: 'critical', host: 'db-1' }

const SET_UP: Readonly<Record<string, (place: Place) => readonly Snippet[]>> = {
  pagerduty: place => [
    {
      where: 'Alertmanager',
      text: `receivers:
- name: tocsin
  pagerduty_configs:
  - routing_key: ${place.key}
    url: ${place.origin}/in/pagerduty/v2/enqueue
    send_resolved: true`,
    },
    {
      where: '@pagerduty/pdjs',
      text: `event({server: '${hostOf(place)}', data: {routing_key: '${place.key}', event_action: 'trigger', …}})`,
    },
    {
      where: 'go-pagerduty',
      text: `client := pagerduty.NewClient("", pagerduty.WithV2EventsAPIEndpoint("${place.origin}/in/pagerduty"))
client.ManageEventWithContext(ctx, &pagerduty.V2Event{RoutingKey: "${place.key}", Action: "trigger", …})`,
    },
    {
      where: 'curl',
      text: `curl -H 'Content-Type: application/json' -d '${JSON.stringify({
        routing_key: place.key,
        event_action: 'trigger',
        dedup_key: 'disk/db-1',
        payload: { summary: REPORT.title, source: REPORT.host, severity: 'critical' },
      })}' \\
  ${place.origin}/in/pagerduty/v2/enqueue`,
    },
  ],
  opsgenie: place => [
    {
      where: 'Alertmanager',
      text: `receivers:
- name: tocsin
  opsgenie_configs:
  - api_key: ${place.key}
    api_url: ${place.origin}/in/opsgenie/
    send_resolved: true`,
    },
    {
      where: 'curl',
      text: `curl -H 'Authorization: GenieKey ${place.key}' -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ message: REPORT.title, alias: REPORT.id, priority: 'P1' })}' \\
  ${place.origin}/in/opsgenie/v2/alerts
curl -X POST -H 'Authorization: GenieKey ${place.key}' \\
  '${place.origin}/in/opsgenie/v2/alerts/disk%2Fdb-1/close?identifierType=alias'`,
    },
  ],
  goalert: place => [
    {
      where: 'curl',
      text: `curl --data-urlencode 'summary=${REPORT.title}' --data-urlencode 'dedup=${REPORT.id}' \\
  '${place.address}/api/v2/generic/incoming?token=${place.key}'`,
    },
  ],
  cloudevents: place => [
    { where: 'K_SINK, httpTransport, --sink', text: `${place.address}?key=${place.key}` },
    {
      where: 'curl',
      text: `curl -H 'Authorization: Bearer ${place.key}' -H 'Content-Type: application/json' \\
  -H 'ce-specversion: 1.0' -H 'ce-id: 1' -H 'ce-source: /checks/disk' -H 'ce-type: example.disk.failed' \\
  -d '${JSON.stringify({ summary: REPORT.title, severity: 'critical' })}' \\
  ${place.address}`,
    },
  ],
  grafana: place => [
    {
      where: 'Alerting → Contact points → Webhook',
      text: `URL: ${place.address}
Authorization Header - Scheme: Bearer
Authorization Header - Credentials: ${place.key}`,
    },
  ],
  github: place => [
    {
      where: 'Settings → Webhooks → Add webhook',
      text: `Payload URL: ${place.address}
Content type: application/json
Secret: the secret of this door
Events: Dependabot alerts, Code scanning alerts, Secret scanning alerts, Security advisories`,
    },
  ],
  sentry: place => [
    {
      where: 'Settings → Integrations → Internal Integration',
      text: `Webhook URL: ${place.address}
Alert Rule Action: on
Client Secret: the secret of this door`,
    },
  ],
  aws: place => [
    {
      where: 'AWS CLI',
      text: `aws sns subscribe --topic-arn arn:aws:sns:REGION:ACCOUNT:TOPIC --protocol https \\
  --notification-endpoint '${place.address}?key=${place.key}'`,
    },
  ],
  datadog: place => [
    {
      where: 'Integrations → Webhooks',
      text: `URL: ${place.address}?key=${place.key}
Payload: ${json({
        title: '$EVENT_TITLE',
        text_only_msg: '$TEXT_ONLY_MSG',
        alert_id: '$ALERT_ID',
        alert_scope: '$ALERT_SCOPE',
        alert_transition: '$ALERT_TRANSITION',
        alert_cycle_key: '$ALERT_CYCLE_KEY',
        priority: '$ALERT_PRIORITY',
        hostname: '$HOSTNAME',
        tags: '$TAGS',
        link: '$LINK',
        date: '$DATE',
      })}`,
    },
  ],
  heartbeat: place => [
    {
      where: 'crontab',
      text: `0 3 * * * /usr/local/bin/backup && curl -fsS -m 10 --retry 5 -o /dev/null '${place.address}?key=${place.key}'`,
    },
    {
      where: 'Opsgenie heartbeat',
      text: `curl -X POST -H 'Authorization: GenieKey KEY-OF-AN-OPSGENIE-DOOR' ${place.origin}/v2/heartbeats/${nameOf(place)}/ping`,
    },
  ],
  'alert-mail': place => [
    { where: 'To', text: `${nameOf(place)}+${place.key}@${mailHostOf(place)}` },
    {
      where: 'Alertmanager',
      text: `receivers:
- name: tocsin
  email_configs:
  - to: ${nameOf(place)}+${place.key}@${mailHostOf(place)}
    send_resolved: true`,
    },
  ],
  'security-mail': place => [
    { where: 'To', text: `${nameOf(place)}@${mailHostOf(place)}` },
    { where: 'Postfix, /etc/aliases', text: `security: ${nameOf(place)}@${mailHostOf(place)}` },
  ],
  'report-form': place => [
    { where: 'URL', text: `${place.origin}/report` },
    { where: 'security.txt', text: `${place.origin}/.well-known/security.txt` },
  ],
  webhook: place => [
    { where: 'curl', text: curl(place, REPORT) },
    { where: 'curl, it is over', text: curl(place, { ...REPORT, status: 'resolved' }) },
    {
      where: 'Alertmanager',
      text: `receivers:
- name: tocsin
  webhook_configs:
  - url: ${place.address}
    send_resolved: true
    http_config: {authorization: {credentials: ${place.key}}}`,
    },
  ],
}

/** How a sender is set up. Of a kind without words of its own: the address, with the key in it. */
export function setUpOf(kind: string, place: Place): readonly Snippet[] {
  const made = Object.hasOwn(SET_UP, kind) ? SET_UP[kind]?.(place) : undefined
  return made ?? [{ where: 'URL', text: `${place.address}?key=${place.key}` }]
}

/** Prometheus and Alertmanager speak to a door of their own, which takes a token with the scope `signal:write`. */
export function setUpOfAlertmanager({ origin, key }: Omit<Place, 'address'>): readonly Snippet[] {
  const [scheme = 'https', host = ''] = origin.split('://')
  return [
    {
      where: 'prometheus.yml',
      text: `alerting:
  alertmanagers:
  - scheme: ${scheme}
    path_prefix: /in/alertmanager
    authorization: {credentials: ${key}}
    static_configs: [{targets: ["${host}"]}]`,
    },
    {
      where: 'alertmanager.yml',
      text: `receivers:
- name: tocsin
  webhook_configs:
  - url: ${origin}/in/alertmanager
    send_resolved: true
    http_config: {authorization: {credentials: ${key}}}`,
    },
  ]
}

function nameOf({ address }: Place): string {
  return address.slice(address.lastIndexOf('/') + 1)
}

/** Mailboxes are at the name of the installation. */
function mailHostOf(place: Place): string {
  return hostOf(place).replace(/:\d+$/, '')
}

function hostOf({ origin }: Place): string {
  return origin.replace(/^https?:\/\//, '')
}
