import { Alert, Anchor, Button, Kbd, Loader, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { levelName } from '../ui/level-name.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { Choices } from './choices.tsx'
import classes from './declare.module.css'
import { Essentials } from './essentials.tsx'
import { levelTaken, wantsReason } from './level.ts'
import { Levels } from './levels.tsx'
import { Proposed } from './proposed.tsx'
import { Questions } from './questions.tsx'
import { useDeclaring } from './use-declaring.ts'
import type { Declaring } from './use-declaring.ts'

/** Declares an incident: a title is enough, and what more is known helps the plan to propose how serious it is. */
export function DeclareForm({ done }: { readonly done: () => void }) {
  const { declare } = useWords()
  const { may } = useMe()
  const declaring = useDeclaring(done)
  const form = useRef<HTMLFormElement>(null)
  useSubmitKey(form, declaring.submit)
  if (!may('incident:write')) return <Alert color="gray">{declare.mayNot}</Alert>
  return (
    <form
      className={classes['form']}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        declaring.submit()
      }}
      ref={form}
    >
      <section className={`${classes['what']} ${classes['column']}`} aria-label={declare.what}>
        <Essentials {...declaring} />
      </section>
      <section className={`${classes['questions']} ${classes['column']}`} aria-label={declare.how}>
        <Guided {...declaring} />
      </section>
      <section className={`${classes['levels']} ${classes['column']}`} aria-label={declare.levels}>
        <Level {...declaring} />
      </section>
      <Bar {...declaring} />
    </form>
  )
}

/** Ctrl and Enter in any of its fields, also where Enter alone begins a line. */
function useSubmitKey(form: RefObject<HTMLFormElement | null>, submit: () => void): void {
  useEffect(() => {
    const { current } = form
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      submit()
    }
    current?.addEventListener('keydown', press)
    return () => current?.removeEventListener('keydown', press)
  }, [form, submit])
}

function Guided({ draft, change, proposal }: Declaring) {
  const { declare } = useWords()
  if (proposal === undefined) return <Loader size="sm" />
  return (
    <>
      <div>
        <h2 className={classes['heading']}>{declare.how}</h2>
        <p className={classes['hint']}>{declare.howHint}</p>
      </div>
      <Choices
        legend={declare.type}
        options={proposal.types.map(({ id, title, means }) => ({
          value: id,
          label: title,
          hint: means,
        }))}
        value={draft.type ?? undefined}
        choose={type => change({ type })}
      />
      <Questions
        questions={proposal.questions}
        answers={draft.answers}
        answer={(fact, value) => change({ answers: { ...draft.answers, [fact]: value } })}
      />
    </>
  )
}

function Level({ draft, change, proposal, missing }: Declaring) {
  const { declare } = useWords()
  if (proposal === undefined) return null
  const taken = levelTaken(proposal, draft)
  return (
    <>
      <h2 className={classes['heading']}>{declare.levels}</h2>
      <Proposed proposal={proposal} />
      {wantsReason(proposal, taken) && (
        <TextInput
          label={declare.why}
          value={draft.reason}
          onChange={event => change({ reason: event.currentTarget.value })}
          error={missing === 'reason' && declare.whyMissing}
          required
        />
      )}
      <Levels
        proposal={proposal}
        taken={taken?.id}
        take={severity =>
          // Who takes what is proposed goes with it when the answers change.
          change({ severity: severity === proposal.proposed?.severity ? null : severity })
        }
      />
    </>
  )
}

function Bar({ draft, proposal, level, send, declared, missing, clear, isBegun }: Declaring) {
  const { declare } = useWords()
  const named = level && levelName(level)
  return (
    <div className={classes['bar']}>
      <Button type="submit" color="red.9" size="md" mih={44} loading={send.isPending}>
        {named === undefined
          ? draft.exercise
            ? declare.submitExercise
            : declare.submit
          : declare.submitAs(named)}
      </Button>
      <Kbd visibleFrom="sm">{declare.keys}</Kbd>
      {isBegun && declared === undefined && (
        <Anchor component="button" type="button" size="sm" onClick={clear}>
          {declare.forget}
        </Anchor>
      )}
      {missing === 'reason' && (
        <span role="alert" className={classes['hint']}>
          {declare.whyMissing}
        </span>
      )}
      <Hint {...{ proposal, draft, level }} />
      {declared !== undefined && send.error !== null && (
        <Alert color="yellow" role="alert">
          {declare.isDeclared}{' '}
          <Anchor component={Link} to={paths.incident(declared.id)}>
            {declare.toRoom}
          </Anchor>
        </Alert>
      )}
      <Trouble error={send.error} />
    </div>
  )
}

/** Why no level would be given, where answers were. */
function Hint({ proposal, draft, level }: Pick<Declaring, 'proposal' | 'draft' | 'level'>) {
  const { declare } = useWords()
  if (proposal === undefined || level !== undefined) return null
  if (!proposal.classify.allowed)
    return (
      <span className={classes['hint']}>{declare.notYours(proposal.classify.by.join(', '))}</span>
    )
  const isAnswered = levelTaken(proposal, draft) !== undefined
  if (draft.type === null && isAnswered)
    return <span className={classes['hint']}>{declare.withoutType}</span>
  return null
}
