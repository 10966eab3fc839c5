import { Anchor, Drawer, Group, Loader, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { Severity } from '../ui/severity.tsx'
import { spanOf } from '../ui/span.ts'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { behindQuery } from './choice.ts'
import type { Cell, Choice } from './choice.ts'
import { cellName } from './cell-name.ts'
import { CsvButton } from './csv-button.tsx'
import { incidentRows, reasonOf } from './csv.ts'
import { OUTCOME_ICONS } from './promises.tsx'
import type { Overview } from './series.ts'

type Incident = Answer<'list-behind'>['incidents'][number]

/** The incidents that a number was made of, newest first. */
export function Behind({
  choice,
  cell,
  overview,
  close,
}: {
  readonly choice: Choice
  readonly cell: Cell | undefined
  readonly overview: Overview
  readonly close: () => void
}) {
  const words = useWords().figures
  const { data, error, isPending } = useAsk('list-behind', {
    query: behindQuery(choice, cell ?? {}),
    enabled: cell !== undefined,
  })
  return (
    <Drawer
      opened={cell !== undefined}
      onClose={close}
      position="right"
      size="lg"
      title={words.behind}
    >
      <Stack>
        {cell !== undefined && <Text fw={600}>{cellName(cell, overview, words)}</Text>}
        <Trouble error={error} />
        {isPending && error === null && <Loader size="sm" />}
        {data !== undefined && (
          <>
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {data.total === 0
                  ? words.behindNone
                  : words.behindCount(data.incidents.length, data.total)}
              </Text>
              <CsvButton
                what={words.behind}
                file={`${overview.plan.id}-incidents`}
                rows={() => incidentRows(data.incidents, overview.measures, words)}
              />
            </Group>
            {data.incidents.map(incident => (
              <BehindLine
                key={incident.id}
                incident={incident}
                cell={cell ?? {}}
                overview={overview}
              />
            ))}
          </>
        )}
      </Stack>
    </Drawer>
  )
}

function BehindLine({
  incident,
  cell,
  overview,
}: {
  readonly incident: Incident
  readonly cell: Cell
  readonly overview: Overview
}) {
  const words = useWords().figures
  const ranks = overview.names.severity.map(({ id }) => id)
  const { severity } = incident
  return (
    <Stack
      gap={2}
      pb="xs"
      style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
    >
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Severity
          severity={severity === 'unclassified' ? null : severity}
          rank={ranks.indexOf(severity)}
          size="sm"
        />
        <Anchor component={Link} to={paths.incident(incident.id)} fw={550} size="sm">
          {`#${incident.number} ${incident.title}`}
        </Anchor>
      </Group>
      <Group gap="md">
        <Text size="xs" c="dimmed">
          <When at={incident.at} day="always" />
        </Text>
        <Text size="xs">{figureShown(incident, cell)}</Text>
      </Group>
      <BrokenPromises incident={incident} cell={cell} />
    </Stack>
  )

  function figureShown({ figures }: Incident, { measure }: Cell): string {
    const figure = figures.find(it => it.measure === measure)
    if (figure === undefined) return ''
    return figure.ms === null || figure.state !== 'recorded'
      ? (reasonOf(words, figure.reason) ?? '')
      : spanOf(figure.ms)
  }
}

/** Which promises were broken, where the number was about promises. */
function BrokenPromises({ incident, cell }: { readonly incident: Incident; readonly cell: Cell }) {
  const words = useWords().figures
  if (cell.clause === undefined && cell.outcome === undefined) return null
  const asked = incident.broken.filter(
    ({ cites, outcome }) =>
      (cell.clause === undefined || cites.includes(cell.clause)) &&
      (cell.outcome === undefined || cell.outcome === outcome),
  )
  return asked.map(({ id, title, outcome }) => {
    const Icon = OUTCOME_ICONS[outcome]
    return (
      <Group key={id} gap={6} wrap="nowrap">
        <Icon aria-hidden />
        <Text size="xs">
          {words.outcome[outcome]}: {title}
        </Text>
      </Group>
    )
  })
}
