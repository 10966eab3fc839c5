import { Badge, Button, Group, Loader, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useAsk, useTell } from '../../api/queries.ts'
import { Failure } from '../../sign-in/failure.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'

type Heartbeat = Answer<'list-heartbeats'>['heartbeats'][number]

/** When a heartbeat came last and is due, and how often it is expected. */
export function HeartbeatOf({ door }: { readonly door: string }) {
  const { data, error, refetch } = useAsk('list-heartbeats')
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  const heartbeat = data.heartbeats.find(one => one.door === door)
  if (heartbeat === undefined) return null
  return (
    <Stack gap="sm">
      <Standing heartbeat={heartbeat} />
      <Expect heartbeat={heartbeat} key={`${heartbeat.every_seconds} ${heartbeat.grace_seconds}`} />
    </Stack>
  )
}

function Standing({
  heartbeat: { standing, last_beat: last, due },
}: {
  readonly heartbeat: Heartbeat
}) {
  const { doors } = useWords()
  return (
    <Group gap="xs">
      <Badge variant="default" tt="none">
        {doors.standings[standing]}
      </Badge>
      <Text size="sm">
        {last === null ? (
          doors.neverBeat
        ) : (
          <>
            {doors.lastBeat} <When at={last} />
          </>
        )}
        {due !== null && (
          <>
            {' · '}
            {doors.due} <When at={due} />
          </>
        )}
      </Text>
    </Group>
  )
}

const MINUTE_S = 60

function Expect({ heartbeat }: { readonly heartbeat: Heartbeat }) {
  const { doors } = useWords()
  const [every, setEvery] = useState(heartbeat.every_seconds / MINUTE_S)
  const [grace, setGrace] = useState(heartbeat.grace_seconds / MINUTE_S)
  const expect = useTell('expect-heartbeat', ['list-heartbeats'])
  const inSeconds = (minutes: number) => Math.round(minutes * MINUTE_S)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        const body = { every_seconds: inSeconds(every), grace_seconds: inSeconds(grace) }
        expect.mutate({ params: { name: heartbeat.name }, body })
      }}
    >
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={doors.everyMinutes}
          min={1 / 6}
          decimalScale={2}
          value={every}
          onChange={value => setEvery(Number(value))}
        />
        <NumberInput
          label={doors.graceMinutes}
          min={0}
          decimalScale={2}
          value={grace}
          onChange={value => setGrace(Number(value))}
        />
        <Button type="submit" variant="default" loading={expect.isPending}>
          {doors.save}
        </Button>
      </Group>
      <Failure error={expect.error} />
    </form>
  )
}
