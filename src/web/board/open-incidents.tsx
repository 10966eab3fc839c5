import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { ListedIncident } from '../api/operations.ts'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'
import { IncidentCard } from './incident-card.tsx'
import { IncidentRow } from './incident-row.tsx'
import { useListActions } from './board-actions.ts'
import { RoomRow } from './room-row.tsx'
import { useWindowed } from './windowed.ts'

/** Beside the navigation there is room for a table from here on. */
const WIDE = '(min-width: 62em)'
const ROW_HEIGHT = 64
const CARD_HEIGHT = 170

/** What is open, as a table where there is room and as cards on a phone; only what is seen of it is drawn. */
export function OpenIncidents({
  incidents,
  isReady,
}: {
  readonly incidents: readonly ListedIncident[]
  readonly isReady: boolean
}) {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  if (!isReady && incidents.length === 0) return <Waiting />
  return <Rows key={String(isWide)} incidents={incidents} isWide={isWide} />
}

function Waiting() {
  const { everywhere } = useWords()
  return (
    <output aria-label={everywhere.loading} className={classes['block']}>
      {[0, 1, 2].map(line => (
        <Skeleton key={line} height={56} mb={8} />
      ))}
    </output>
  )
}

function Rows({
  incidents,
  isWide,
}: {
  readonly incidents: readonly ListedIncident[]
  readonly isWide: boolean
}) {
  const height = isWide ? ROW_HEIGHT : CARD_HEIGHT
  const { list, drawn, before, after, measure, show } = useWindowed<HTMLDivElement>(
    incidents,
    height,
  )
  useListActions(incidents, show)
  const shown = drawn.flatMap(index => {
    const incident = incidents[index]
    return incident === undefined ? [] : [{ incident, index }]
  })
  return (
    <div ref={list}>
      {isWide ? (
        <Table count={incidents.length} before={before} after={after}>
          {shown.map(({ incident, index }) => (
            <IncidentRow key={incident.id} incident={incident} index={index} measure={measure} />
          ))}
        </Table>
      ) : (
        <ul className={`${classes['list']}`}>
          {before > 0 && <li aria-hidden style={{ height: before }} />}
          {shown.map(({ incident, index }) => (
            <IncidentCard key={incident.id} incident={incident} index={index} measure={measure} />
          ))}
          {after > 0 && <li aria-hidden style={{ height: after }} />}
        </ul>
      )}
    </div>
  )
}

/** In hundredths of its width. */
const COLUMNS = { severity: 15, incident: 28, commander: 12, since: 11, next: 18, overdue: 16 }

function Table({
  count,
  before,
  after,
  children,
}: {
  readonly count: number
  readonly before: number
  readonly after: number
  readonly children: ReactNode
}) {
  const { board } = useWords()
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
  return (
    <table className={classes['table']} aria-rowcount={count + 1}>
      <caption className="only-heard">{board.list}</caption>
      <colgroup>
        {names.map(name => (
          <col key={name} style={{ width: `${COLUMNS[name]}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {names.map(name => (
            <th key={name} scope="col">
              {board.columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <RoomRow height={before} columns={names.length} />
        {children}
        <RoomRow height={after} columns={names.length} />
      </tbody>
    </table>
  )
}
