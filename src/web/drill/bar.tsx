import { Badge, Button, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core'
import { PauseIcon, PlayIcon, StopIcon, TrackNextIcon } from '@radix-ui/react-icons'
import { useMemo } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import type { Drill } from '../api/operations.ts'
import { useMe } from '../api/session.ts'
import { useNow } from '../ui/clock.ts'
import { Trouble } from '../ui/trouble.tsx'
import { shownIn } from '../ui/when.ts'
import { useLanguage, useWords } from '../words/words.ts'
import classes from './bar.module.css'
import { sentenceOf, upperFirst } from './telling.ts'
import { isOver, SPEEDS, useDrill, useSteering } from './use-drill.ts'
import { DrillOver } from './over.tsx'

/** At the top of the room of a drill: what is played, what time it is there, and what one can do about it. */
export function DrillBar({ drill: id }: { readonly drill: string }) {
  const { drill: words } = useWords()
  const { data: drill } = useDrill(id)
  if (drill === undefined) return null
  return (
    <section className={classes['bar']} aria-label={words.bar}>
      {isOver(drill) ? <DrillOver drill={drill} /> : <UnderWay drill={drill} />}
    </section>
  )
}

function UnderWay({ drill }: { readonly drill: Drill }) {
  const { drill: words } = useWords()
  const { may } = useMe()
  const { played, steps, last, next, state } = drill
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
          <Badge variant="filled" color="grape.8" style={{ flexShrink: 0 }}>
            {words.bar}
          </Badge>
          <Text fw={600} lineClamp={1}>
            {upperFirst(drill.scenario.title)}
          </Text>
        </Group>
        <Time drill={drill} />
      </Group>
      <Progress
        value={(played / Math.max(1, steps)) * 100}
        size="sm"
        color="grape.8"
        aria-label={words.progress(played, steps)}
      />
      <Group justify="space-between" gap="xs">
        <div className={classes['said']}>
          <Text size="sm" lineClamp={1}>
            <b>{state === 'paused' ? words.paused : words.now}:</b>{' '}
            {last ? sentenceOf(last, words) : ''}
          </Text>
          <Text size="sm" c="dimmed" lineClamp={1}>
            {words.next}: {next ? sentenceOf(next, words) : ''}
          </Text>
          {may('incident:write') && (
            <Text size="sm" c="dimmed" visibleFrom="sm">
              {words.hint}
            </Text>
          )}
        </div>
        {may('incident:write') && <Steering drill={drill} />}
      </Group>
    </Stack>
  )
}

function Time({ drill }: { readonly drill: Drill }) {
  const { language, words } = useLanguage()
  const now = useNow(drill.clock)
  const at = new Date(now).toISOString()
  return (
    <Text
      component="time"
      dateTime={at}
      className={classes['time']}
      aria-label={words.drill.time}
      role="timer"
    >
      {shownIn(language, at, { now: 0, day: 'always' })}
    </Text>
  )
}

function Steering({ drill: { id, state, speed } }: { readonly drill: Drill }) {
  const { drill: words } = useWords()
  const { steer, stop, error } = useSteering(id)
  const isPaused = state === 'paused'
  const actions = useMemo(
    (): readonly Action[] => [
      {
        id: 'drill-pause',
        label: isPaused ? words.resume : words.pause,
        key: 'd',
        group: 'incident',
        run: () => steer({ state: isPaused ? 'running' : 'paused' }),
      },
      {
        id: 'drill-step',
        label: words.step,
        key: '.',
        group: 'incident',
        run: () => steer({ step: true }),
      },
      { id: 'drill-stop', label: words.stop, group: 'incident', run: stop },
    ],
    [isPaused, words, steer, stop],
  )
  useActions(actions)
  const [pausing, stepping, stopping] = actions
  return (
    <Group gap="xs">
      <Button
        size="sm"
        variant="filled"
        leftSection={isPaused ? <PlayIcon aria-hidden /> : <PauseIcon aria-hidden />}
        onClick={pausing?.run}
      >
        {pausing?.label}
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={<TrackNextIcon aria-hidden />}
        onClick={stepping?.run}
      >
        {stepping?.label}
      </Button>
      <SegmentedControl
        size="sm"
        aria-label={words.speed}
        value={String(speed)}
        data={SPEEDS.map(it => ({ value: String(it), label: words.times(it) }))}
        onChange={wanted => {
          const found = SPEEDS.find(it => String(it) === wanted)
          if (found !== undefined) steer({ speed: found })
        }}
      />
      <Button
        size="sm"
        variant="default"
        leftSection={<StopIcon aria-hidden />}
        onClick={stopping?.run}
      >
        {stopping?.label}
      </Button>
      <Trouble error={error} />
    </Group>
  )
}
