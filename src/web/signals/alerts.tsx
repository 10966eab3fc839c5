import { Accordion, Code, Group, Stack, Text, Title } from '@mantine/core'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import type { GroupInFull } from './group-drawer.tsx'
import { Labels } from './labels.tsx'
import classes from './signals.module.css'
import { StateBadge } from './state-badge.tsx'

const SHOWN_MAX = 200
type Alert = GroupInFull['alerts'][number]

/** The alerts of a group, each as it came. What they say was written by others, and is shown as text alone. */
export function Alerts({ group: { alerts } }: { readonly group: GroupInFull }) {
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
                <Labels labels={alert.labels} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <AlertInFull alert={alert} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  )
}

function AlertInFull({ alert }: { readonly alert: Alert }) {
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
      <Code block className={classes['payload']} tabIndex={0}>
        {JSON.stringify(asItCame(alert), undefined, 2)}
      </Code>
    </Stack>
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
