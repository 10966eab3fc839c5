import { Button, Card, Code, Group, Skeleton, Stack, Text } from '@mantine/core'
import type { Answer } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import type { SilenceDraft } from './silence-form.tsx'
import { StateBadge } from './state-badge.tsx'
import { draftOf, matcherText } from './wish.ts'

type Silence = Answer<'list-silences'>['silences'][number]
const LOOKS = { active: 'silenced', pending: 'pending', expired: 'over' } as const

/** Silences that hold, that will, and that ended of late. */
export function Silences({
  writes,
  open,
}: {
  readonly writes: boolean
  readonly open: (draft: SilenceDraft) => void
}) {
  const words = useWords().signals
  const { data, error, refetch } = useAsk('list-silences')
  return (
    <Stack>
      <Trouble error={error} again={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={160} aria-hidden />}
      {data?.silences.length === 0 && <Text>{words.noSilences}</Text>}
      {data?.silences.map(silence => (
        <SilenceCard key={silence.id} silence={silence} writes={writes} open={open} />
      ))}
    </Stack>
  )
}

function SilenceCard({
  silence,
  writes,
  open,
}: {
  readonly silence: Silence
  readonly writes: boolean
  readonly open: (draft: SilenceDraft) => void
}) {
  const words = useWords().signals
  const name = usePersonName()
  const { state, matchers, comment, starts, ends, by, covers } = silence
  return (
    <Card withBorder>
      <Stack gap={6}>
        <Group gap="xs">
          <StateBadge look={LOOKS[state]} word={words.silenceState[state]} />
          {matchers.map(matcher => (
            <Code key={matcherText(matcher)} style={{ overflowWrap: 'anywhere' }}>
              {matcherText(matcher)}
            </Code>
          ))}
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {comment}
        </Text>
        <Text size="xs" c="dimmed">
          {words.by(name(by))} · {words.from} <When at={starts} day="always" /> · {words.until}{' '}
          <When at={ends} day="always" />
          {state === 'active' && ` · ${words.covers(covers)}`}
        </Text>
        {writes && <Deeds silence={silence} open={open} />}
      </Stack>
    </Card>
  )
}

function Deeds({
  silence: { id, state, matchers, comment, starts },
  open,
}: {
  readonly silence: Silence
  readonly open: (draft: SilenceDraft) => void
}) {
  const words = useWords().signals
  const expire = useTell('expire-silence', ['list-silences', 'list-signals', 'get-signal'])
  const draft = { matchers: matchers.map(draftOf), comment }
  const over = state === 'expired'
  return (
    <>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => open(over ? draft : { ...draft, id, starts })}
        >
          {over ? words.again : words.change}
        </Button>
        {!over && (
          <Button
            size="compact-sm"
            variant="default"
            loading={expire.isPending}
            onClick={() => expire.mutate({ params: { silence: id } })}
          >
            {words.end}
          </Button>
        )}
      </Group>
      <Trouble error={expire.error} />
    </>
  )
}
