import { Button, Text } from '@mantine/core'
import { ArrowDownIcon } from '@radix-ui/react-icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef } from 'react'
import { useToday } from '../ui/clock.ts'
import { Day, Entry } from './entry.tsx'
import type { Dealing } from './entry.tsx'
import { FoldedRow } from './folded.tsx'
import { useRoom } from './room.ts'
import { rowOfEvent, versionsIn } from './rows.ts'
import type { Row } from './rows.ts'
import { AT_END_PX, useSticking } from './sticking.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

/** From so few lines below the top older ones are fetched. */
const NEAR_TOP = 12
const HEIGHTS = { day: 30, entry: 62, pages: 74, alerts: 50, quiet: 34 } as const
/** What scrolls can be scrolled with the keyboard. */
const SCROLLS = { tabIndex: 0 }

type ListProps = {
  readonly rows: readonly Row[]
  readonly marked: number | undefined
  readonly dealing: Dealing
  readonly more: () => Promise<void>
  readonly isFetching: boolean
  /** An event to be brought into sight, as soon as it is there. */
  readonly wanted: number | undefined
  readonly shown: () => void
}

/** The lines of the timeline, of which only those in sight are made. */
export function List(props: ListProps) {
  const { rows, marked, dealing, isFetching } = props
  const { words } = useTelling()
  const frame = useRef<HTMLDivElement>(null)
  const { items, height, measure, leftAt, back } = useLines(props, frame)
  return (
    <div className={classes['frame']}>
      <div
        ref={frame}
        className={classes['list']}
        role="log"
        aria-live="off"
        aria-label={words.timeline}
        {...SCROLLS}
      >
        {isFetching && <p className={classes['older']}>{words.older}</p>}
        {rows.length === 0 && (
          <Text c="dimmed" p="md">
            {words.nothingHere}
          </Text>
        )}
        <div className={classes['all']} style={{ height }}>
          {items.map(({ key, index, start }) => (
            <div
              key={key}
              data-index={index}
              ref={measure}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <RowShown row={rows[index]} marked={marked} dealing={dealing} />
            </div>
          ))}
        </div>
      </div>
      {leftAt !== undefined && <ToNewest rows={rows} leftAt={leftAt} back={back} />}
    </div>
  )
}

function useLines(
  { rows, more, wanted, shown }: ListProps,
  frame: React.RefObject<HTMLDivElement | null>,
) {
  // oxlint-disable-next-line react/incompatible-library -- what it gives is used here alone, and changes with each render
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: index => HEIGHTS[rows[index]?.kind ?? 'entry'],
    getItemKey: index => rows[index]?.key ?? index,
    overscan: 10,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
  })
  const toEnd = useCallback(() => virtual.scrollToEnd(), [virtual])
  const newest = versionsIn(rows.at(-1) ?? NO_ROW).at(-1) ?? 0
  const { leftAt, leave, back } = useSticking(frame, newest, toEnd)
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  useEffect(() => {
    if (first < NEAR_TOP && rows.length > 0) void more()
  }, [first, rows.length, more])
  useEffect(() => {
    const index = wanted === undefined ? -1 : rowOfEvent(rows, wanted)
    if (index === -1) return
    leave()
    virtual.scrollToIndex(index, { align: 'center' })
    shown()
  }, [wanted, rows, virtual, leave, shown])
  return { items, height: virtual.getTotalSize(), measure: virtual.measureElement, leftAt, back }
}
const NO_ROW: Row = { kind: 'quiet', key: '', entries: [] }

function ToNewest({
  rows,
  leftAt,
  back,
}: {
  readonly rows: readonly Row[]
  readonly leftAt: number
  readonly back: () => void
}) {
  const { words } = useTelling()
  const unseen = rows.filter(row => (versionsIn(row).at(-1) ?? 0) > leftAt).length
  return (
    <Button
      className={classes['pill']}
      size="compact-sm"
      radius="xl"
      leftSection={<ArrowDownIcon aria-hidden />}
      onClick={back}
    >
      {unseen > 0 ? words.newer(unseen) : words.toNewest}
    </Button>
  )
}

function RowShown({
  row,
  marked,
  dealing,
}: {
  readonly row: Row | undefined
  readonly marked: number | undefined
  readonly dealing: Dealing
}) {
  if (row === undefined) return null
  if (row.kind === 'day') return <DayNow at={row.at} />
  if (row.kind === 'entry')
    return <Entry entry={row.entry} dealing={dealing} marked={marked === row.entry.event.version} />
  return <FoldedRow row={row} dealing={dealing} marked={marked} />
}

function DayNow({ at }: { readonly at: string }) {
  const { incident } = useRoom()
  return <Day at={at} now={Date.parse(useToday(incident.clock))} />
}
