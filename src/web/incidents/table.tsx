import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { ListedIncident } from '../api/operations.ts'
import { LINK_OF, useListActions } from '../board/board-actions.ts'
import { Marks } from '../board/marks.tsx'
import { RoomRow } from '../board/room-row.tsx'
import { severityName } from '../board/severity-name.ts'
import { useWindowed } from '../board/windowed.ts'
import { paths } from '../paths.ts'
import { Severity } from '../ui/severity.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import classes from './incidents.module.css'

const ROW_HEIGHT = 56

/** A line for each; only those that are seen are drawn. */
export function IncidentTable({ incidents }: { readonly incidents: readonly ListedIncident[] }) {
  const { board } = useWords()
  const { history, columns } = board
  const { list, drawn, before, after, measure, show } = useWindowed<HTMLTableElement>(
    incidents,
    ROW_HEIGHT,
  )
  useListActions(incidents, show)
  const names = [
    history.number,
    columns.severity,
    history.title,
    history.status,
    columns.commander,
    history.detected,
    history.promises,
  ]
  return (
    <table className={classes['table']} ref={list} aria-rowcount={incidents.length + 1}>
      <caption className="only-heard">{board.incidents}</caption>
      <thead>
        <tr>
          {names.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <RoomRow height={before} columns={names.length} />
        {drawn.map(index => {
          const incident = incidents[index]
          return (
            incident && (
              <Row key={incident.id} incident={incident} index={index} measure={measure} />
            )
          )
        })}
        <RoomRow height={after} columns={names.length} />
      </tbody>
    </table>
  )
}

const Row = memo(function Row({
  incident,
  index,
  measure,
}: {
  readonly incident: ListedIncident
  readonly index: number
  readonly measure: (element: Element | null) => void
}) {
  const { board, everywhere } = useWords()
  const {
    id,
    number,
    title,
    rank,
    status,
    commander_name: commander,
    detected,
    promises,
  } = incident
  const { type_title: type } = incident
  return (
    <tr className={classes['row']} ref={measure} data-index={index} aria-rowindex={index + 2}>
      <td className={classes['small']}>{board.number(number)}</td>
      <td>
        <Severity severity={severityName(incident)} rank={rank ?? 0} size="sm" />
      </td>
      <td className={classes['whole']}>
        <Link to={paths.incident(id)} className={classes['link']} {...{ [LINK_OF]: index }}>
          {title}
        </Link>{' '}
        <span className={classes['small']}>
          {type} <Marks of={incident} />
        </span>
      </td>
      <td>{everywhere.status[status]}</td>
      <td>{commander}</td>
      <td className={classes['when']}>{detected !== null && <When at={detected} />}</td>
      <td>
        <Promises of={promises} />
      </td>
    </tr>
  )
})

function Promises({ of: { open, overdue } }: { readonly of: ListedIncident['promises'] }) {
  const { board } = useWords()
  if (open === 0) return <span className={classes['small']}>{board.history.allMet}</span>
  return (
    <>
      {board.history.openPromises(open)}
      {overdue > 0 && <span className={classes['late']}> · {board.overdue(overdue)}</span>}
    </>
  )
}
