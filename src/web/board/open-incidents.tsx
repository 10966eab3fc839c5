import { Skeleton } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { ListedIncident } from '../api/operations.ts'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'
import { IncidentCard } from './incident-card.tsx'
import { IncidentRow } from './incident-row.tsx'
import { useListActions } from './board-actions.ts'

/** Beside the navigation there is room for a table from here on. */
const WIDE = '(min-width: 62em)'
const ROW_HEIGHT = 64
const CARD_HEIGHT = 170
/** So many more than are seen are drawn, for who scrolls fast. */
const OVERSCAN = 12

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
    <div role="status" aria-label={everywhere.loading}>
      {[0, 1, 2].map(line => (
        <Skeleton key={line} height={56} mb={8} />
      ))}
    </div>
  )
}

function Rows({
  incidents,
  isWide,
}: {
  readonly incidents: readonly ListedIncident[]
  readonly isWide: boolean
}) {
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + scrollY)
  }, [])
  const virtual = useWindowVirtualizer({
    count: incidents.length,
    estimateSize: () => (isWide ? ROW_HEIGHT : CARD_HEIGHT),
    overscan: OVERSCAN,
    scrollMargin: top,
    getItemKey: index => incidents[index]?.id ?? index,
  })
  const show = useCallback((index: number) => virtual.scrollToIndex(index), [virtual])
  useListActions(incidents, show)
  const drawn = virtual.getVirtualItems()
  const before = (drawn[0]?.start ?? top) - top
  const after = virtual.getTotalSize() - ((drawn.at(-1)?.end ?? top) - top)
  const shown = drawn.flatMap(({ index }) => {
    const incident = incidents[index]
    return incident === undefined ? [] : [{ incident, index }]
  })
  const measure = virtual.measureElement
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
const COLUMNS = { severity: 14, incident: 30, commander: 12, since: 9, next: 18, overdue: 17 }

function Table({
  count,
  before,
  after,
  children,
}: {
  readonly count: number
  readonly before: number
  readonly after: number
  readonly children: React.ReactNode
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
        <Spacer height={before} />
        {children}
        <Spacer height={after} />
      </tbody>
    </table>
  )
}

function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td className={classes['spacer']} style={{ height }} colSpan={6} />
    </tr>
  )
}
