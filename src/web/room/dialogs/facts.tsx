// What is known: answers, fields of the record, systems.
import { NumberInput, Radio, Stack, TagsInput, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Fact } from '#/core/plan/plan.ts'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import { ReasonField } from './fields.tsx'
import { useKept } from './use-kept.ts'

const UNKNOWN = '\0'

export function Answer({ asked, close }: Opened<'answer'>) {
  const { facts } = useWords().dealing
  const { plan, incident } = useRoom()
  const fact = plan.facts.find(({ id }) => id === asked.fact)
  const given = incident.answers.find(it => it.fact === asked.fact)
  const [value, setValue] = useState(given === undefined ? '' : String(given.answer ?? UNKNOWN))
  const reason = useKept(`answer.${asked.fact}`)
  if (fact === undefined) return null
  const answer = value === UNKNOWN ? null : fact.kind === 'number' ? Number(value) : value
  return (
    <Deal
      title={fact.ask}
      command="answer"
      body={
        value.trim() === ''
          ? undefined
          : {
              fact: fact.id,
              value: answer,
              ...(reason.text.trim() !== '' && { reason: reason.text }),
            }
      }
      confirm={given === undefined ? facts.answer : facts.correct}
      close={close}
      done={reason.clear}
    >
      {fact.help !== undefined && <Text size="sm">{fact.help}</Text>}
      {given !== undefined && (
        <Text size="sm">{facts.was(String(given.answer ?? facts.unknown))}</Text>
      )}
      <AnswerField fact={fact} value={value} change={setValue} />
      <ReasonField draft={reason} />
    </Deal>
  )
}

function AnswerField({
  fact,
  value,
  change,
}: {
  readonly fact: Fact
  readonly value: string
  readonly change: (value: string) => void
}) {
  const { facts } = useWords().dealing
  if (fact.kind === 'number')
    return (
      <NumberInput
        label={facts.value}
        min={0}
        allowDecimal
        data-autofocus
        value={value === UNKNOWN ? '' : value}
        onChange={next => change(String(next))}
      />
    )
  if (fact.kind === 'text')
    return (
      <Textarea
        label={facts.value}
        autosize
        minRows={3}
        data-autofocus
        value={value === UNKNOWN ? '' : value}
        onChange={event => change(event.currentTarget.value)}
      />
    )
  const choices =
    fact.kind === 'yes-no'
      ? [
          { value: 'yes', label: facts.yes },
          { value: 'no', label: facts.no },
        ]
      : fact.choices.map(choice => ({ value: choice, label: choice.replaceAll('-', ' ') }))
  return (
    <Radio.Group label={facts.value} value={value} onChange={change}>
      <Stack gap="xs" mt={6}>
        {[...choices, { value: UNKNOWN, label: facts.unknown }].map(choice => (
          <Radio key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

export function SetField({ asked: { field }, close }: Opened<'set-field'>) {
  const { facts } = useWords().dealing
  const { plan, incident } = useRoom()
  const value = useKept(`field.${field}`, incident.fields[field] ?? '')
  const title = plan.fields.find(({ id }) => id === field)?.title ?? field
  return (
    <Deal
      title={facts.fieldTitle(title)}
      command="set-field"
      body={value.text.trim() === '' ? undefined : { field, value: value.text }}
      confirm={facts.field}
      close={close}
      done={value.clear}
    >
      <Textarea
        label={title}
        autosize
        minRows={3}
        data-autofocus
        value={value.text}
        onChange={event => value.write(event.currentTarget.value)}
      />
    </Deal>
  )
}

export function AddSystems({ close }: Opened<'add-systems'>) {
  const { systems: words } = useWords().dealing
  const { plan, incident } = useRoom()
  const [systems, setSystems] = useState<string[]>([])
  const known = plan.systems.map(({ id }) => id).filter(id => !incident.systems.includes(id))
  return (
    <Deal
      title={words.add}
      command="add-systems"
      body={systems.length === 0 ? undefined : { systems }}
      confirm={words.add}
      close={close}
    >
      <TagsInput
        label={words.names}
        description={words.namesHint}
        data={known}
        acceptValueOnBlur
        splitChars={[',']}
        data-autofocus
        value={systems}
        onChange={setSystems}
      />
    </Deal>
  )
}
