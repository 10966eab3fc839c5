import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { useLanguage, useWords } from '../words/words.ts'
import type { Cell } from './choice.ts'
import { CsvButton } from './csv-button.tsx'
import { bandRows, trendRows } from './csv.ts'
import classes from './figures.module.css'
import { Head } from './head.tsx'
import { Histogram } from './histogram.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { Count } from './number.tsx'
import type { Open } from './number.tsx'
import {
  bandName,
  LOCALES,
  momentName,
  periodName,
  roughly,
  shownBands,
  targetOf,
} from './series.ts'
import type { Measure, Overview, Series } from './series.ts'
import { States } from './states.tsx'
import { spanSplits } from './splits.ts'
import { Trend } from './trend.tsx'
import { useLines } from './lines.ts'

type Shown = {
  readonly measure: Measure
  readonly overview: Overview
  readonly series: Series
  readonly open: Open
}

/** One measure of the plan: its states, its trend and how its lengths are spread. */
export function MeasureCard(shown: Shown) {
  const words = useWords().figures
  const { measure, overview, open } = shown
  const recorded = measure.recorded !== null
  return (
    <Card withBorder id={`measure-${measure.id}`} className={classes['card']}>
      <Stack gap="md">
        <div>
          <Group gap="xs" justify="space-between">
            <Title order={3} size="h4">
              {measure.title}
            </Title>
            <Text size="xs" c="dimmed">
              {measure.cites.join(', ')}
            </Text>
          </Group>
          <Text size="sm" c="dimmed">
            {words.fromTo(momentName(measure.from, words), momentName(measure.to, words))}.{' '}
            {targetOf(measure, overview, words)}.
          </Text>
          {measure.unknown !== null && (
            <Text size="xs" c="dimmed">
              {words.unknownMark(measure.unknown)}
            </Text>
          )}
        </div>
        <States
          states={measure.states}
          reasons={measure.reasons}
          about={measure.title}
          cell={{ measure: measure.id }}
          open={open}
        />
        {recorded ? (
          <>
            <TrendPart {...shown} />
            <SpreadPart {...shown} />
          </>
        ) : (
          <Text size="sm">{words.nothingRecorded}</Text>
        )}
      </Stack>
    </Card>
  )
}

function TrendPart({ measure, overview, series, open }: Shown) {
  const words = useWords().figures
  const { language } = useLanguage()
  const lines = useLines(measure, words)
  const periodCell = (index: number): Cell => ({
    ...series.days[index],
    measure: measure.id,
    state: 'recorded',
  })
  return (
    <div>
      <Head name={words.trend} order={4}>
        <CsvButton
          what={`${measure.title}, ${words.trend}`}
          file={`${overview.plan.id}-${measure.id}-trend`}
          rows={() => trendRows(measure, series, words)}
        />
      </Head>
      <div className={classes['side']}>
        <Trend
          series={series}
          lines={lines}
          target={measure.target?.ms ?? undefined}
          targetName={words.targetLine(measure.target?.within ?? '')}
          shown={roughly}
          splits={spanSplits}
          label={words.trendOf(measure.title)}
          open={index => open(periodCell(index))}
        />
        <NumbersTable
          caption={`${measure.title}, ${words.trend}`}
          head={[words.periodColumn, words.recordedColumn, words.median, words.nineTenths]}
          lines={measure.trend.map((point, index) => {
            const days = series.days[index] ?? { from: '', to: '' }
            const name = periodName(days, series.every, LOCALES[language])
            return {
              key: days.from,
              cells: [
                name,
                <Count
                  key="count"
                  shown={String(point.recorded)}
                  what={`${measure.title}, ${name}`}
                  cell={periodCell(index)}
                  open={open}
                  none={point.recorded === 0}
                />,
                point.median === null ? '–' : roughly(point.median),
                point.nine_tenths === null ? '–' : roughly(point.nine_tenths),
              ],
            }
          })}
        />
      </div>
    </div>
  )
}

function SpreadPart({ measure, overview, open }: Shown) {
  const words = useWords().figures
  const { band_edges: edges } = overview
  const cellOf = (band: number): Cell => ({ measure: measure.id, state: 'recorded', band })
  return (
    <div>
      <Head name={words.distribution} order={4}>
        <CsvButton
          what={`${measure.title}, ${words.distribution}`}
          file={`${overview.plan.id}-${measure.id}-distribution`}
          rows={() => bandRows(measure, edges, words)}
        />
      </Head>
      <div className={classes['side']}>
        <Stack gap="xs">
          <Histogram measure={measure} edges={edges} open={open} cellOf={cellOf} />
          <Quantiles measure={measure} />
        </Stack>
        <NumbersTable
          caption={`${measure.title}, ${words.distribution}`}
          head={[words.lengthColumn, words.countColumn]}
          lines={shownBands(measure.bands).map(band => {
            const name = bandName(edges, band, words)
            const count = measure.bands[band] ?? 0
            return {
              key: String(band),
              cells: [
                name,
                <Count
                  key="count"
                  shown={String(count)}
                  what={`${measure.title}, ${name}`}
                  cell={cellOf(band)}
                  open={open}
                  none={count === 0}
                />,
              ],
            }
          })}
        />
      </div>
    </div>
  )
}

function Quantiles({ measure: { recorded } }: { readonly measure: Measure }) {
  const words = useWords().figures
  if (recorded === null) return null
  const numbers = [
    [words.least, recorded.least],
    [words.quarter, recorded.quarter],
    [words.median, recorded.median],
    [words.threeQuarters, recorded.three_quarters],
    [words.nineTenths, recorded.nine_tenths],
    [words.most, recorded.most],
    [words.mean, recorded.mean],
  ] as const
  return (
    <Group gap="lg" component="dl" m={0}>
      {numbers.map(([name, ms]) => (
        <div key={name}>
          <Text size="xs" c="dimmed" component="dt">
            {name}
          </Text>
          <Text size="sm" fw={600} component="dd" m={0}>
            {roughly(ms)}
          </Text>
        </div>
      ))}
    </Group>
  )
}
