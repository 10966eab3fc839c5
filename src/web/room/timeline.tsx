import { Button, Text } from '@mantine/core'
import { ArrowDownIcon } from '@radix-ui/react-icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useToday } from '../ui/clock.ts'
import { Announcer } from './announcer.tsx'
import { wordsOf } from './body.ts'
import { Composer } from './composer.tsx'
import { Day, Entry } from './entry.tsx'
import type { Dealing } from './entry.tsx'
import { entriesOf } from './entries.ts'
import { FoldedRow } from './folded.tsx'
import type { Happened } from './happened.ts'
import { Looking } from './looking.tsx'
import { useOlder } from './older.ts'
import { useLinked } from './linked.ts'
import { useRoom } from './room.ts'
import { rowOfEvent, rowsOf, versionsIn } from './rows.ts'
import type { Filter, Row } from './rows.ts'
import { AT_END_PX, useSticking } from './sticking.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'
import type { Followed } from './use-room.ts'

/** From so few lines below the top older ones are fetched. */
const NEAR_TOP = 12
const HEIGHTS = { day: 30, entry: 62, pages: 74, alerts: 50, quiet: 34 } as const

/** All that happened, oldest first; the newest stays in sight until somebody scrolls up. */
export function Timeline({ followed: { log } }: { readonly followed: Followed }) {
  const { id } = useRoom()
  const [filter, setFilter] = useState<Filter>('everything')
  const [search, setSearch] = useState('')
  const [correcting, correct] = useState<Happened>()
  const older = useOlder(id, log)
  const { events, hasOlder } = useSyncExternalStore(log.subscribe, log.now)
  const rows = useRows(events, filter, useDeferredValue(search))
  const list = useRef<ListHandle>(null)
  const { marked, dealing } = useLinked({
    until: older.until,
    correct,
    show(version) {
      setFilter('everything')
      setSearch('')
      list.current?.show(version)
    },
  })
  const isLooking = filter !== 'everything' || search !== ''
  useEffect(() => {
    if (isLooking && hasOlder) void older.until(1)
  }, [isLooking, hasOlder, older.until])
  return (
    <>
      <Looking
        filter={filter}
        setFilter={setFilter}
        search={search}
        setSearch={setSearch}
        found={isLooking ? rows.reduce((sum, row) => sum + versionsIn(row).length, 0) : undefined}
        isFetching={isLooking && hasOlder}
      />
      <List
        handle={list}
        rows={rows}
        marked={marked}
        dealing={dealing}
        more={older.more}
        isFetching={older.isFetching}
      />
      <Announcer events={events} />
      <Composer correcting={correcting} stopCorrecting={() => correct(undefined)} />
    </>
  )
}

function useRows(events: readonly Happened[], filter: Filter, search: string): readonly Row[] {
  const { sentence } = useTelling()
  const entries = useMemo(() => entriesOf(events), [events])
  return useMemo(() => {
    const wanted = search.trim().toLowerCase()
    return rowsOf(entries, {
      filter,
      day: at => new Date(at).toDateString(),
      ...(wanted !== '' && {
        says: ({ event }) =>
          `#${event.version}` === wanted || wordsOf(event, sentence(event)).includes(wanted),
      }),
    })
  }, [entries, filter, search, sentence])
}

type ListHandle = { readonly show: (version: number) => void }

function List({
  handle,
  rows,
  marked,
  dealing,
  more,
  isFetching,
}: {
  readonly handle: React.RefObject<ListHandle | null>
  readonly rows: readonly Row[]
  readonly marked: number | undefined
  readonly dealing: Dealing
  readonly more: () => Promise<void>
  readonly isFetching: boolean
}) {
  const { words } = useTelling()
  const frame = useRef<HTMLDivElement>(null)
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
  const { isStuck, leave, come } = useSticking(frame, toEnd)
  const unseen = useUnseen(rows, isStuck)
  useShow(handle, rows, virtual, leave)
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  useEffect(() => {
    if (first < NEAR_TOP && rows.length > 0) void more()
  }, [first, rows.length, more])
  return (
    <div className={classes['frame']}>
      <div
        ref={frame}
        className={classes['list']}
        role="log"
        aria-live="off"
        aria-label={words.timeline}
        // What scrolls can be scrolled with the keyboard.
        tabIndex={0}
      >
        {isFetching && <p className={classes['older']}>{words.older}</p>}
        {rows.length === 0 && (
          <Text c="dimmed" p="md">
            {words.nothingHere}
          </Text>
        )}
        <div className={classes['all']} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ key, index, start }) => (
            <div
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <RowShown row={rows[index]} marked={marked} dealing={dealing} />
            </div>
          ))}
        </div>
      </div>
      {!isStuck && (
        <Button
          className={classes['pill']}
          size="compact-sm"
          radius="xl"
          leftSection={<ArrowDownIcon aria-hidden />}
          onClick={come}
        >
          {unseen > 0 ? words.newer(unseen) : words.toNewest}
        </Button>
      )}
    </div>
  )
}

type Virtual = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>

/** How much came while somebody looked at something older. */
function useUnseen(rows: readonly Row[], isStuck: boolean): number {
  const newest = versionsIn(rows.at(-1) ?? NO_ROW).at(-1) ?? 0
  const seen = useRef(newest)
  if (isStuck) seen.current = newest
  return rows.filter(row => (versionsIn(row).at(-1) ?? 0) > seen.current).length
}
const NO_ROW: Row = { kind: 'quiet', key: '', entries: [] }

/** Brings an event into sight, once it is among the rows. */
function useShow(
  handle: React.RefObject<ListHandle | null>,
  rows: readonly Row[],
  virtual: Virtual,
  leave: () => void,
): void {
  const wanted = useRef<number>(undefined)
  const tryNow = () => {
    if (wanted.current === undefined) return
    const index = rowOfEvent(rows, wanted.current)
    if (index === -1) return
    wanted.current = undefined
    leave()
    virtual.scrollToIndex(index, { align: 'center' })
  }
  useEffect(tryNow)
  handle.current = {
    show(version) {
      wanted.current = version
      tryNow()
    },
  }
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
