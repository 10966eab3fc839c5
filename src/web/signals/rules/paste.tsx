import { Button, Card, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useTell } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import classes from './rules.module.css'

type Told = Answer<'explain-routing'>
type WhyTold = NonNullable<Told['asked'][number]['why']>

/** Which rule of the text in the editor decides about one payload, and why. */
export function Paste({ text }: { readonly text: string }) {
  const words = useWords().routing
  const [payload, setPayload] = useState('')
  const [kind, setKind] = useState('')
  const read = parsed(payload)
  const explain = useTell('explain-routing')
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {words.pasteTitle}
        </Title>
        <Text size="sm">{words.pasteMeans}</Text>
        <Textarea
          label={words.payload}
          autosize
          minRows={3}
          maxRows={12}
          placeholder='{"labels": {"alertname": "…", "service": "…"}}'
          value={payload}
          error={payload.trim() !== '' && read === undefined ? words.noJson : undefined}
          onChange={event => setPayload(event.currentTarget.value)}
        />
        <TextInput
          label={words.kind}
          placeholder={words.kindAny}
          value={kind}
          onChange={event => setKind(event.currentTarget.value)}
        />
        <div>
          <Button
            variant="default"
            disabled={read === undefined}
            loading={explain.isPending}
            onClick={() =>
              explain.mutate({
                body: {
                  source: text,
                  payload: read?.value,
                  ...(kind.trim() !== '' && { kind: kind.trim() }),
                },
              })
            }
          >
            {words.explain}
          </Button>
        </div>
        <Trouble error={explain.error} />
        {explain.data !== undefined && <Explained told={explain.data} />}
      </Stack>
    </Card>
  )
}

function parsed(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return undefined
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function Explained({ told }: { readonly told: Told }) {
  const words = useWords().routing
  const said = [
    [words.plan, told.plan],
    [words.proposes, [told.severity, told.type].filter(it => it !== null).join(', ') || null],
    [words.onCall, told.on_call],
    [words.maintenance, told.maintenance],
  ].filter(([, value]) => value !== null)
  return (
    <Stack gap={4} role="status">
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {told.title}: {words.does[told.does]},{' '}
        {told.rules.length === 0 ? words.byNone : words.ruleFor(told.rules.join(', '))}
      </Text>
      {said.map(([name, value]) => (
        <Text key={name} size="sm">
          {name}: {value}
        </Text>
      ))}
      {told.asked.map(({ id, depth, holds, why }) => (
        <div key={id} style={{ paddingLeft: depth * INDENT }}>
          <Text size="sm">
            <b>{id}</b> {holds ? words.holds : words.holdsNot}
          </Text>
          {why !== null && <Why why={why} />}
        </div>
      ))}
    </Stack>
  )
}

const INDENT = 16

function Why({ why }: { readonly why: WhyTold }) {
  const words = useWords().routing
  const name = why.name as keyof typeof words.groups
  return (
    <div className={classes['why']}>
      <Text size="xs">
        {why.holds ? '✓' : '✗'} {why.asks ?? words.groups[name]}
        {why.asks !== null && (
          <Text component="span" c="dimmed">
            {' '}
            ({why.saw.length === 0 ? words.sawNothing : words.saw(why.saw.join(', '))})
          </Text>
        )}
      </Text>
      {why.parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts of a condition have no names and never move
        <Why key={index} why={part} />
      ))}
    </div>
  )
}
