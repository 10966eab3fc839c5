import { Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { msAt, partOf } from '#/core/exercise/scale.ts'
import type { Scale } from '#/core/exercise/scale.ts'
import { useActions } from '../../actions.ts'
import type { Course, Rehearsal } from '../../api/operations.ts'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import { Axis } from './axis.tsx'
import { Controls } from './controls.tsx'
import { groupsOf, stopsOf } from './course.ts'
import { Messages } from './messages.tsx'
import classes from './rehearsal.module.css'
import { usePlayback } from './use-playback.ts'

/** The simulated days on one axis, as they go by. */
export function Player({
  rehearsal,
  scenario,
}: {
  readonly rehearsal: Rehearsal
  readonly scenario: string | undefined
}) {
  const { rehearse: words } = useWords().plan
  const { course } = rehearsal
  const [scale, setScale] = useState<Scale>('bent')
  const [zoom, setZoom] = useState(1)
  const told = useToldEvent()
  const groups = useMemo(() => groupsOf(course, told), [course, told])
  const stops = useMemo(() => stopsOf(course), [course])
  const wholeMs = Date.parse(course.ended) - Date.parse(course.began)
  const part = useMemo(() => partOf(scale, wholeMs), [scale, wholeMs])
  const playback = usePlayback({ part, msAt: msAt(scale, wholeMs), wholeMs, stops })
  const { ms } = playback
  usePlayerActions(playback)
  return (
    <div>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Summary course={course} />
          {scenario !== undefined && (
            <Button
              component={Link}
              to={paths.drill()}
              search={{ scenario } as never}
              variant="default"
              size="compact-md"
            >
              {words.toDrill}
            </Button>
          )}
        </Group>
        <Controls
          playback={playback}
          part={part}
          began={course.began}
          scale={scale}
          setScale={setScale}
          zoom={zoom}
          setZoom={setZoom}
        />
        <div className={classes['stage']}>
          <Axis
            title={words.axis(rehearsal.scenario.title)}
            groups={groups}
            part={part}
            scale={scale}
            wholeMs={wholeMs}
            zoom={zoom}
            ms={ms}
            goTo={playback.goTo}
          />
          <Messages course={course} ms={ms} />
        </div>
      </Stack>
    </div>
  )
}

function Summary({ course }: { readonly course: Course }) {
  const { plan, everywhere } = useWords()
  const words = plan.rehearse
  const missed = course.promises.filter(it => it.missed !== null).length
  const met = course.promises.filter(it => it.met !== null && it.missed === null).length
  const statuses: Readonly<Record<string, string>> = everywhere.status
  const status = statuses[course.incident.status] ?? course.incident.status
  return (
    <Text fw={600} component="output">
      {words.summary(met, missed, course.sent.length)} {words.ends(status.toLowerCase())}
    </Text>
  )
}

function useToldEvent(): (event: Course['events'][number]) => string {
  const { rehearse: words } = useWords().plan
  return useMemo(
    () =>
      ({ kind, about }) =>
        [words.happened[kind] ?? kind, about].filter(it => it !== null).join(': '),
    [words],
  )
}

function usePlayerActions({ toggle, step }: ReturnType<typeof usePlayback>): void {
  const { rehearse: words } = useWords().plan
  const actions = useMemo(
    () =>
      [
        {
          id: 'play',
          label: `${words.play} / ${words.pause}`,
          key: 'p',
          group: 'view',
          run: toggle,
        },
        { id: 'next', label: words.next, key: 'n', group: 'view', run: () => step(1) },
        { id: 'previous', label: words.previous, key: 'b', group: 'view', run: () => step(-1) },
      ] as const,
    [words, toggle, step],
  )
  useActions(actions)
}
