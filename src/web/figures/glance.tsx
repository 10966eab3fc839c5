import { Card, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { CheckCircledIcon, CrossCircledIcon } from '@radix-ui/react-icons'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import classes from './figures.module.css'
import { Count } from './number.tsx'
import type { Open } from './number.tsx'
import { percentOf, roughly, targetOf } from './series.ts'
import type { Measure, Overview } from './series.ts'

/** What an executive asks first: each measure against its target, and whether promises are kept. */
export function Glance({ overview, open }: { readonly overview: Overview; readonly open: Open }) {
  const words = useWords().figures
  const { kept, late, missed } = overview.promises.outcomes
  const percent = percentOf(kept, kept + late + missed)
  return (
    <section aria-labelledby="glance">
      <Title order={2} id="glance" className="only-heard">
        {words.atAGlance}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: overview.measures.length + 1 }} spacing="sm">
        {overview.measures.map(measure => (
          <MeasureTile key={measure.id} measure={measure} overview={overview} open={open} />
        ))}
        <Tile
          name={words.rate}
          shown={percent === undefined ? '–' : words.percent(percent)}
          below={words.share(kept, kept + late + missed)}
        >
          <Verdicts
            met={kept}
            missed={missed}
            metName={words.outcome.kept}
            missedName={words.outcome.missed}
            about={words.promises}
            cellOf={met => ({ outcome: met ? 'kept' : 'missed' })}
            open={open}
          />
        </Tile>
      </SimpleGrid>
    </section>
  )
}

function MeasureTile({
  measure,
  overview,
  open,
}: {
  readonly measure: Measure
  readonly overview: Overview
  readonly open: Open
}) {
  const words = useWords().figures
  const { recorded, on_target: onTarget } = measure
  return (
    <Tile
      name={measure.title}
      shown={recorded === null ? '–' : roughly(recorded.median)}
      below={
        recorded === null ? words.nothingRecorded : words.medianAndMean(roughly(recorded.mean))
      }
    >
      <Text size="xs" c="dimmed">
        {targetOf(measure, overview, words)}
      </Text>
      {measure.target !== null && (
        <Verdicts
          met={onTarget.met}
          missed={onTarget.missed}
          metName={words.onTarget}
          missedName={words.missedTarget}
          about={measure.title}
          cellOf={met => ({ measure: measure.id, on_target: met })}
          open={open}
        />
      )}
    </Tile>
  )
}

function Tile({
  name,
  shown,
  below,
  children,
}: {
  readonly name: string
  readonly shown: string
  readonly below: string
  readonly children: ReactNode
}) {
  return (
    <Card withBorder className={classes['tile']} p="sm">
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Group gap="xs" align="baseline">
        <Text fz={28} lh={1.2} fw={700}>
          {shown}
        </Text>
        <Text size="xs" c="dimmed">
          {below}
        </Text>
      </Group>
      {children}
    </Card>
  )
}

/** How many met it and how many did not: a sign and a word each. */
function Verdicts({
  met,
  missed,
  metName,
  missedName,
  about,
  cellOf,
  open,
}: {
  readonly met: number
  readonly missed: number
  readonly metName: string
  readonly missedName: string
  readonly about: string
  readonly cellOf: (met: boolean) => Parameters<Open>[0]
  readonly open: Open
}) {
  return (
    <Group gap="sm" mt="auto">
      <Group gap={4} wrap="nowrap">
        <CheckCircledIcon aria-hidden color="var(--tocsin-teal-text)" />
        <Text size="xs">{metName}</Text>
        <Text size="xs" component="span">
          <Count
            shown={String(met)}
            what={`${about}, ${metName}`}
            cell={cellOf(true)}
            open={open}
            none={met === 0}
          />
        </Text>
      </Group>
      <Group gap={4} wrap="nowrap">
        <CrossCircledIcon aria-hidden color="var(--tocsin-red-text)" />
        <Text size="xs">{missedName}</Text>
        <Text size="xs" component="span">
          <Count
            shown={String(missed)}
            what={`${about}, ${missedName}`}
            cell={cellOf(false)}
            open={open}
            none={missed === 0}
          />
        </Text>
      </Group>
    </Group>
  )
}
