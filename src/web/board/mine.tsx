import { Anchor, Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useActions } from '../actions.ts'
import { useTell } from '../api/queries.ts'
import type { Answer } from '../api/client.ts'
import { paths } from '../paths.ts'
import { Severity } from '../ui/severity.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { Countdown } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'
import { useMine } from './use-mine.ts'
import { Panel } from './panel.tsx'
import { Since } from './since.tsx'

type OfMine = Answer<'list-mine'>

/** Promises with a limit that are shown before the rest is folded away. */
const SHOWN_MAX = 6
/** So many are shown at least, with a limit or not. */
const SHOWN_MIN = 3

/** What waits for whoever reads this: pages first, since others wait for the answer. */
export function Mine() {
  const { board } = useWords()
  const { data, error, refetch } = useMine()
  const [isWhole, setWhole] = useState(false)
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  const promises = data?.promises ?? []
  const pages = data?.pages ?? []
  const limited = promises.filter(({ due }) => due !== null).length
  const few = Math.max(SHOWN_MIN, Math.min(limited, SHOWN_MAX))
  const shown = isWhole ? promises : promises.slice(0, few)
  return (
    <>
      <Pages pages={pages} />
      <Panel title={board.myPromises}>
        {data !== undefined && promises.length === 0 && (
          <p className={classes['quiet']} style={{ margin: 0 }}>
            {board.nothingMine}
          </p>
        )}
        {together(shown).map(({ incident, promises: owed }) => (
          <div key={incident.id} className={classes['entry']}>
            <Link to={paths.incident(incident.id)} className={classes['link']}>
              <span className={classes['small']}>
                {board.number(incident.number)} {incident.title}
              </span>
            </Link>
            <ul className={classes['list']}>
              {owed.map(promise => (
                <Promised key={promise.id} promise={promise} />
              ))}
            </ul>
          </div>
        ))}
        {promises.length > shown.length && (
          <Button variant="subtle" size="compact-sm" mt={6} onClick={() => setWhole(true)}>
            {board.moreMine(promises.length - shown.length)}
          </Button>
        )}
      </Panel>
    </>
  )
}

type MyPromise = OfMine['promises'][number]

/** By incident, the one with the most urgent promise first. */
function together(promises: readonly MyPromise[]) {
  return [...Map.groupBy(promises, ({ incident }) => incident.id).values()].flatMap(owed =>
    owed[0] === undefined ? [] : [{ incident: owed[0].incident, promises: owed }],
  )
}

function Promised({ promise }: { readonly promise: MyPromise }) {
  const { board } = useWords()
  const { incident, id, title, due } = promise
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs" py={3}>
        <Link
          to={paths.incident(incident.id)}
          search={{ obligation: id } as never}
          className={classes['link']}
        >
          <Text size="sm" fw={550}>
            {title}
          </Text>
        </Link>
        <span style={{ whiteSpace: 'nowrap' }}>
          {due === null ? (
            <span className={classes['small']}>{board.noLimit}</span>
          ) : (
            <Countdown due={due} />
          )}
        </span>
      </Group>
    </li>
  )
}

/** One incident asks a person once, however many pages of it wait: one answer is for all of them. */
function byIncident(pages: OfMine['pages']): readonly OfMine['pages'][number][] {
  return [
    ...new Map(pages.toReversed().map(page => [page.incident.id, page])).values(),
  ].toReversed()
}

function Pages({ pages }: { readonly pages: OfMine['pages'] }) {
  const { board, pages: words } = useWords()
  const { mutate, error } = useTell('acknowledge', ['list-mine'])
  const calling = useMemo(() => byIncident(pages), [pages])
  const actions = useMemo(() => {
    const acknowledge = () => {
      for (const { incident } of calling) mutate({ params: { id: incident.id }, body: {} })
    }
    const none = calling.length === 0 ? { disabledReason: board.noPages } : {}
    return [
      {
        id: 'acknowledge',
        label: board.acknowledgeAll,
        key: 'a',
        group: 'do' as const,
        run: acknowledge,
        ...none,
      },
    ]
  }, [calling, board, mutate])
  useActions(actions)
  if (calling.length === 0) return null
  return (
    <Panel
      title={board.myPages}
      isCalled
      aside={
        <Anchor component={Link} to={paths.pages()} size="sm">
          {words.title}
        </Anchor>
      }
    >
      <ul className={classes['list']}>
        {calling.map(page => (
          <Calling key={page.id} page={page} />
        ))}
      </ul>
      <Trouble error={error} />
    </Panel>
  )
}

function Calling({ page }: { readonly page: OfMine['pages'][number] }) {
  const { board } = useWords()
  const { incident, sent } = page
  const tell = useTell('acknowledge', ['list-mine'])
  const acknowledge = () =>
    tell.mutate(
      { params: { id: incident.id }, body: {} },
      { onSuccess: () => notifications.show({ message: board.acknowledged(incident.number) }) },
    )
  return (
    <li className={classes['entry']}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Severity severity={incident.severity} rank={incident.rank ?? 0} size="sm" />
        <Link to={paths.incident(incident.id)} className={classes['link']}>
          <Text size="sm" fw={600}>
            {board.number(incident.number)} {incident.title}
          </Text>
        </Link>
      </Group>
      <Group justify="space-between" mt={6} wrap="nowrap">
        <span className={classes['small']}>
          <Since at={sent} clock={null} />
        </span>
        <Button color="red.9" mih={44} onClick={acknowledge} loading={tell.isPending}>
          {board.acknowledge}
          <span className="only-heard"> {board.number(incident.number)}</span>
        </Button>
      </Group>
      <Trouble error={tell.error} />
    </li>
  )
}
