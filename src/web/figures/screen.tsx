import { Anchor, Button, Card, Menu, Skeleton, Stack, Text, Title } from '@mantine/core'
import { DownloadIcon } from '@radix-ui/react-icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { call, Refused } from '../api/client.ts'
import { asking } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { Behind } from './behind.tsx'
import { behindQuery, queryOf, readCell, readChoice } from './choice.ts'
import type { Cell, Choice } from './choice.ts'
import { csvOf, download, incidentRows } from './csv.ts'
import { Filters } from './filters.tsx'
import type { Choose } from './filters.tsx'
import { Frequency } from './frequency.tsx'
import { Glance } from './glance.tsx'
import { MeasureCard } from './measure.tsx'
import type { Open } from './number.tsx'
import { useLightOnPaper } from './on-paper.ts'
import { Patterns } from './patterns.tsx'
import { Promises } from './promises.tsx'
import { seriesOf } from './series.ts'
import type { Overview } from './series.ts'

/** More than any installation counts at once. */
const EXPORTED_MAX = 20_000

/** What many incidents come to, against what the plan aims at. */
export function Figures() {
  const words = useWords().figures
  useLightOnPaper()
  const { choice, cell, choose, open, close } = useChoice()
  const { data, error, refetch } = useQuery({
    ...asking('get-overview', { query: queryOf(choice) }),
    placeholderData: keepPreviousData,
  })
  const noPlan = error instanceof Refused && error.problem.code === 'plan-unknown'
  return (
    <Page title={words.title} actions={data && <Exports choice={choice} overview={data} />}>
      {noPlan ? <NoPlan /> : <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && (
        <Stack gap="lg">
          <div>
            <Text size="sm" c="dimmed" mb="sm">
              {data.plan.title}. {words.intro(words.incidents(data.incidents), data.zone)}
            </Text>
            <Filters choice={choice} choose={choose} overview={data} />
          </div>
          {data.incidents === 0 ? (
            <Nothing widen={() => choose({})} />
          ) : (
            <Sections overview={data} open={open} />
          )}
          <Behind choice={choice} cell={cell} overview={data} close={close} />
        </Stack>
      )}
    </Page>
  )
}

function Sections({ overview, open }: { readonly overview: Overview; readonly open: Open }) {
  const words = useWords().figures
  const series = useMemo(() => seriesOf(overview), [overview])
  const hasTarget = overview.measures.some(({ target }) => target !== null)
  return (
    <>
      <Patterns />
      <Glance overview={overview} open={open} />
      <Promises overview={overview} series={series} open={open} />
      <section aria-labelledby="measures">
        <Title order={2} size="h3" id="measures" mb="sm">
          {words.measures}
        </Title>
        <Stack>
          {overview.measures.map(measure => (
            <MeasureCard
              key={measure.id}
              measure={measure}
              overview={overview}
              series={series}
              open={open}
            />
          ))}
        </Stack>
        {hasTarget && (
          <Text size="xs" c="dimmed" mt="xs">
            {words.targetNote}
          </Text>
        )}
      </section>
      <Frequency overview={overview} series={series} open={open} />
    </>
  )
}

/** What is asked for stands in the address, the number that was opened too. */
function useChoice() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const choice = useMemo(() => readChoice(search), [search])
  const cell = readCell(search)
  const go = (next: Choice, behind: Cell | undefined) => {
    const kept = Object.entries(next).filter(([, value]) => value !== '')
    const wanted = { ...Object.fromEntries(kept), ...(behind !== undefined && { behind }) }
    void navigate({ to: paths.figures(), search: wanted as never, resetScroll: false })
  }
  const choose: Choose = next => go(next, undefined)
  const open: Open = next => go(choice, next)
  return { choice, cell, choose, open, close: () => go(choice, undefined) }
}

function Exports({ choice, overview }: { readonly choice: Choice; readonly overview: Overview }) {
  const words = useWords().figures
  const [failed, setFailed] = useState<Error>()
  const exportAll = useMemo(
    () => () => {
      setFailed(undefined)
      call('list-behind', { query: { ...behindQuery(choice, {}), limit: EXPORTED_MAX } })
        .then(({ incidents }) =>
          download(
            `${overview.plan.id}-figures-${overview.from}-${overview.to}.csv`,
            csvOf(incidentRows(incidents, overview.measures, words)),
          ),
        )
        .catch((error: unknown) => setFailed(error as Error))
    },
    [choice, overview, words],
  )
  useActions(
    useMemo<readonly Action[]>(
      () => [
        { id: 'figures-export', label: words.exportAll, group: 'do', run: exportAll },
        { id: 'figures-print', label: words.print, group: 'do', run: () => window.print() },
      ],
      [words, exportAll],
    ),
  )
  return (
    <>
      <Trouble error={failed} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            className="not-printed"
            leftSection={<DownloadIcon aria-hidden />}
          >
            {words.exporting}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={exportAll}>{words.exportAll}</Menu.Item>
          <Menu.Item onClick={() => window.print()}>{words.print}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Waiting() {
  return (
    <Stack aria-hidden>
      <Skeleton height={60} />
      <Skeleton height={120} />
      <Skeleton height={320} />
    </Stack>
  )
}

function Nothing({ widen }: { readonly widen: () => void }) {
  const words = useWords().figures
  return (
    <Card withBorder p="xl">
      <Stack align="center" gap="xs">
        <Title order={2} size="h4">
          {words.emptyTitle}
        </Title>
        <Text maw={520} ta="center">
          {words.empty}
        </Text>
        <Button variant="light" onClick={widen} mt="sm">
          {words.widen}
        </Button>
      </Stack>
    </Card>
  )
}

function NoPlan() {
  const words = useWords().figures
  return (
    <Card withBorder p="xl">
      <Stack align="center" gap="xs">
        <Text>{words.noPlan}</Text>
        <Anchor component={Link} to={paths.plans()}>
          {words.toPlans}
        </Anchor>
      </Stack>
    </Card>
  )
}
