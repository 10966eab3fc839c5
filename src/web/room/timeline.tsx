import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { Announcer } from './announcer.tsx'
import { searchable, wordsOf } from './body.ts'
import { Composer } from './composer.tsx'
import { entriesOf } from './entries.ts'
import type { Happened } from './happened.ts'
import { useLinked } from './linked.ts'
import { List } from './list.tsx'
import { Looking } from './looking.tsx'
import { useOlder } from './older.ts'
import { useRoom } from './room.ts'
import { rowsOf, versionsIn } from './rows.ts'
import type { Filter, Row } from './rows.ts'
import { useTelling } from './telling.ts'
import type { Followed } from './use-room.ts'

/** All that happened, oldest first; the newest stays in sight until somebody scrolls up. */
export function Timeline({ followed: { log } }: { readonly followed: Followed }) {
  const { id } = useRoom()
  const [filter, setFilter] = useState<Filter>('everything')
  const [search, setSearch] = useState('')
  const [correcting, correct] = useState<Happened>()
  const [wanted, want] = useState<number>()
  const { more, until, isFetching } = useOlder(id, log)
  const { events, hasOlder } = useSyncExternalStore(log.subscribe, log.now)
  const rows = useRows(events, filter, useDeferredValue(search))
  const show = useCallback((version: number) => {
    setFilter('everything')
    setSearch('')
    want(version)
  }, [])
  const shown = useCallback(() => want(undefined), [])
  const { marked, dealing } = useLinked({ until, show, correct })
  const isLooking = filter !== 'everything' || search !== ''
  useEffect(() => {
    if (isLooking && hasOlder) void until(1)
  }, [isLooking, hasOlder, until])
  const found = isLooking ? rows.reduce((sum, row) => sum + versionsIn(row).length, 0) : undefined
  return (
    <>
      <Looking
        filter={filter}
        setFilter={setFilter}
        search={search}
        setSearch={setSearch}
        found={found}
        isFetching={isLooking && hasOlder}
      />
      <List {...{ rows, marked, dealing, more, isFetching, wanted, shown }} />
      <Announcer events={events} />
      <Composer correcting={correcting} stopCorrecting={() => correct(undefined)} />
    </>
  )
}

/** To tell the day of an instant takes long, for ten thousand of them; those of ten minutes have the same. */
function dayHere(): (at: string) => string {
  let known = { part: '', day: '' }
  return at => {
    const part = at.slice(0, 'YYYY-MM-DDTHH:M'.length)
    if (part !== known.part) known = { part, day: new Date(at).toDateString() }
    return known.day
  }
}

function useRows(events: readonly Happened[], filter: Filter, search: string): readonly Row[] {
  const { sentence } = useTelling()
  const entries = useMemo(() => entriesOf(events), [events])
  return useMemo(() => {
    const wanted = searchable(search.trim())
    return rowsOf(entries, {
      filter,
      day: dayHere(),
      ...(wanted !== '' && {
        says: ({ event }) =>
          `#${event.version}` === wanted || wordsOf(event, sentence(event)).includes(wanted),
      }),
    })
  }, [entries, filter, search, sentence])
}
