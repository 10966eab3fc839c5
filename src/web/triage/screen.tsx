import { Group, Text } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import type { ListedIncident } from '../api/operations.ts'
import { LiveMark } from '../board/live-mark.tsx'
import { useBoard } from '../board/live.ts'
import { Marks } from '../board/marks.tsx'
import { unclassified } from '../board/order.ts'
import { Since } from '../board/since.tsx'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'
import { Judgement } from './judgement.tsx'
import { Loose } from './loose.tsx'
import classes from './triage.module.css'

/** What nobody has judged yet, one after the other, with what the plan proposes. */
export function Triage() {
  const { board } = useWords()
  const { incidents, live, isReady } = useBoard()
  const waiting = useMemo(() => unclassified(incidents.values()), [incidents])
  const { chosen, choose } = useChosen(waiting)
  useTriageMoves(waiting, chosen, choose)
  return (
    <Page title={board.triageTitle} actions={<LiveMark state={live} />}>
      {isReady && waiting.length === 0 && <Text>{board.triageEmpty}</Text>}
      <div className={classes['triage']}>
        {waiting.length > 0 && (
          <nav aria-label={board.triageList}>
            <ul className={classes['list']}>
              {waiting.map(incident => (
                <Waiting
                  key={incident.id}
                  incident={incident}
                  isChosen={incident.id === chosen?.id}
                />
              ))}
            </ul>
          </nav>
        )}
        {chosen !== undefined && <Judgement key={chosen.id} incident={chosen} />}
      </div>
      <Loose />
    </Page>
  )
}

function useChosen(waiting: readonly ListedIncident[]) {
  const { incident: wanted } = useSearch({ strict: false }) as { readonly incident?: string }
  const navigate = useNavigate()
  const chosen = waiting.find(({ id }) => id === wanted) ?? waiting[0]
  const choose = useCallback(
    (id: string) =>
      void navigate({ to: paths.triage(), search: { incident: id } as never, replace: true }),
    [navigate],
  )
  return { chosen, choose }
}

function Waiting({
  incident,
  isChosen,
}: {
  readonly incident: ListedIncident
  readonly isChosen: boolean
}) {
  const { board } = useWords()
  const { id, number, title, detected, clock } = incident
  return (
    <li>
      <Link
        to={paths.triage()}
        search={{ incident: id } as never}
        replace
        className={classes['waiting']}
        aria-current={isChosen ? 'true' : undefined}
      >
        <Text size="sm" fw={600} component="span">
          {board.number(number)} {title}
        </Text>
        <Group gap="xs" component="span">
          <Text size="xs" c="dimmed" component="span">
            {detected !== null && <Since at={detected} clock={clock} />}
          </Text>
          <Marks of={incident} />
        </Group>
      </Link>
    </li>
  )
}

function useTriageMoves(
  waiting: readonly ListedIncident[],
  chosen: ListedIncident | undefined,
  choose: (id: string) => void,
): void {
  const { board } = useWords()
  const navigate = useNavigate()
  const actions = useMemo<readonly Action[]>(() => {
    const place = waiting.findIndex(({ id }) => id === chosen?.id)
    const move = (by: number) => () => {
      const next = waiting[Math.min(Math.max(place + by, 0), waiting.length - 1)]
      if (next !== undefined) choose(next.id)
    }
    const none = chosen === undefined ? { disabledReason: board.triageEmpty } : {}
    return [
      { id: 'next', label: board.next, key: 'j', group: 'view', run: move(1), ...none },
      { id: 'previous', label: board.previous, key: 'k', group: 'view', run: move(-1), ...none },
      {
        id: 'open',
        label: board.openIt,
        key: 'o',
        group: 'do',
        run: () => void (chosen && navigate({ to: paths.incident(chosen.id) })),
        ...none,
      },
    ]
  }, [waiting, chosen, choose, board, navigate])
  useActions(actions)
}
