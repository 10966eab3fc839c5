import {
  ActionIcon,
  Button,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { Cross2Icon, PlusIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import { useNow } from '../ui/clock.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { FormButtons } from './form-buttons.tsx'
import classes from './signals.module.css'
import { HOUR_MS, matcherOf, OPERATORS, SPANS } from './wish.ts'
import type { MatcherDraft, Operator, SpanName } from './wish.ts'

/** What a silence begins with; `id` is that of one that is changed. */
export type SilenceDraft = {
  readonly id?: string
  readonly starts?: string
  readonly matchers?: readonly MatcherDraft[]
  readonly comment?: string
}

const EMPTY: MatcherDraft = { name: '', operator: '=', value: '' }

export function SilenceForm({
  draft,
  close,
}: {
  readonly draft: SilenceDraft
  readonly close: () => void
}) {
  const words = useWords().signals
  const now = useNow()
  const [matchers, setMatchers] = useState<readonly MatcherDraft[]>(draft.matchers ?? [EMPTY])
  const [span, setSpan] = useState<SpanName>('h4')
  const [comment, setComment] = useState(draft.comment ?? '')
  const put = useTell('put-silence', ['list-silences', 'list-signals', 'get-signal'])
  const send = () =>
    put.mutate(
      {
        body: {
          ...(draft.id !== undefined && { id: draft.id }),
          ...(draft.starts !== undefined && { starts: draft.starts }),
          matchers: matchers.filter(({ name }) => name.trim() !== '').map(matcherOf),
          ends: new Date(now + SPANS[span] * HOUR_MS).toISOString(),
          comment,
        },
      },
      { onSuccess: close },
    )
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={draft.id === undefined ? words.silenceTitle : words.changeSilence}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {words.silenceMeans}
          </Text>
          <Matchers matchers={matchers} change={setMatchers} />
          <Lasts span={span} change={setSpan} />
          <Textarea
            label={words.comment}
            description={words.commentHint}
            required
            autosize
            maxLength={2_000}
            value={comment}
            onChange={event => setComment(event.currentTarget.value)}
          />
          <Trouble error={put.error} />
          <FormButtons close={close} label={words.silenceDo} loading={put.isPending} />
        </Stack>
      </form>
    </Modal>
  )
}

function Lasts({
  span,
  change,
}: {
  readonly span: SpanName
  readonly change: (span: SpanName) => void
}) {
  const words = useWords().signals
  return (
    <NativeSelect
      label={words.lasts}
      value={span}
      onChange={event => change(event.currentTarget.value as SpanName)}
      data={(Object.keys(SPANS) as SpanName[]).map(value => ({
        value,
        label: words.spans[value],
      }))}
    />
  )
}

function Matchers({
  matchers,
  change,
}: {
  readonly matchers: readonly MatcherDraft[]
  readonly change: (matchers: readonly MatcherDraft[]) => void
}) {
  const words = useWords().signals
  const set = (index: number, next: Partial<MatcherDraft>) =>
    change(matchers.map((matcher, at) => (at === index ? { ...matcher, ...next } : matcher)))
  return (
    <Stack gap="xs" role="group" aria-label={words.matchers}>
      <Text size="sm" fw={500}>
        {words.matchers}
      </Text>
      {matchers.map((matcher, index) => (
        // They have no name of their own while they are typed.
        <div key={index} className={classes['matcher']}>
          <TextInput
            aria-label={words.matcherName}
            placeholder="alertname"
            required={index === 0}
            value={matcher.name}
            onChange={event => set(index, { name: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={words.matcherOperator}
            value={matcher.operator}
            onChange={event => set(index, { operator: event.currentTarget.value as Operator })}
            data={OPERATORS.map(value => ({ value, label: words.operators[value] }))}
          />
          <TextInput
            aria-label={words.matcherValue}
            value={matcher.value}
            onChange={event => set(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.removeMatcher}
            disabled={matchers.length === 1}
            onClick={() => change(matchers.filter((_, at) => at !== index))}
          >
            <Cross2Icon aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<PlusIcon aria-hidden />}
          onClick={() => change([...matchers, EMPTY])}
        >
          {words.addMatcher}
        </Button>
      </Group>
    </Stack>
  )
}
