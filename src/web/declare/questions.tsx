import { NumberInput, TextInput } from '@mantine/core'
import type { Proposal } from '../api/operations.ts'
import { useWords } from '../words/words.ts'
import { Choices } from './choices.tsx'
import type { Answered } from './draft.ts'
import { choiceInWords } from './level.ts'

export type Question = Proposal['questions'][number]

/** A value that no plan gives a choice. */
const NOT_YET = '?'

/** The questions on which the level hangs, each in the words of the plan; what is not known yet is an answer too. */
export function Questions({
  questions,
  answers,
  answer,
  disabled = false,
}: {
  readonly questions: readonly Question[]
  readonly answers: Answered
  readonly answer: (fact: string, value: string | number | null) => void
  readonly disabled?: boolean
}) {
  return questions.map(question => {
    const { fact } = question
    // What was answered on record is an answer too.
    const given = fact in answers ? answers[fact] : (question.answer ?? undefined)
    return (
      <OneQuestion
        key={fact}
        question={question}
        given={given}
        answer={value => answer(fact, value)}
        disabled={disabled}
      />
    )
  })
}

type OneProps = {
  readonly question: Question
  readonly given: string | number | null | undefined
  readonly answer: (value: string | number | null) => void
  readonly disabled: boolean
}

function OneQuestion({ question, given, answer, disabled }: OneProps) {
  const { declare } = useWords()
  const { ask, kind, choices, help } = question
  if (kind === 'number' || kind === 'text')
    return <TypedAnswer {...{ question, given, answer, disabled }} />
  const known =
    kind === 'yes-no'
      ? [
          { value: 'yes', label: declare.yes },
          { value: 'no', label: declare.no },
        ]
      : choices.map(choice => ({ value: choice, label: choiceInWords(choice) }))
  return (
    <Choices
      legend={ask}
      help={help}
      options={[...known, { value: NOT_YET, label: declare.notYet }]}
      value={given === null ? NOT_YET : given === undefined ? undefined : String(given)}
      choose={value => answer(value === NOT_YET ? null : value)}
      disabled={disabled}
    />
  )
}

function TypedAnswer({ question: { ask, kind, help }, given, answer, disabled }: OneProps) {
  const shared = { label: ask, disabled, ...(help !== null && { description: help }) }
  if (kind === 'number')
    return (
      <NumberInput
        {...shared}
        min={0}
        value={typeof given === 'number' ? given : ''}
        onChange={value => answer(typeof value === 'number' ? value : null)}
      />
    )
  return (
    <TextInput
      {...shared}
      value={typeof given === 'string' ? given : ''}
      onChange={event =>
        answer(event.currentTarget.value === '' ? null : event.currentTarget.value)
      }
    />
  )
}
