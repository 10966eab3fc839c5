import { Card, Group, Stack, Table, Text, Title } from '@mantine/core'
import { CheckCircledIcon, CrossCircledIcon, LapTimerIcon } from '@radix-ui/react-icons'
import { useLanguage, useWords } from '../words/words.ts'
import type { Cell } from './choice.ts'
import { CsvButton } from './csv-button.tsx'
import { brokenRows, promiseRows } from './csv.ts'
import classes from './figures.module.css'
import { useKeptLines } from './lines.ts'
import { Head } from './head.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { Count } from './number.tsx'
import type { Open } from './number.tsx'
import { LOCALES, periodName } from './series.ts'
import type { Overview, Series } from './series.ts'
import { States } from './states.tsx'
import { Trend } from './trend.tsx'

type Shown = { readonly overview: Overview; readonly series: Series; readonly open: Open }

const OUTCOMES = ['kept', 'late', 'missed'] as const
export const OUTCOME_ICONS = {
  kept: CheckCircledIcon,
  late: LapTimerIcon,
  missed: CrossCircledIcon,
} as const

/** Whether the plan's promises are kept, and which of its sentences are broken most. */
export function Promises(shown: Shown) {
  const words = useWords().figures
  const { promises } = shown.overview
  const { kept, late, missed } = promises.outcomes
  const some = kept + late + missed > 0
  return (
    <section aria-labelledby="promises">
      <Title order={2} size="h3" id="promises" mb="sm">
        {words.promises}
      </Title>
      <Stack>
        <Card withBorder className={classes['card']}>
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              {words.rateMeans}
            </Text>
            <States
              states={promises.states}
              reasons={promises.reasons}
              about={words.promises}
              cell={{}}
              open={shown.open}
            />
            {some ? <OverTime {...shown} /> : <Text size="sm">{words.noPromises}</Text>}
          </Stack>
        </Card>
        <Broken {...shown} />
      </Stack>
    </section>
  )
}

function OverTime({ overview, series, open }: Shown) {
  const words = useWords().figures
  const { language } = useLanguage()
  const lines = useKeptLines(overview, words)
  return (
    <div>
      <Head name={words.promisesOver}>
        <CsvButton
          what={words.promisesOver}
          file={`${overview.plan.id}-promises`}
          rows={() => promiseRows(overview, series, words)}
        />
      </Head>
      <div className={classes['side']}>
        <Trend
          series={series}
          lines={lines}
          shown={words.percent}
          label={words.outcomesOf}
          most={105}
          open={index => open({ ...series.days[index], outcome: 'missed' })}
        />
        <NumbersTable
          caption={words.promisesOver}
          head={[words.periodColumn, ...OUTCOMES.map(outcome => words.outcome[outcome])]}
          lines={overview.promises.trend.map((point, index) => {
            const days = series.days[index] ?? { from: '', to: '' }
            const name = periodName(days, series.every, LOCALES[language])
            const cells = OUTCOMES.map(outcome => (
              <Count
                key={outcome}
                shown={String(point[outcome])}
                what={`${name}, ${words.outcome[outcome]}`}
                cell={{ ...days, outcome }}
                open={open}
                none={point[outcome] === 0}
              />
            ))
            return { key: days.from, cells: [name, ...cells] }
          })}
        />
      </div>
    </div>
  )
}

function Broken({ overview, open }: Shown) {
  const words = useWords().figures
  const { broken } = overview.promises
  const most = Math.max(1, ...broken.map(({ outcomes }) => outcomes.late + outcomes.missed))
  return (
    <Card withBorder>
      <Head name={words.broken}>
        <CsvButton
          what={words.broken}
          file={`${overview.plan.id}-clauses`}
          rows={() => brokenRows(overview, words)}
        />
      </Head>
      {broken.length === 0 ? (
        <Text size="sm">{words.noBroken}</Text>
      ) : (
        <Table fz="sm" verticalSpacing="xs">
          <caption className="only-heard">{words.broken}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.clauseColumn}</Table.Th>
              <Table.Th scope="col" w={170}>
                {words.outcome.missed}, {words.outcome.late}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {broken.map(line => (
              <BrokenClause key={line.clause} line={line} most={most} open={open} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  )
}

type Broken = Overview['promises']['broken'][number]

function BrokenClause({
  line: { clause, text, outcomes, promises, incidents },
  most,
  open,
}: {
  readonly line: Broken
  readonly most: number
  readonly open: Open
}) {
  const words = useWords().figures
  const cell = (outcome: 'late' | 'missed'): Cell => ({ clause, outcome })
  return (
    <Table.Tr style={{ breakInside: 'avoid' }}>
      <Table.Td>
        <Text size="sm">
          <Text component="span" fw={650} mr={6}>
            {clause}
          </Text>
          {text ?? words.clauseGone}
        </Text>
        <Text size="xs" c="dimmed">
          {promises.map(({ title }) => title).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td valign="top">
        <svg width="100%" height={12} aria-hidden style={{ display: 'block' }}>
          <rect
            width={`${(outcomes.missed / most) * 100}%`}
            height={10}
            y={1}
            className={classes['hatch']}
          />
          <rect
            x={`${(outcomes.missed / most) * 100}%`}
            width={`${(outcomes.late / most) * 100}%`}
            height={10}
            y={1}
            className={classes['dots']}
          />
        </svg>
        <Group gap="sm" wrap="nowrap">
          {(['missed', 'late'] as const).map(outcome => (
            <OutcomeCount
              key={outcome}
              outcome={outcome}
              count={outcomes[outcome]}
              what={`${clause}, ${words.outcome[outcome]}`}
              cell={cell(outcome)}
              open={open}
            />
          ))}
        </Group>
        <Text size="xs" c="dimmed">
          {words.brokenIn(incidents)}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}

function OutcomeCount({
  outcome,
  count,
  what,
  cell,
  open,
}: {
  readonly outcome: 'late' | 'missed'
  readonly count: number
  readonly what: string
  readonly cell: Cell
  readonly open: Open
}) {
  const Icon = OUTCOME_ICONS[outcome]
  if (count === 0) return null
  return (
    <Group gap={4} wrap="nowrap">
      <Icon aria-hidden />
      <Count shown={String(count)} what={what} cell={cell} open={open} />
    </Group>
  )
}
