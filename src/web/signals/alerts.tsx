import { Accordion, Code, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useAsk } from '../api/queries.ts'
import { Payloads } from '../settings/doors/payloads.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import type { GroupInFull } from './group-drawer.tsx'
import { Labels } from './labels.tsx'
import classes from './signals.module.css'
import { StateBadge } from './state-badge.tsx'

const SHOWN_MAX = 200
type Alert = GroupInFull['alerts'][number]

/** The alerts of a group, each as it came. What they say was written by others, and is shown as text alone. */
export function Alerts({ group: { key, alerts } }: { readonly group: GroupInFull }) {
  const words = useWords().signals
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {alerts.length >= SHOWN_MAX ? words.alertsShown(SHOWN_MAX) : words.alerts(alerts.length)}
      </Title>
      <Accordion variant="contained" multiple order={4}>
        {alerts.map(alert => (
          <Accordion.Item key={alert.id} value={alert.id}>
            <Accordion.Control>
              <Group gap="xs" wrap="nowrap" align="flex-start">
                <StateBadge look={alert.state} word={words.alertState[alert.state]} />
                <Labels labels={{ ...alert.beside?.labels, ...alert.labels }} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <AlertInFull group={key} alert={alert} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  )
}

function AlertInFull({ group, alert }: { readonly group: string; readonly alert: Alert }) {
  const words = useWords().signals
  const { times } = words
  const instants = [
    [times.starts, alert.starts],
    [alert.end_is_ours && alert.ends !== null ? times.endsOurs : times.ends, alert.ends],
    [times.received, alert.received],
    [times.updated, alert.updated],
  ] as const
  return (
    <Stack gap="xs">
      {Object.entries(alert.annotations).map(([name, value]) => (
        <Text size="sm" key={name} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          <Text component="span" c="dimmed">
            {name}:
          </Text>{' '}
          {value}
        </Text>
      ))}
      <Group gap="md">
        {instants.map(([name, at]) => (
          <Text size="xs" key={name}>
            <Text component="span" c="dimmed">
              {name}
            </Text>{' '}
            {at === null ? times.untilResolved : <When at={at} day="always" />}
          </Text>
        ))}
      </Group>
      {alert.silences.length > 0 && (
        <Text size="sm">{words.silencedBy(alert.silences.length)}</Text>
      )}
      <Text size="xs" c="dimmed">
        {words.payload}
      </Text>
      {alert.beside === null ? (
        <Code block className={classes['payload']} tabIndex={0}>
          {JSON.stringify(asItCame(alert), undefined, 2)}
        </Code>
      ) : (
        <Posted group={group} alert={alert.id} />
      )}
    </Stack>
  )
}

/** What came through a door is kept to the byte, and asked for when somebody looks. */
function Posted({ group, alert }: { readonly group: string; readonly alert: string }) {
  const { doors } = useWords()
  const { data, error } = useAsk('list-alert-payloads', { params: { key: group, alert } })
  if (error !== null) return <Trouble error={error} />
  if (data === undefined) return <Loader size="sm" />
  return data.payloads.length === 0 ? (
    <Text size="sm">{doors.asItCameNone}</Text>
  ) : (
    <Payloads payloads={data.payloads} />
  )
}

/** In the form in which it was sent. */
function asItCame({ labels, annotations, starts, ends, end_is_ours, url, rest }: Alert) {
  const more = typeof rest === 'object' && rest !== null ? rest : {}
  return {
    labels,
    annotations,
    startsAt: starts,
    ...(!end_is_ours && { endsAt: ends }),
    ...(url !== '' && { generatorURL: url }),
    ...more,
  }
}
