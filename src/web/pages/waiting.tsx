import { Button, Group, Menu, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useActions } from '../actions.ts'
import { useMine } from '../board/use-mine.ts'
import { paths } from '../paths.ts'
import { useNow } from '../ui/clock.ts'
import { Severity } from '../ui/severity.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { Ago, Countdown } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { useAnswering } from './answering.ts'
import type { Answering } from './answering.ts'
import { together } from './together.ts'
import type { Waiting } from './together.ts'
import classes from './pages.module.css'

/** What waits for an answer, the longest first, with all that one can say to it. */
export function WaitingPages() {
  const { pages: words } = useWords()
  const { data, error, refetch } = useMine()
  const answering = useAnswering()
  const pages = useMemo(() => together(data?.pages ?? []), [data])
  useKeys(pages[0], answering)
  return (
    <section aria-label={words.waits}>
      <Stack gap="sm">
        <Trouble error={error} again={() => void refetch()} />
        <Trouble error={answering.error} />
        {data !== undefined && pages.length === 0 && <Text c="dimmed">{words.none}</Text>}
        <ul className={classes['list']} aria-live="polite">
          {pages.map(page => (
            <Asked key={page.incident.id} page={page} answering={answering} />
          ))}
        </ul>
      </Stack>
    </section>
  )
}

function useKeys(first: Waiting | undefined, { onIt, cannot, help }: Answering): void {
  const { board, pages: words } = useWords()
  const actions = useMemo(() => {
    const none = first === undefined ? { disabledReason: board.noPages } : {}
    const of = (answer: (page: Waiting) => void) => () => {
      if (first !== undefined) answer(first)
    }
    return [
      { id: 'page-taken', label: words.acknowledgeFirst, key: 'a', run: of(onIt) },
      { id: 'page-declined', label: words.cannotFirst, key: 'x', run: of(cannot) },
      { id: 'page-helped', label: words.helpFirst, key: 'h', run: of(help) },
    ].map(action => ({ ...action, ...none, group: 'do' as const }))
  }, [first, onIt, cannot, help, board, words])
  useActions(actions)
}

function Asked({ page, answering }: { readonly page: Waiting; readonly answering: Answering }) {
  const { pages: words, board } = useWords()
  const { incident, reasons, sent, again, next } = page
  const isPast = Date.parse(again ?? next) <= useNow()
  return (
    <li className={`${classes['card']} ${classes['called']}`}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Severity severity={incident.severity} rank={incident.rank ?? 0} size="sm" />
        <Link to={paths.incident(incident.id)} className={classes['link']}>
          <Text fw={650}>
            {board.number(incident.number)} {incident.title}
          </Text>
        </Link>
      </Group>
      <Text size="sm" mt={4}>
        {reasons.join(', ')} · {words.asked} <Ago at={sent} />
      </Text>
      <Text size="sm">
        {again === null ? words.next : words.again}:{' '}
        {isPast ? words.now : <Countdown due={again ?? next} />}
      </Text>
      <Answers page={page} answering={answering} />
    </li>
  )
}

/** A finger finds each of them. */
const TALL = 48

function Answers({ page, answering }: { readonly page: Waiting; readonly answering: Answering }) {
  const { pages: words } = useWords()
  const { onIt, cannot, help, handOn, isPending } = answering
  const named = (label: string) => ({
    'aria-label': words.of(label, page.incident.number),
    mih: TALL,
    disabled: isPending,
  })
  return (
    <div className={classes['answers']}>
      <Button color="teal.9" {...named(words.onIt)} onClick={() => onIt(page)}>
        {words.onIt}
      </Button>
      <Button variant="default" {...named(words.help)} onClick={() => help(page)}>
        {words.help}
      </Button>
      <Button variant="default" {...named(words.cannot)} onClick={() => cannot(page)}>
        {words.cannot}
      </Button>
      {page.others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" {...named(words.handOn)}>
              {words.handOn}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {page.others.map(other => (
              <Menu.Item key={other.id} mih={TALL} onClick={() => handOn(page, other)}>
                {other.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
