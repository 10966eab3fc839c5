import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Fact } from '#/core/plan/plan.ts'
import { Trouble } from '../ui/trouble.tsx'
import classes from './agenda.module.css'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import { useGiving } from './use-giving.ts'
import { Barred } from './barred.tsx'

/** So many choices are buttons side by side. */
const BUTTONS_MAX = 4

/** Answers a question of the plan as its kind wants; that it is not known yet is an answer, too. */
export function Answering({ fact }: { readonly fact: Fact }) {
  const { whyNot } = useRoom()
  const { words } = useTelling()
  const { tell, isGiving, error } = useGiving()
  const barred = whyNot('answer')
  const answer = async (value: string | number | null) => {
    await tell('answer', { fact: fact.id, value })
  }
  const field = { fact, answer, disabled: barred !== undefined || isGiving }
  return (
    <div title={barred}>
      <Group gap={6} component="fieldset" className={classes['choices']} aria-label={fact.ask}>
        <Field {...field} />
        <Button
          variant="default"
          size="compact-sm"
          disabled={field.disabled}
          onClick={() => void answer(null)}
        >
          {words.notKnownYet}
        </Button>
      </Group>
      <Barred why={barred} />
      <Trouble error={error} />
    </div>
  )
}

type FieldProps = {
  readonly fact: Fact
  readonly answer: (value: string | number) => Promise<void>
  readonly disabled: boolean
}

function Field(props: FieldProps) {
  const { words } = useTelling()
  const { kind, choices } = props.fact
  if (kind === 'yes-no')
    return (
      <Choices
        {...props}
        choices={[
          ['yes', words.yes],
          ['no', words.no],
        ]}
      />
    )
  if (kind === 'choice' && choices.length <= BUTTONS_MAX)
    return <Choices {...props} choices={choices.map(it => [it, it])} />
  return <Typed {...props} />
}

function Choices({
  choices,
  answer,
  disabled,
}: FieldProps & { readonly choices: readonly (readonly [string, string])[] }) {
  return choices.map(([value, label]) => (
    <Button
      key={value}
      variant="light"
      size="compact-sm"
      disabled={disabled}
      onClick={() => void answer(value)}
    >
      {label}
    </Button>
  ))
}

function Typed({ fact, answer, disabled }: FieldProps) {
  const { words } = useTelling()
  const [value, setValue] = useState<string | number>('')
  const same = {
    size: 'xs',
    'aria-label': fact.ask,
    disabled,
    style: { flex: 1, minWidth: 120 },
  } as const
  return (
    <form
      style={{ display: 'flex', flex: 1, gap: 6 }}
      onSubmit={event => {
        event.preventDefault()
        if (value !== '') void answer(value)
      }}
    >
      {fact.kind === 'choice' ? (
        <Select
          {...same}
          value={String(value)}
          data={[...fact.choices]}
          onChange={chosen => setValue(chosen ?? '')}
        />
      ) : fact.kind === 'number' ? (
        <NumberInput {...same} value={value} onChange={setValue} />
      ) : (
        <TextInput
          {...same}
          value={value}
          onChange={event => setValue(event.currentTarget.value)}
        />
      )}
      <Button type="submit" size="compact-sm" disabled={disabled || value === ''}>
        {words.answerIt}
      </Button>
    </form>
  )
}
