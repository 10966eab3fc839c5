import { Button, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useRef } from 'react'
import type { Answer } from '../../api/client.ts'
import { useTell } from '../../api/queries.ts'
import { Code } from '../../plans/editor/code.tsx'
import type { CodeHandle } from '../../plans/editor/code.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import classes from './rules.module.css'
import { bodyOf, useCheck } from './use-check.ts'

/** Copied by people who write their first rule: it does nothing that would surprise them. */
const EXAMPLE = `rules:
  - id: payments
    when: {all: [{field: labels.service, is: payments}, {field: urgency, is: [critical, page]}]}
    title: "Payments: {{title}}"
    group: {by: [labels.cluster], within: 30m}
  - id: test-systems
    when: {field: labels.environment, is: [test, staging]}
    do: drop
inhibit:
  - id: cluster-down
    while: {field: labels.alertname, is: ClusterDown}
    quiet: {field: urgency, is: [warning, info]}
    equal: [labels.cluster]
flapping: {changes: 4, within: 10m, calm: 15m}
`

export function BookEditor({
  initial,
  book,
  text,
  change,
  show,
  mayEdit,
}: {
  readonly initial: string
  readonly book: Answer<'get-routing'>
  readonly text: string
  readonly change: (text: string) => void
  readonly show: (text: string) => void
  readonly mayEdit: boolean
}) {
  const words = useWords().routing
  const handle = useRef<CodeHandle>(null)
  const checked = useCheck(text)
  const put = useTell('put-routing', ['get-routing', 'list-routing-versions', 'list-signals'])
  const mistakes = checked?.mistakes ?? []
  const changed = text !== book.source
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed" id="book-hint">
        {words.bookHint}
      </Text>
      <div className={classes['editor']}>
        <Code
          initial={initial}
          label={words.book}
          describedBy="book-hint"
          onChange={change}
          handle={handle}
          troubles={mistakes.map(({ line, column, message, mend }) => ({
            line,
            column,
            severity: 'error',
            message: `${message} ${mend}`,
          }))}
        />
      </div>
      <Group gap="xs">
        <Button
          disabled={!mayEdit || !changed || mistakes.length > 0}
          loading={put.isPending}
          onClick={() => put.mutate({ body: bodyOf(text), query: { since: book.version } })}
        >
          {words.save}
        </Button>
        <OtherTexts text={text} saved={book.source} show={show} />
        <Standing checked={checked} />
      </Group>
      {!mayEdit && (
        <Text size="xs" c="dimmed">
          {words.mayNot}
        </Text>
      )}
      <Trouble error={put.error} />
      <Mistakes mistakes={mistakes} goTo={(line, column) => handle.current?.goTo(line, column)} />
    </Stack>
  )
}

function OtherTexts({
  text,
  saved,
  show,
}: {
  readonly text: string
  readonly saved: string
  readonly show: (text: string) => void
}) {
  const words = useWords().routing
  return (
    <>
      {text !== saved && (
        <Button variant="default" onClick={() => show(saved)}>
          {words.undo}
        </Button>
      )}
      {text.trim() === '' && (
        <Button variant="default" onClick={() => show(EXAMPLE)}>
          {words.example}
        </Button>
      )}
    </>
  )
}

function Standing({ checked }: { readonly checked: Answer<'check-routing'> | undefined }) {
  const words = useWords().routing
  const count = checked?.mistakes.length ?? 0
  return (
    <Text size="sm" role="status">
      {checked === undefined
        ? ''
        : count === 0
          ? words.sound(checked.rules)
          : words.mistakes(count)}
    </Text>
  )
}

const SHOWN_MAX = 10

function Mistakes({
  mistakes,
  goTo,
}: {
  readonly mistakes: Answer<'check-routing'>['mistakes']
  readonly goTo: (line: number, column: number) => void
}) {
  const words = useWords().routing
  return mistakes.slice(0, SHOWN_MAX).map(({ line, column, message, mend }) => (
    <UnstyledButton
      key={`${line}:${column}:${message}`}
      className={classes['mistake'] ?? ''}
      onClick={() => goTo(line, column)}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Text component="span" fw={600}>
          {words.line(line)}
        </Text>
        : {message} {mend}
      </Text>
    </UnstyledButton>
  ))
}
