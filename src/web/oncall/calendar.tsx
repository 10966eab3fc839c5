import { ActionIcon, Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { ChevronLeftIcon, ChevronRightIcon, Link2Icon, Pencil1Icon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { dayIn } from '../ui/when.ts'
import { useNow } from '../ui/clock.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { moved, periodOf } from './days.ts'
import type { Period, View } from './days.ts'
import { EditRota } from './edit.tsx'
import { peopleOf } from './hue.ts'
import { CalendarLink } from './link.tsx'
import classes from './oncall.module.css'
import { usePlace } from './place.ts'
import { ShiftDialog } from './shift-dialog.tsx'
import { WeekLines } from './week-lines.tsx'

export type ShownRota = Answer<'get-rota'>
export type ShownStretch = ShownRota['stretches'][number]

/** Shifts are asked for whole, also where they go beyond what is shown. */
const BEYOND_MS = 35 * 86_400_000

const beyond = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()

/** A rota over a week or a month: its layers, and whom they come to. */
export function RotaCalendar({
  rota,
  writes,
}: {
  readonly rota: string
  readonly writes: boolean
}) {
  const { place } = usePlace()
  const [picked, setPicked] = useState<ShownStretch>()
  const period = periodOf(place.view, place.date)
  const { data, error, refetch } = useAsk('get-rota', {
    params: { rota },
    query: { from: beyond(period.from, -BEYOND_MS), to: beyond(period.to, BEYOND_MS) },
  })
  return (
    <Stack>
      <Head rota={data} writes={writes} period={period} />
      <Trouble error={error} again={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={220} aria-hidden />}
      {data !== undefined && (
        <>
          <Weeks rota={data} period={period} pick={setPicked} />
          <List rota={data} period={period} pick={setPicked} />
          <Times zone={data.zone} />
        </>
      )}
      {picked !== undefined && data !== undefined && (
        <ShiftDialog rota={data} shift={picked} close={() => setPicked(undefined)} />
      )}
    </Stack>
  )
}

function Times({ zone }: { readonly zone: string }) {
  const words = useWords().onCall
  return (
    <Text size="xs" c="dimmed">
      {words.yourTimes(zone)}
    </Text>
  )
}

function Head({
  rota,
  writes,
  period,
}: {
  readonly rota: ShownRota | undefined
  readonly writes: boolean
  readonly period: Period
}) {
  const words = useWords().onCall
  const [opened, setOpened] = useState<'edit' | 'link'>()
  return (
    <Group justify="space-between">
      <Moving period={period} />
      {rota !== undefined && (
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<Link2Icon aria-hidden />}
            onClick={() => setOpened('link')}
          >
            {words.link}
          </Button>
          {writes && (
            <Button
              variant="default"
              leftSection={<Pencil1Icon aria-hidden />}
              onClick={() => setOpened('edit')}
            >
              {words.edit}
            </Button>
          )}
        </Group>
      )}
      {opened === 'edit' && rota !== undefined && (
        <EditRota rota={rota.id} close={() => setOpened(undefined)} />
      )}
      {opened === 'link' && rota !== undefined && (
        <CalendarLink rota={rota} writes={writes} close={() => setOpened(undefined)} />
      )}
    </Group>
  )
}

/** Which days are shown. */
function Moving({ period }: { readonly period: Period }) {
  const { words: all, language } = useLanguage()
  const words = all.onCall
  const now = useNow()
  const { place, go, today } = usePlace()
  const last = new Date(Date.parse(period.to) - 1).toISOString()
  return (
    <Group gap="xs">
      <SegmentedControl
        aria-label={words.view}
        value={place.view}
        onChange={view => go({ view: view as View })}
        data={(['week', 'month'] as const).map(value => ({ value, label: words.views[value] }))}
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={words.previous}
        onClick={() => go({ date: moved(place.view, place.date, -1) })}
      >
        <ChevronLeftIcon aria-hidden />
      </ActionIcon>
      <Button variant="default" onClick={() => go({ date: today })}>
        {words.today}
      </Button>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={words.next}
        onClick={() => go({ date: moved(place.view, place.date, 1) })}
      >
        <ChevronRightIcon aria-hidden />
      </ActionIcon>
      <Text size="sm" fw={600}>
        {dayIn(language, period.from, now)} – {dayIn(language, last, now)}
      </Text>
    </Group>
  )
}

type Shown = {
  readonly rota: ShownRota
  readonly period: Period
  readonly pick: (shift: ShownStretch) => void
}

function Weeks({ rota, period, pick }: Shown) {
  const people = peopleOf(rota)
  return (
    <div className={classes['timeline']}>
      {period.weeks.map(week => (
        <WeekLines
          key={week.from}
          rota={rota}
          week={week}
          people={people}
          // Layers of a whole month would be five times the same.
          withLayers={period.weeks.length === 1 && rota.layers.length > 1}
          pick={pick}
        />
      ))}
    </div>
  )
}

/** The same shift by shift: all there is on a phone, and where short ones are chosen. */
function List({ rota, period, pick }: Shown) {
  const words = useWords().onCall
  const name = usePersonName()
  const shown = rota.stretches.filter(({ from, to }) => from < period.to && to > period.from)
  return (
    <ul className={classes['list']}>
      {shown.map(stretch => (
        <li key={stretch.from}>
          <button
            type="button"
            className={`${classes['item']} ${stretch.person === null ? classes['nobody'] : ''}`}
            onClick={() => pick(stretch)}
          >
            <b>{stretch.person === null ? words.gap : name(stretch.person)}</b>
            <span>
              <When at={stretch.from} day="always" /> – <When at={stretch.to} day="always" />
              {stretch.override !== null && ` (${words.override})`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
