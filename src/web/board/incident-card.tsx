import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { ListedIncident } from '../api/operations.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Severity } from '../ui/severity.tsx'
import { Countdown } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { LINK_OF } from './board-actions.ts'
import classes from './board.module.css'
import { Details } from './incident-row.tsx'
import { Overdue } from './promise.tsx'
import { edgeOf, severityName } from './severity-name.ts'
import { Since } from './since.tsx'

/** One open incident on a phone: how bad, whose, what next, and an update one touch away. */
export const IncidentCard = memo(function IncidentCard({
  incident,
  index,
  measure,
}: {
  readonly incident: ListedIncident
  readonly index: number
  readonly measure: (element: Element | null) => void
}) {
  const { board } = useWords()
  const { may } = useMe()
  const { id, number, title, rank, commander_name: commander, detected, clock, promises } = incident
  const { next } = promises
  return (
    <li ref={measure} data-index={index} style={{ paddingBottom: 10 }}>
      <article className={classes['card']} style={edgeOf(incident)}>
        <Group justify="space-between" wrap="nowrap" mb={4}>
          <Severity severity={severityName(incident)} rank={rank ?? 0} />
          <span className={classes['small']}>
            {detected !== null && <Since at={detected} clock={clock} />}
          </span>
        </Group>
        <Link to={paths.incident(id)} className={classes['title']} {...{ [LINK_OF]: index }}>
          {board.number(number)} {title}
        </Link>
        <Details of={incident} />
        <div className={classes['small']}>{commander ?? board.noCommander}</div>
        {next !== null && (
          <div style={{ marginTop: 6, fontSize: 14 }}>
            <Countdown due={next.due} clock={clock} /> {next.title}
            <span className={classes['small']}> · {next.owner_name ?? board.nobody}</span>
          </div>
        )}
        <div style={{ marginTop: 4, fontSize: 14 }}>
          <Overdue of={incident} />
        </div>
        {may('incident:write') && (
          <Button
            component={Link}
            to={paths.incident(id)}
            search={{ do: 'update' } as never}
            className={`${classes['above']} ${classes['update']}`}
            variant="default"
            mt="xs"
            mih={44}
            aria-label={`${board.update}, ${board.number(number)}`}
          >
            {board.update}
          </Button>
        )}
      </article>
    </li>
  )
})
