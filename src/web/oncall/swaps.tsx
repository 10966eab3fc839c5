import { Button, Group, Paper, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Answer } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { TURNS } from './touched.ts'

type Swap = Answer<'list-swaps'>['swaps'][number]

/** What waits for an answer: of the reader, or of those whom they asked. */
export function Swaps() {
  const { person } = useMe()
  const { data } = useAsk('list-swaps')
  const open = (data?.swaps ?? []).filter(
    ({ state, asked, asker }) =>
      state === 'offered' && person !== null && (asked === person.id || asker === person.id),
  )
  return open.map(swap => <SwapCard key={swap.id} swap={swap} isMine={swap.asker === person?.id} />)
}

function SwapCard({ swap, isMine }: { readonly swap: Swap; readonly isMine: boolean }) {
  const words = useWords().onCall
  const name = usePersonName()
  const { data } = useAsk('list-rotas')
  const answer = useTell('answer-swap', TURNS)
  const rota = data?.rotas.find(({ id }) => id === swap.rota)?.title ?? swap.rota
  // The card is gone by the time that it is answered.
  const give = (state: 'accepted' | 'declined' | 'withdrawn') =>
    void answer
      .mutateAsync({ params: { swap: swap.id }, body: { answer: state } })
      .then(() => notifications.show({ message: words.answered[state] }))
      .catch(() => undefined)
  return (
    <Paper withBorder p="sm" component="section">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h6">
            {isMine ? words.youAsk(name(swap.asked), rota) : words.asksYou(name(swap.asker), rota)}
          </Title>
          <Text size="sm">
            <When at={swap.from} day="always" /> – <When at={swap.to} day="always" />
          </Text>
          {swap.back !== null && (
            <Text size="sm">
              {isMine ? words.inReturn : words.returning} <When at={swap.back.from} day="always" />{' '}
              – <When at={swap.back.to} day="always" />
            </Text>
          )}
          {swap.reason !== null && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {swap.reason}
            </Text>
          )}
        </div>
        <Group gap="xs">
          {isMine ? (
            <Button variant="default" loading={answer.isPending} onClick={() => give('withdrawn')}>
              {words.withdraw}
            </Button>
          ) : (
            <>
              <Button variant="default" loading={answer.isPending} onClick={() => give('declined')}>
                {words.decline}
              </Button>
              <Button loading={answer.isPending} onClick={() => give('accepted')}>
                {words.accept}
              </Button>
            </>
          )}
        </Group>
      </Group>
      <Trouble error={answer.error} />
    </Paper>
  )
}
