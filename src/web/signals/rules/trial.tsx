import { Badge, Button, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useTell } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import classes from './rules.module.css'
import { bodyOf } from './use-check.ts'

type Tried = Answer<'try-routing'>
const DAYS = [1, 2, 7, 30] as const
const OUTCOMES = ['opened', 'joined', 'held', 'dropped', 'quiet', 'nothing'] as const
const SHOWN_MAX = 50

/** What the text in the editor would have made of the signals of the last days. */
export function Trial({ text }: { readonly text: string }) {
  const words = useWords().routing
  const [days, setDays] = useState('1')
  const attempt = useTell('try-routing')
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {words.tryTitle}
        </Title>
        <Text size="sm">{words.tryMeans}</Text>
        <Group align="flex-end" gap="xs">
          <NativeSelect
            label={words.days}
            value={days}
            onChange={event => setDays(event.currentTarget.value)}
            data={DAYS.map(value => ({ value: String(value), label: words.daysOf(value) }))}
          />
          <Button
            variant="default"
            loading={attempt.isPending}
            onClick={() => attempt.mutate({ body: bodyOf(text), query: { days: Number(days) } })}
          >
            {words.tryDo}
          </Button>
        </Group>
        <Trouble error={attempt.error} />
        {attempt.data !== undefined && <Outcome tried={attempt.data} />}
      </Stack>
    </Card>
  )
}

function Outcome({ tried }: { readonly tried: Tried }) {
  const words = useWords().routing
  const differing = tried.signals.filter(({ differs }) => differs)
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" fw={600}>
        {words.lookedAt(tried.looked_at)}. {words.differing(differing.length)}
      </Text>
      {tried.more && <Text size="xs">{words.newestOnly}</Text>}
      <table className={classes['figures']}>
        <thead>
          <tr>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.did}</th>
            <th scope="col">{words.would}</th>
          </tr>
        </thead>
        <tbody>
          {OUTCOMES.map(outcome => (
            <tr key={outcome}>
              <th scope="row">{words.outcomes[outcome]}</th>
              <td>{tried.did[outcome]}</td>
              <td>{tried.would[outcome]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differing.slice(0, SHOWN_MAX).map(signal => (
        <Differing key={signal.key} signal={signal} />
      ))}
    </Stack>
  )
}

function Differing({ signal }: { readonly signal: Tried['signals'][number] }) {
  const words = useWords().routing
  const { title, at, did, would } = signal
  const rules = would.quiet?.id ?? would.rules.join(', ')
  return (
    <div>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          <When at={at} />
        </Text>
        <Badge variant="default" tt="none">
          {words.short[did.outcome]} → {words.short[would.outcome]}
        </Badge>
        <Text size="xs">{rules === '' ? words.byNone : words.ruleFor(rules)}</Text>
      </Group>
    </div>
  )
}
