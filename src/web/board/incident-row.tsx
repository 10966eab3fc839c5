import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { ListedIncident } from '../api/operations.ts'
import { paths } from '../paths.ts'
import { Severity } from '../ui/severity.tsx'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'
import { Marks } from './marks.tsx'
import { NextPromise, Overdue } from './promise.tsx'
import { Since } from './since.tsx'
import { LINK_OF } from './board-actions.ts'
import { edgeOf, severityName } from './severity-name.ts'

/** One open incident as a line of the table. */
export const IncidentRow = memo(function IncidentRow({
  incident,
  index,
  measure,
}: {
  readonly incident: ListedIncident
  readonly index: number
  readonly measure: (element: Element | null) => void
}) {
  const { board } = useWords()
  const { id, number, title, rank, commander_name: commander, detected, clock } = incident
  return (
    <tr
      className={classes['row']}
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      style={edgeOf(incident)}
    >
      <td>
        <Severity severity={severityName(incident)} rank={rank ?? 0} />
      </td>
      <td>
        <Link to={paths.incident(id)} className={classes['title']} {...{ [LINK_OF]: index }}>
          {board.number(number)} {title}
        </Link>
        <Details of={incident} />
      </td>
      <td>{commander ?? <span className={classes['small']}>{board.noCommander}</span>}</td>
      <td>{detected !== null && <Since at={detected} clock={clock} />}</td>
      <td>
        <NextPromise of={incident} />
      </td>
      <td>
        <Overdue of={incident} />
      </td>
    </tr>
  )
})

/** Where it stands and what kind it is. */
export function Details({ of: incident }: { readonly of: ListedIncident }) {
  const { everywhere } = useWords()
  const { stage_title: stage, type_title: type, status } = incident
  const told = [...(status === 'open' ? [] : [everywhere.status[status]]), stage, type]
  return (
    <div className={classes['detail']}>
      <span>{told.filter(it => it !== null).join(' · ')}</span>
      <Marks of={incident} />
    </div>
  )
}
