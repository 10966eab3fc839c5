import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { useNow } from '../ui/clock.ts'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'

/** Whether one is on call now, and when next. */
export function Turns() {
  const { pages: words } = useWords()
  const { data } = useAsk('get-own-turns')
  const rotas = useAsk('list-rotas').data?.rotas ?? []
  const now = useNow()
  if (data === undefined) return null
  const titleOf = (id: string) => rotas.find(rota => rota.id === id)?.title ?? id
  const running = data.shifts.filter(
    ({ from, to }) => Date.parse(from) <= now && now < Date.parse(to),
  )
  const next = data.shifts.find(({ from }) => Date.parse(from) > now)
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {words.turns}
      </Title>
      <Stack gap={6}>
        {running.map(({ rota, from, to }) => (
          <Text size="sm" key={`${rota} ${from}`}>
            <b>{titleOf(rota)}</b>: {words.turnNow} <When at={to} day="always" />
          </Text>
        ))}
        {next !== undefined && (
          <Text size="sm">
            {words.turnNext}: <b>{titleOf(next.rota)}</b>, <When at={next.from} day="always" /> –{' '}
            <When at={next.to} day="always" />
          </Text>
        )}
        {running.length === 0 && next === undefined && (
          <Text size="sm" c="dimmed">
            {words.turnsNone}
          </Text>
        )}
        <Anchor component={Link} to={paths.onCall()} size="sm" py={2} w="fit-content">
          {words.turnsAll}
        </Anchor>
      </Stack>
    </section>
  )
}
