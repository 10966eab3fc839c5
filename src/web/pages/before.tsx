import { Group, Skeleton, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import type { Answer } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Severity } from '../ui/severity.tsx'
import { spanOf } from '../ui/span.ts'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { medianOf } from './median.ts'
import classes from './pages.module.css'

type Before = Answer<'list-my-pages'>['pages'][number]

/** What one was paged for, what became of it, and how long one's own answers took. */
export function PagesBefore() {
  const { pages: words } = useWords()
  const { data, error, refetch } = useAsk('list-my-pages')
  const over = (data?.pages ?? []).filter(({ state }) => state !== 'waiting')
  const answers = over.flatMap(({ answeredMs }) => (answeredMs === null ? [] : [answeredMs]))
  const median = medianOf(answers)
  return (
    <section>
      <Group justify="space-between" align="baseline" gap="xs" mb="xs">
        <Title order={2} size="h4">
          {words.before}
        </Title>
        {median !== undefined && (
          <Text size="sm">{words.median(spanOf(median), answers.length)}</Text>
        )}
      </Group>
      <Trouble error={error} again={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={120} aria-hidden />}
      {data !== undefined && over.length === 0 && <Text c="dimmed">{words.beforeNone}</Text>}
      <ul className={classes['list']} style={{ gap: 0 }}>
        {over.map(page => (
          <Line key={`${page.incident.id} ${page.id}`} page={page} />
        ))}
      </ul>
    </section>
  )
}

function Line({ page }: { readonly page: Before }) {
  const { pages: words, board } = useWords()
  const { incident, why, party, sent, times } = page
  return (
    <li className={classes['row']}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Severity severity={incident.severity} rank={incident.rank ?? 0} size="sm" />
        <div>
          <Link to={paths.incident(incident.id)} className={classes['link']}>
            <Text size="sm" fw={600}>
              {board.number(incident.number)} {incident.title}
            </Text>
          </Link>
          <Text size="sm">
            {why ?? party} · <When at={sent} day="always" />
            {times > 1 && ` · ${words.times(times)}`}
          </Text>
          <Became page={page} />
        </div>
      </Group>
    </li>
  )
}

function Became({ page }: { readonly page: Before }) {
  const { pages: words } = useWords()
  const { answeredMs, answeredBy, state, cause } = page
  const { may } = useMe()
  const names = useAsk('get-directory', { enabled: may('directory:read') }).data?.people ?? []
  const said = () => {
    if (answeredMs !== null) return words.answeredIn(spanOf(answeredMs))
    if (answeredBy !== null)
      return words.answeredBy(names.find(({ id }) => id === answeredBy)?.name ?? answeredBy)
    if (state === 'ended' && cause !== null && cause in words.ended)
      return words.ended[cause as keyof typeof words.ended]
    return words.wentOn
  }
  return (
    <Text size="sm" c="dimmed">
      {said()}
    </Text>
  )
}
