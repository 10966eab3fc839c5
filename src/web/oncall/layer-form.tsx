import {
  ActionIcon,
  Button,
  Chip,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { ArrowDownIcon, ArrowUpIcon, Cross2Icon, PlusIcon, TrashIcon } from '@radix-ui/react-icons'
import type { ComponentType } from 'react'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import type { Weekday } from '#/core/calendar/calendar.ts'
import { useWords } from '../words/words.ts'
import type { HoursDraft, LayerDraft } from './draft.ts'
import classes from './oncall.module.css'
import { PeopleInput } from './people-input.tsx'

type Layered = {
  readonly layer: LayerDraft
  readonly change: (layer: LayerDraft) => void
}

/** One layer: who takes turns in it, how long each is, and when somebody is on at all. */
export function LayerForm({
  layer,
  change,
  remove,
  lower,
  higher,
}: Layered & {
  readonly remove?: () => void
  readonly lower?: () => void
  readonly higher?: () => void
}) {
  const words = useWords().onCall.form
  return (
    <section className={classes['layer']} aria-label={layer.title}>
      <Stack gap="sm">
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={words.layerTitle}
            required
            maxLength={200}
            style={{ flex: 1 }}
            value={layer.title}
            onChange={event => change({ ...layer, title: event.currentTarget.value })}
          />
          <LayerButton does={lower} label={words.lower(layer.title)} Icon={ArrowUpIcon} />
          <LayerButton does={higher} label={words.higher(layer.title)} Icon={ArrowDownIcon} />
          <LayerButton does={remove} label={words.removeLayer(layer.title)} Icon={TrashIcon} />
        </Group>
        <PeopleInput people={layer.people} change={people => change({ ...layer, people })} />
        <Turns layer={layer} change={change} />
        <HoursOf layer={layer} change={change} />
      </Stack>
    </section>
  )
}

function Turns({ layer, change }: Layered) {
  const words = useWords().onCall.form
  return (
    <Group align="flex-start" grow preventGrowOverflow={false}>
      <NumberInput
        label={words.every}
        min={1}
        max={999}
        allowDecimal={false}
        hideControls
        required
        value={layer.every}
        onChange={value => change({ ...layer, every: Math.max(1, Number(value) || 1) })}
      />
      <NativeSelect
        label={words.unit}
        value={layer.unit}
        data={(['hour', 'day', 'week'] as const).map(value => ({
          value,
          label: words.units[value],
        }))}
        onChange={event =>
          change({ ...layer, unit: event.currentTarget.value as LayerDraft['unit'] })
        }
      />
      <TextInput
        type="datetime-local"
        label={words.starts}
        description={words.startsHint}
        required
        value={layer.starts}
        onChange={event => change({ ...layer, starts: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={words.until}
        description={words.untilHint}
        value={layer.until}
        onChange={event => change({ ...layer, until: event.currentTarget.value })}
      />
    </Group>
  )
}

const OFFICE: HoursDraft = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
}

function HoursOf({ layer, change }: Layered) {
  const words = useWords().onCall.form
  const put = (index: number, hours: HoursDraft) =>
    change({ ...layer, hours: layer.hours.with(index, hours) })
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {words.hours}
      </Text>
      {layer.hours.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.hoursNone}
        </Text>
      )}
      {layer.hours.map((hours, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two of them may be the same
        <Group key={index} align="flex-end" gap="xs">
          <Chip.Group
            multiple
            value={[...hours.days]}
            onChange={days => put(index, { ...hours, days: days as Weekday[] })}
          >
            <Group gap={4} role="group" aria-label={words.days}>
              {WEEKDAYS.map(day => (
                <Chip key={day} value={day} size="xs">
                  {words.weekdays[day]}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <TextInput
            type="time"
            label={words.hoursFrom}
            required
            value={hours.from}
            onChange={event => put(index, { ...hours, from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={words.hoursTo}
            required
            value={hours.to}
            onChange={event => put(index, { ...hours, to: event.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.removeHours}
            onClick={() =>
              change({ ...layer, hours: layer.hours.filter((_, other) => other !== index) })
            }
          >
            <Cross2Icon aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon aria-hidden />}
          onClick={() => change({ ...layer, hours: [...layer.hours, OFFICE] })}
        >
          {words.addHours}
        </Button>
      </Group>
    </Stack>
  )
}

/** Absent where there is nothing to do: a layer that is the lowest goes no lower. */
function LayerButton({
  does,
  label,
  Icon,
}: {
  readonly does: (() => void) | undefined
  readonly label: string
  readonly Icon: ComponentType<{ 'aria-hidden': true }>
}) {
  if (does === undefined) return null
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} onClick={does}>
      <Icon aria-hidden />
    </ActionIcon>
  )
}
