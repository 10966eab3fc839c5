import { Anchor, Button, Drawer, Group, Skeleton, Stack, Text, Title, Tooltip } from '@mantine/core'
import { SpeakerOffIcon } from '@radix-ui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { asking } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Alerts } from './alerts.tsx'
import { Attach, DeclareFrom } from './give-incident.tsx'
import { Labels } from './labels.tsx'
import type { SilenceDraft } from './silence-form.tsx'
import { Routed } from './routed.tsx'
import { StartMaintenance } from './rules/start-maintenance.tsx'
import { StateBadge } from './state-badge.tsx'
import { LOOK_AGAIN_MS } from './stream.tsx'

export type GroupInFull = Answer<'get-signal'>

/** A group of alerts: what is in it, where it belongs and why, and what can be done with it. */
export function GroupDrawer({
  signal,
  writes,
  close,
  silence,
}: {
  readonly signal: string | undefined
  readonly writes: boolean
  readonly close: () => void
  readonly silence: (draft: SilenceDraft) => void
}) {
  const words = useWords().signals
  const { data, error } = useQuery({
    ...asking('get-signal', { params: { key: signal ?? '' } }),
    enabled: signal !== undefined,
    refetchInterval: LOOK_AGAIN_MS,
  })
  return (
    <Drawer
      opened={signal !== undefined}
      onClose={close}
      position="right"
      size="xl"
      title={words.details}
    >
      <Trouble error={error} />
      {data === undefined && error === null && <Skeleton height={200} aria-hidden />}
      {data !== undefined && <Shown group={data} writes={writes} silence={silence} />}
    </Drawer>
  )
}

function Shown({
  group,
  writes,
  silence,
}: {
  readonly group: GroupInFull
  readonly writes: boolean
  readonly silence: (draft: SilenceDraft) => void
}) {
  const words = useWords().signals
  const fires = group.firing > 0
  return (
    <Stack gap="md">
      <div>
        <Group gap="xs" wrap="nowrap" align="flex-start" mb={6}>
          <StateBadge
            look={fires ? 'firing' : 'resolved'}
            word={fires ? words.firing : words.quiet}
          />
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {group.title}
          </Title>
        </Group>
        <Labels labels={group.labels} />
        {group.description !== '' && (
          <Text size="sm" mt="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {group.description}
          </Text>
        )}
      </div>
      <Facts group={group} />
      <Why group={group} />
      <Routed route={group.route} />
      <Deeds group={group} writes={writes} silence={silence} />
      <Alerts group={group} />
    </Stack>
  )
}

function Facts({ group }: { readonly group: GroupInFull }) {
  const words = useWords().signals
  const facts = [
    [words.source, group.source],
    ...(group.urgency === null ? [] : [[words.urgency, group.urgency]]),
    ...(group.systems.length === 0 ? [] : [[words.systems, group.systems.join(', ')]]),
  ]
  return (
    <Stack gap={2}>
      <Text size="sm">
        {words.count(group.firing, group.fired)} · {words.round(group.round)}
      </Text>
      {facts.map(([name, value]) => (
        <Text size="sm" key={name}>
          <Text component="span" c="dimmed">
            {name}:
          </Text>{' '}
          {value}
        </Text>
      ))}
      {group.began !== null && (
        <Text size="sm">
          <Text component="span" c="dimmed">
            {words.began}:
          </Text>{' '}
          <When at={group.began} day="always" />
        </Text>
      )}
      {group.url !== null && (
        <Anchor href={group.url} target="_blank" rel="noopener noreferrer nofollow" size="sm">
          {words.toSource}
        </Anchor>
      )}
    </Stack>
  )
}

/** Nobody should have to guess why an alert stands in an incident. */
function Why({ group: { belongs, why, group_by, labels } }: { readonly group: GroupInFull }) {
  const words = useWords().signals
  const name = usePersonName()
  const shared = group_by.filter(label => Object.hasOwn(labels, label))
  return (
    <section>
      <Title order={3} size="h6">
        {words.why}
      </Title>
      <Text size="sm">
        {shared.length > 0 ? words.whyGroup(shared.join(', ')) : words.whyAlone}
      </Text>
      {belongs === null && <Text size="sm">{words.whyNone}</Text>}
      {belongs !== null && (
        <Text size="sm">
          {why !== null && words.how[why.how](`#${belongs.number}`, why.within)}{' '}
          {!belongs.goes_on && words.whyEnded}
        </Text>
      )}
      {belongs !== null && (
        <Group gap="md">
          <Anchor component={Link} to={paths.incident(belongs.id)} size="sm" fw={600}>
            {words.belongs(belongs.number, belongs.title)}
          </Anchor>
          {why !== null && (
            <Text size="xs" c="dimmed">
              {words.by(why.by === 'tocsin' ? words.itself : name(why.by))},{' '}
              <When at={why.at} day="always" /> ·{' '}
              <a href={paths.event(belongs.id, why.event)}>{words.toRecord}</a>
            </Text>
          )}
        </Group>
      )}
    </section>
  )
}

function Deeds({
  group,
  writes,
  silence,
}: {
  readonly group: GroupInFull
  readonly writes: boolean
  readonly silence: (draft: SilenceDraft) => void
}) {
  const { signals: words, routing } = useWords()
  const [asked, setAsked] = useState<'declare' | 'attach' | 'maintenance'>()
  const { belongs } = group
  const taken = belongs !== null && isOpen(belongs.status)
  const reason = !writes ? words.mayNot : taken ? words.belongsReason(belongs.number) : undefined
  const matchers = Object.entries(group.labels).map(([name, value]) => ({
    name,
    operator: '=' as const,
    value,
  }))
  return (
    <>
      <Group gap="xs">
        <WithReason reason={reason}>
          <Button color="red.9" disabled={reason !== undefined} onClick={() => setAsked('declare')}>
            {words.declare}
          </Button>
        </WithReason>
        <WithReason reason={reason}>
          <Button
            variant="default"
            disabled={reason !== undefined}
            onClick={() => setAsked('attach')}
          >
            {words.attach}
          </Button>
        </WithReason>
        <WithReason reason={writes ? undefined : words.mayNot}>
          <Button
            variant="default"
            disabled={!writes}
            leftSection={<SpeakerOffIcon aria-hidden />}
            onClick={() => silence({ matchers })}
          >
            {words.silenceThis}
          </Button>
        </WithReason>
        <WithReason reason={writes ? undefined : words.mayNot}>
          <Button variant="default" disabled={!writes} onClick={() => setAsked('maintenance')}>
            {routing.start}
          </Button>
        </WithReason>
      </Group>
      {reason !== undefined && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
      {asked === 'declare' && <DeclareFrom group={group} close={() => setAsked(undefined)} />}
      {asked === 'maintenance' && (
        <StartMaintenance signal={group} close={() => setAsked(undefined)} />
      )}
      {asked === 'attach' && <Attach group={group} close={() => setAsked(undefined)} />}
    </>
  )
}

const isOpen = (status: string) => status === 'open' || status === 'resolved'

function WithReason({
  reason,
  children,
}: {
  readonly reason: string | undefined
  readonly children: React.ReactElement
}) {
  return reason === undefined ? (
    children
  ) : (
    <Tooltip label={reason}>
      <span>{children}</span>
    </Tooltip>
  )
}
