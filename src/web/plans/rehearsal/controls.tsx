import { ActionIcon, Button, Group, NativeSelect, SegmentedControl, Text } from '@mantine/core'
import {
  PauseIcon,
  PlayIcon,
  TrackNextIcon,
  TrackPreviousIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from '@radix-ui/react-icons'
import type { Scale } from '#/core/exercise/scale.ts'
import { spanOf } from '../../ui/span.ts'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import classes from './rehearsal.module.css'
import type { usePlayback } from './use-playback.ts'

const ZOOM_MAX = 8
const SPEEDS = [0.5, 1, 2, 4]
/** Places of the slider. */
const FINE = 1000

type Looks = {
  readonly scale: Scale
  readonly setScale: (scale: Scale) => void
  readonly zoom: number
  readonly setZoom: (zoom: number) => void
}

/** Play, and look closer. */
export function Controls({
  playback,
  part,
  began,
  ...looks
}: Looks & {
  readonly playback: ReturnType<typeof usePlayback>
  readonly part: (ms: number) => number
  readonly began: string
}) {
  const { rehearse: words } = useWords().plan
  const { ms, isPlaying, toggle, step, goTo, speed, setSpeed } = playback
  const at = new Date(Date.parse(began) + ms).toISOString()
  return (
    <Group gap="sm" className={classes['controls'] ?? ''}>
      <ActionIcon variant="default" size="lg" onClick={() => step(-1)} aria-label={words.previous}>
        <TrackPreviousIcon aria-hidden />
      </ActionIcon>
      <Button
        onClick={toggle}
        leftSection={isPlaying ? <PauseIcon aria-hidden /> : <PlayIcon aria-hidden />}
      >
        {isPlaying ? words.pause : words.play}
      </Button>
      <ActionIcon variant="default" size="lg" onClick={() => step(1)} aria-label={words.next}>
        <TrackNextIcon aria-hidden />
      </ActionIcon>
      <input
        type="range"
        min={0}
        max={FINE}
        value={Math.round(part(ms) * FINE)}
        onChange={event => goTo(Number(event.currentTarget.value) / FINE)}
        className={classes['range']}
        aria-label={words.time}
        aria-valuetext={words.after(spanOf(ms))}
      />
      <Text size="sm" fw={650} className={classes['now'] ?? ''}>
        {ms === 0 ? words.atStart : words.after(spanOf(ms))}
        <Text component="span" size="sm" c="dimmed" fw={400}>
          {' '}
          <When at={at} day="always" />
        </Text>
      </Text>
      <NativeSelect
        size="sm"
        aria-label={words.speed}
        data={SPEEDS.map(each => ({ value: String(each), label: `${each}×` }))}
        value={String(speed)}
        onChange={event => setSpeed(Number(event.currentTarget.value))}
      />
      <LookingCloser {...looks} />
    </Group>
  )
}

function LookingCloser({ scale, setScale, zoom, setZoom }: Looks) {
  const { rehearse: words } = useWords().plan
  return (
    <>
      <SegmentedControl
        size="sm"
        aria-label={words.scale}
        data={[
          { value: 'bent', label: words.bent },
          { value: 'even', label: words.even },
        ]}
        value={scale}
        onChange={value => setScale(value === 'even' ? 'even' : 'bent')}
      />
      <ActionIcon.Group>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.zoomOut}
          disabled={zoom === 1}
          onClick={() => setZoom(zoom / 2)}
        >
          <ZoomOutIcon aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.zoomIn}
          disabled={zoom === ZOOM_MAX}
          onClick={() => setZoom(zoom * 2)}
        >
          <ZoomInIcon aria-hidden />
        </ActionIcon>
      </ActionIcon.Group>
    </>
  )
}
