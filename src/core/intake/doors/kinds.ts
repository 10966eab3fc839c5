// Every kind of sender that has a door of its own. A kind is one file with its reader, and one line here.
import { readAws } from '#/core/intake/doors/aws.ts'
import { readAxiom } from '#/core/intake/doors/axiom.ts'
import { readCheckly } from '#/core/intake/doors/checkly.ts'
import { readCheckmk } from '#/core/intake/doors/checkmk.ts'
import { readCoralogix } from '#/core/intake/doors/coralogix.ts'
import { readDash0 } from '#/core/intake/doors/dash0.ts'
import { readDatadog } from '#/core/intake/doors/datadog.ts'
import { readGcp } from '#/core/intake/doors/gcp.ts'
import { readGithub } from '#/core/intake/doors/github.ts'
import { readGrafana } from '#/core/intake/doors/grafana.ts'
import { readGraylog } from '#/core/intake/doors/graylog.ts'
import { readLibrenms } from '#/core/intake/doors/librenms.ts'
import { readSentry } from '#/core/intake/doors/sentry.ts'
import { readSignalfx } from '#/core/intake/doors/signalfx.ts'
import { readSlack } from '#/core/intake/doors/slack.ts'
import { readThousandeyes } from '#/core/intake/doors/thousandeyes.ts'
import { readVictorops } from '#/core/intake/doors/victorops.ts'
import { readCloudEvents } from '#/core/intake/doors/cloudevents.ts'
import { readGoalert } from '#/core/intake/doors/goalert.ts'
import { readHeartbeat } from '#/core/intake/doors/heartbeat.ts'
import { readReportForm } from '#/core/intake/doors/report-form.ts'
import { readAlertMail } from '#/core/intake/mail/alert-mail.ts'
import { readSecurityMail } from '#/core/intake/mail/security-mail.ts'
import { readAnything } from '#/core/intake/doors/guess.ts'
import { readOpsgenie } from '#/core/intake/doors/opsgenie.ts'
import { readPagerDuty } from '#/core/intake/doors/pagerduty.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

export type DoorKind = {
  /** In the address: `/in/KIND/NAME`. Public, never renamed. */
  readonly kind: string
  /** The name of the product that sends, as its maker writes it. */
  readonly title: string
  readonly read: DoorReader
  /** A door of this kind may say itself how its payloads are read. */
  readonly mapped?: true
  /** Signs what it posts with a secret that the door knows too (http/doors/signatures.ts); its address needs no key then. */
  readonly signs?: true
  /** Nothing is posted below /in: what comes, comes by mail, or over a page of our own. */
  readonly comes?: 'by-mail' | 'by-page'
}

export const DOOR_KINDS: readonly DoorKind[] = [
  { kind: 'aws', title: 'Amazon Web Services (SNS, EventBridge)', read: readAws },
  { kind: 'axiom', title: 'Axiom', read: readAxiom },
  { kind: 'checkly', title: 'Checkly', read: readCheckly },
  { kind: 'checkmk', title: 'Checkmk', read: readCheckmk },
  { kind: 'coralogix', title: 'Coralogix', read: readCoralogix },
  { kind: 'dash0', title: 'Dash0', read: readDash0 },
  { kind: 'datadog', title: 'Datadog', read: readDatadog },
  { kind: 'gcp', title: 'Google Cloud Monitoring', read: readGcp },
  { kind: 'github', title: 'GitHub', read: readGithub, signs: true },
  { kind: 'grafana', title: 'Grafana', read: readGrafana },
  { kind: 'graylog', title: 'Graylog', read: readGraylog },
  { kind: 'librenms', title: 'LibreNMS', read: readLibrenms },
  { kind: 'sentry', title: 'Sentry', read: readSentry, signs: true },
  { kind: 'signalfx', title: 'Splunk Observability (SignalFx)', read: readSignalfx },
  { kind: 'slack', title: 'Slack incoming webhook', read: readSlack },
  { kind: 'thousandeyes', title: 'ThousandEyes', read: readThousandeyes },
  { kind: 'victorops', title: 'Splunk On-Call (VictorOps)', read: readVictorops },
  { kind: 'pagerduty', title: 'PagerDuty Events v2', read: readPagerDuty },
  { kind: 'opsgenie', title: 'Opsgenie', read: readOpsgenie },
  { kind: 'goalert', title: 'GoAlert', read: readGoalert },
  { kind: 'cloudevents', title: 'CloudEvents', read: readCloudEvents },
  { kind: 'heartbeat', title: 'Heartbeat', read: readHeartbeat },
  { kind: 'alert-mail', title: 'Mailbox for alerts', read: readAlertMail, comes: 'by-mail' },
  {
    kind: 'security-mail',
    title: 'Mailbox for security reports',
    read: readSecurityMail,
    comes: 'by-mail',
  },
  {
    kind: 'report-form',
    title: 'Public form for vulnerability reports',
    read: readReportForm,
    comes: 'by-page',
  },
  { kind: 'webhook', title: 'Webhook', read: readAnything, mapped: true },
]

const BY_KIND = new Map(DOOR_KINDS.map(kind => [kind.kind, kind]))

export function doorKind(kind: string): DoorKind | undefined {
  return BY_KIND.get(kind)
}
