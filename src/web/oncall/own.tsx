import { Skeleton, Stack, Switch, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useAsk, useTell } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Address } from './link.tsx'
import classes from './oncall.module.css'

/** One's own shifts, their calendar, and whether one is told of them. */
export function OwnTurns() {
  const words = useWords().onCall
  const { data, error, refetch } = useAsk('get-own-turns')
  const rotas = useAsk('list-rotas').data?.rotas ?? []
  const tell = useTell('set-own-turns', ['get-own-turns'])
  const revoke = useTell('revoke-own-calendar', ['get-own-turns'])
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Skeleton height={160} aria-hidden />
  const titleOf = (id: string) => rotas.find(rota => rota.id === id)?.title ?? id
  return (
    <Stack>
      <section>
        <Title order={2} size="h5" mb="xs">
          {words.mine}
        </Title>
        {data.shifts.length === 0 && <Text size="sm">{words.mineNone}</Text>}
        <ul className={classes['plain']}>
          {data.shifts.map(({ rota, from, to }) => (
            <li key={`${rota} ${from}`} className={classes['item']}>
              <b>{titleOf(rota)}</b>
              <span>
                <When at={from} day="always" /> – <When at={to} day="always" />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Switch
        label={words.told}
        description={words.toldMeans}
        checked={data.told}
        disabled={tell.isPending}
        onChange={event => tell.mutate({ body: { told: event.currentTarget.checked } })}
      />
      <Address
        address={data.calendar}
        revoke={() =>
          revoke.mutate({}, { onSuccess: () => notifications.show({ message: words.revoked }) })
        }
      />
      <Trouble error={tell.error ?? revoke.error} />
    </Stack>
  )
}
