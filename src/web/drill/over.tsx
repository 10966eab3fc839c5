import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Drill } from '../api/operations.ts'
import { useAsk } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { spanOf } from '../ui/span.ts'
import { useWords } from '../words/words.ts'
import classes from './bar.module.css'
import { useSummary } from './summary.ts'

/** After a drill: what was seen, and what to do next. */
export function DrillOver({ drill }: { readonly drill: Drill }) {
  const { drill: words } = useWords()
  const { over } = words
  const params = { id: drill.incident.id }
  const { data: incident } = useAsk('get-incident', { params })
  const { data: agenda } = useAsk('list-obligations', { params })
  const seen = useSummary(drill, incident, agenda?.obligations)
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        {drill.state === 'finished' ? over.finished : over.stopped}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <div>
          <Text fw={600}>{over.seen}</Text>
          {seen !== undefined && (
            <ul className={classes['figures']}>
              <li>{over.lasted(spanOf(seen.lastedMs))}</li>
              <li>{over.records(seen.records)}</li>
              <li>{over.pages(seen.pages, seen.people)}</li>
              <li>{over.kept(seen.kept)}</li>
              <li>{over.late(seen.late)}</li>
            </ul>
          )}
          <Text size="sm" mt={6}>
            {over.look}. {over.lookWhy}
          </Text>
        </div>
        <Stack gap="xs">
          <Text fw={600}>{over.next}</Text>
          <Step to={paths.people()} label={over.people} why={over.peopleWhy} />
          <Step to={paths.plans()} label={over.plans} why={over.plansWhy} />
          <Group>
            <Button component={Link} to={paths.drill()} variant="default">
              {over.another}
            </Button>
          </Group>
        </Stack>
      </SimpleGrid>
    </Stack>
  )
}

function Step({
  to,
  label,
  why,
}: {
  readonly to: string
  readonly label: string
  readonly why: string
}) {
  return (
    <Group gap="sm">
      <Button component={Link} to={to}>
        {label}
      </Button>
      <Text size="sm">{why}</Text>
    </Group>
  )
}
