import { Anchor, Button, Kbd, Loader, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { useAsk } from '../api/queries.ts'
import type { Incident, ListedIncident } from '../api/operations.ts'
import { Choices } from '../declare/choices.tsx'
import { Levels } from '../declare/levels.tsx'
import { Proposed } from '../declare/proposed.tsx'
import { Questions } from '../declare/questions.tsx'
import { paths } from '../paths.ts'
import { Markdown } from '../ui/markdown.tsx'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Aside } from './aside.tsx'
import classes from './triage.module.css'
import { useJudging } from './use-judging.ts'
import type { Judging } from './use-judging.ts'

/** One incident as it came in, what the plan asks about it, and the level that it gets. */
export function Judgement({ incident }: { readonly incident: ListedIncident }) {
  const { board } = useWords()
  const { id, number, title } = incident
  const judging = useJudging(incident)
  const [asked, ask] = useState<Ended>()
  useEndings(ask)
  const { data, error } = useAsk('get-incident', { params: { id } })
  return (
    <section className={classes['judgement']} aria-label={title}>
      <h2 className={classes['title']}>
        <Anchor component={Link} to={paths.incident(id)} inherit c="inherit">
          {board.number(number)} {title}
        </Anchor>
      </h2>
      <Trouble error={error} />
      {data !== undefined && <Reported incident={data} />}
      {judging.proposal === undefined ? (
        <Loader size="sm" />
      ) : (
        <Judge {...judging} proposal={judging.proposal} />
      )}
      <Bar judging={judging} ask={ask} />
      {asked !== undefined && (
        <Aside kind={asked} incident={incident} close={() => ask(undefined)} />
      )}
    </section>
  )
}

type Ended = 'declassify' | 'merge'

function useEndings(ask: (kind: Ended) => void): void {
  const { board } = useWords()
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'declassify',
        label: board.declassify,
        key: 'x',
        group: 'do',
        run: () => ask('declassify'),
      },
      { id: 'merge', label: board.merge, key: 'm', group: 'do', run: () => ask('merge') },
    ],
    [board, ask],
  )
  useActions(actions)
}

/** How the incident began, in the words of who reported it. */
function useDescription({ id }: Pick<Incident, 'id'>): string | undefined {
  const { data } = useAsk('list-events', { params: { id }, query: { limit: 1 } })
  const first = data?.events[0] as { readonly description?: unknown } | undefined
  return typeof first?.description === 'string' ? first.description : undefined
}

function Reported({ incident }: { readonly incident: Incident }) {
  const { board } = useWords()
  const nameOf = usePersonName()
  const description = useDescription(incident)
  const { reporter, systems, moments, signals } = incident
  const detected = moments['detected']
  return (
    <div>
      <Text size="sm" c="dimmed" component="div">
        {board.reported(nameOf(reporter))}
        {detected !== undefined && (
          <>
            {' · '}
            <When at={detected} />
          </>
        )}
        {systems.length > 0 && ` · ${board.affected}: ${systems.join(', ')}`}
      </Text>
      {description !== undefined && <Markdown text={description} />}
      {signals.length > 0 && (
        <ul style={{ margin: '6px 0', paddingInlineStart: 18, fontSize: 14 }}>
          {signals.slice(0, 5).map(({ id, title, count }) => (
            <li key={id}>
              {title} ({count})
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Judge({
  proposal,
  type,
  chooseType,
  given,
  answer,
  level,
  take,
  isReasonWanted,
  reason,
  giveReason,
}: Judging & { readonly proposal: NonNullable<Judging['proposal']> }) {
  const { declare } = useWords()
  return (
    <div className={classes['columns']}>
      <div className={classes['column']}>
        <Choices
          legend={declare.type}
          options={proposal.types.map(({ id, title, means }) => ({
            value: id,
            label: title,
            hint: means,
          }))}
          value={type ?? undefined}
          choose={chooseType}
        />
        <Questions questions={proposal.questions} answers={given} answer={answer} />
      </div>
      <div className={classes['column']}>
        <Proposed proposal={proposal} />
        {isReasonWanted && (
          <TextInput
            label={declare.why}
            value={reason}
            onChange={event => giveReason(event.currentTarget.value)}
            required
          />
        )}
        <Levels proposal={proposal} taken={level?.id} take={take} mayWait={false} />
      </div>
    </div>
  )
}

function Bar({
  judging: { whyNot, classify, told },
  ask,
}: {
  readonly judging: Judging
  readonly ask: (kind: Ended) => void
}) {
  const { board } = useWords()
  return (
    <div className={classes['bar']}>
      <Button mih={44} disabled={whyNot !== undefined} onClick={classify} loading={told.isPending}>
        {board.takeProposal}
        <Kbd ms="xs" size="xs" visibleFrom="sm" aria-hidden>
          y
        </Kbd>
      </Button>
      <Button mih={44} variant="default" onClick={() => ask('merge')}>
        {board.merge}
        <Kbd ms="xs" size="xs" visibleFrom="sm" aria-hidden>
          m
        </Kbd>
      </Button>
      <Button mih={44} variant="default" onClick={() => ask('declassify')}>
        {board.declassify}
        <Kbd ms="xs" size="xs" visibleFrom="sm" aria-hidden>
          x
        </Kbd>
      </Button>
      {whyNot !== undefined && (
        <Text size="sm" c="dimmed" component="output">
          {whyNot}
        </Text>
      )}
      <Trouble error={told.error} />
    </div>
  )
}
