import { Center, Loader, Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { Refused } from '../api/client.ts'
import { DrillBar } from '../drill/bar.tsx'
import { Lost } from '../shell/lost.tsx'
import { Page } from '../ui/page.tsx'
import { CastContext } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { Agenda } from './agenda.tsx'
import type { AskedDialog } from './dialogs/asked.ts'
import { Dialogs } from './dialogs/dialogs.tsx'
import { Connection } from './connection.tsx'
import { Head } from './head.tsx'
import { MyPages } from './pages.tsx'
import { useRoomActions } from './room-actions.ts'
import { RoomContext, useRoom } from './room.ts'
import classes from './room.module.css'
import { Side } from './side/side.tsx'
import { TellingContext, useMakeTelling } from './telling.ts'
import { Timeline } from './timeline.tsx'
import { useRoomOf } from './use-room.ts'
import type { Followed } from './use-room.ts'

/** Below it the three columns lie behind tabs. */
const WIDE = '(min-width: 75em)'

export function Room() {
  const { id } = useParams({ strict: false }) as { readonly id: string }
  return <RoomOf key={id} id={id} />
}

function RoomOf({ id }: { readonly id: string }) {
  const { room: words, everywhere } = useWords()
  const [asked, open] = useState<AskedDialog>()
  const close = useCallback(() => open(undefined), [])
  useLinkedDialog(open)
  const loaded = useRoomOf(id, open)
  // That it is not there, and that it is not for them, is the same answer.
  if (loaded.state === 'failed' && isMissing(loaded.error)) return <Lost />
  if (loaded.state === 'failed')
    return (
      <Page title={words.title}>
        <Trouble error={loaded.error} again={loaded.again} />
      </Page>
    )
  if (loaded.state === 'loading')
    return (
      <Center mih="60vh">
        <Loader aria-label={everywhere.loading} />
      </Center>
    )
  return (
    <RoomContext value={loaded.room}>
      <CastContext value={loaded.room.incident.drill === null ? undefined : loaded.room.directory}>
        <Inside followed={loaded.followed} />
        <Dialogs asked={asked} close={close} />
      </CastContext>
    </RoomContext>
  )
}

function isMissing(error: Error): boolean {
  return error instanceof Refused && error.problem.status === 404
}

/** The board leads here to do something at once. */
function useLinkedDialog(open: (dialog: AskedDialog) => void): void {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const wanted = search['do']
  useEffect(() => {
    if (wanted === 'update') open({ name: 'update' })
  }, [wanted, open])
}

function Inside({ followed }: { readonly followed: Followed }) {
  const { incident } = useRoom()
  const telling = useMakeTelling()
  return (
    <TellingContext value={telling}>
      <div className={classes['room']} data-drill={incident.drill ?? undefined}>
        {incident.drill !== null && <DrillBar drill={incident.drill} />}
        <Head />
        <MyPages />
        <Connection followed={followed} />
        <Below followed={followed} />
      </div>
    </TellingContext>
  )
}

function Below({ followed }: { readonly followed: Followed }) {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  const [tab, setTab] = useState<Tab>('timeline')
  const toTimeline = useCallback(() => setTab('timeline'), [])
  useRoomActions(toTimeline)
  return isWide ? (
    <Columns followed={followed} />
  ) : (
    <Stacked followed={followed} tab={tab} setTab={setTab} />
  )
}

const TABS = ['agenda', 'timeline', 'people'] as const
type Tab = (typeof TABS)[number]

function Columns({ followed }: { readonly followed: Followed }) {
  const { room: words } = useWords()
  return (
    <div className={classes['columns']}>
      <section className={classes['column']} aria-label={words.agenda}>
        <Agenda />
      </section>
      <section className={classes['middle']} aria-label={words.timeline}>
        <Timeline followed={followed} />
      </section>
      <section className={classes['column']} aria-label={words.people}>
        <Side />
      </section>
    </div>
  )
}

function Stacked({
  followed,
  tab,
  setTab,
}: {
  readonly followed: Followed
  readonly tab: Tab
  readonly setTab: (tab: Tab) => void
}) {
  const { room: words } = useWords()
  return (
    <Tabs
      value={tab}
      onChange={chosen => setTab(TABS.find(it => it === chosen) ?? 'timeline')}
      className={classes['tabs']}
      keepMounted={false}
    >
      <Tabs.List grow>
        {TABS.map(it => (
          <Tabs.Tab key={it} value={it}>
            {words[it]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="agenda" className={classes['panel']}>
        <Agenda />
      </Tabs.Panel>
      <Tabs.Panel value="timeline" className={classes['panel']}>
        <Timeline followed={followed} />
      </Tabs.Panel>
      <Tabs.Panel value="people" className={classes['panel']}>
        <Side />
      </Tabs.Panel>
    </Tabs>
  )
}
