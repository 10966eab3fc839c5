import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'
import { Duty } from './duty.tsx'
import { Empty } from './empty.tsx'
import { useBoard } from './live.ts'
import { LiveMark } from './live-mark.tsx'
import { Mine } from './mine.tsx'
import { OpenIncidents } from './open-incidents.tsx'
import { worstFirst } from './order.ts'
import { Readiness } from './readiness.tsx'
import { TriageQueue } from './triage-queue.tsx'

/** What is open, what is promised next and by whom, and what of it waits for whoever reads this. */
export function Board() {
  const { board: words } = useWords()
  const { may } = useMe()
  const board = useBoard()
  const ordered = useMemo(() => worstFirst(board.incidents.values()), [board.incidents])
  const isQuiet = board.isReady && ordered.length === 0
  return (
    <Page
      title={words.title}
      actions={
        <Group gap="md">
          {ordered.length > 0 && (
            <span className={classes['small']}>{words.openCount(ordered.length)}</span>
          )}
          <LiveMark state={board.live} />
          <Button component={Link} to={paths.incidents()} variant="default" size="compact-sm">
            {words.all}
          </Button>
        </Group>
      }
    >
      <div className={classes['board']}>
        <div className={classes['urgent']}>
          <Mine />
        </div>
        <section className={classes['open']} aria-label={words.list}>
          {isQuiet ? <Empty /> : <OpenIncidents incidents={ordered} isReady={board.isReady} />}
          {board.more && <p className={classes['quiet']}>{words.more}</p>}
        </section>
        <div className={classes['rest']}>
          <TriageQueue incidents={ordered} />
          {may('directory:read') && <Duty />}
          {may('directory:read') && <Readiness />}
        </div>
      </div>
    </Page>
  )
}
