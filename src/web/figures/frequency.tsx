import { Card, SimpleGrid, Stack, Title } from '@mantine/core'
import { useLanguage, useWords } from '../words/words.ts'
import { FILTERS } from './choice.ts'
import type { Cell, Filter } from './choice.ts'
import { CsvButton } from './csv-button.tsx'
import { frequencyRows } from './csv.ts'
import classes from './figures.module.css'
import { useCountLines } from './lines.ts'
import { Head } from './head.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { Count } from './number.tsx'
import type { Open } from './number.tsx'
import { LOCALES, nameOf, percentOf, periodName } from './series.ts'
import type { Overview, Series } from './series.ts'
import { countSplits } from './splits.ts'
import { Trend } from './trend.tsx'

type Shown = { readonly overview: Overview; readonly series: Series; readonly open: Open }

/** How often there are incidents: over time, and by severity, type and source. */
export function Frequency(shown: Shown) {
  const words = useWords().figures
  return (
    <section aria-labelledby="frequency">
      <Title order={2} size="h3" id="frequency" mb="sm">
        {words.frequency}
      </Title>
      <Stack>
        <OverTime {...shown} />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {FILTERS.map(split => (
            <SplitCard key={split} split={split} {...shown} />
          ))}
        </SimpleGrid>
      </Stack>
    </section>
  )
}

function OverTime({ overview, series, open }: Shown) {
  const words = useWords().figures
  const { language } = useLanguage()
  const lines = useCountLines(overview, words)
  const cell = (index: number): Cell => ({ ...series.days[index] })
  return (
    <Card withBorder className={classes['card']}>
      <Head name={words.frequencyOver} />
      <div className={classes['side']}>
        <Trend
          series={series}
          lines={lines}
          shown={String}
          splits={countSplits}
          label={words.countsOf}
          open={index => open(cell(index))}
        />
        <NumbersTable
          caption={words.frequencyOver}
          head={[words.periodColumn, words.countColumn]}
          lines={overview.counts.map((count, index) => {
            const days = series.days[index] ?? { from: '', to: '' }
            const name = periodName(days, series.every, LOCALES[language])
            return {
              key: days.from,
              cells: [
                name,
                <Count
                  key="count"
                  shown={String(count)}
                  what={name}
                  cell={cell(index)}
                  open={open}
                  none={count === 0}
                />,
              ],
            }
          })}
        />
      </div>
    </Card>
  )
}

const BAR_HEIGHT = 14

function SplitCard({ split, overview, series, open }: Shown & { readonly split: Filter }) {
  const words = useWords().figures
  const shares = overview.frequency[split]
  const most = Math.max(1, ...shares.map(({ count }) => count))
  return (
    <Card withBorder className={classes['card']}>
      <Head name={words[split]}>
        <CsvButton
          what={words[split]}
          file={`${overview.plan.id}-${split}`}
          rows={() => frequencyRows(shares, series, words)}
        />
      </Head>
      <NumbersTable
        caption={words[split]}
        head={[words[split], words.countColumn, words.shareColumn]}
        lines={shares.map(({ value, count }) => {
          const name = nameOf(overview.names[split], value, words)
          return {
            key: value,
            cells: [
              <span key="name">
                {name}
                <svg width="100%" height={BAR_HEIGHT} aria-hidden style={{ display: 'block' }}>
                  <rect
                    width={`${(count / most) * 100}%`}
                    height={8}
                    y={2}
                    className={classes['bar']}
                  />
                </svg>
              </span>,
              <Count
                key="count"
                shown={String(count)}
                what={`${words[split]}: ${name}`}
                cell={{ [split]: value }}
                open={open}
              />,
              words.percent(percentOf(count, overview.incidents) ?? 0),
            ],
          }
        })}
      />
    </Card>
  )
}
