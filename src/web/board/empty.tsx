import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { CheckCircledIcon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'

const DrillOffer = lazy(async () => ({ default: (await import('../drill/offer.tsx')).DrillOffer }))

/** Nothing is open: all is well, or nobody has begun yet. Then here is how. */
export function Empty() {
  const { board } = useWords()
  const { data } = useAsk('list-incidents', { query: { limit: 1 } })
  if (data === undefined) return null
  if (data.incidents.length > 0)
    return (
      <Stack align="center" py={60} gap="xs" className={classes['panel']}>
        <CheckCircledIcon width={32} height={32} aria-hidden />
        <Text fw={600}>{board.quiet}</Text>
        <span className={classes['quiet']}>{board.quietMore}</span>
      </Stack>
    )
  return (
    <Stack className={classes['panel']} p="lg" gap="md">
      <div>
        <Title order={2} size="h3">
          {board.empty}
        </Title>
        <Text mt={4}>{board.emptyMore}</Text>
      </div>
      <Suspense>
        <DrillOffer />
      </Suspense>
      <Ways />
    </Stack>
  )
}

/** What has to be there before anybody can be woken: whom, when, over what, and for what. What is there already is left out. */
function Ways() {
  const { board, declare, contacts } = useWords()
  const { may } = useMe()
  const directory = useAsk('get-directory', { enabled: may('directory:write') }).data
  const rotas = useAsk('list-rotas', { enabled: may('directory:write') }).data
  const doors = useAsk('list-doors', { enabled: may('admin') }).data
  const channels = useAsk('list-channels', { enabled: may('admin') }).data
  // Whoever set it up is in the directory from the first minute, and alone.
  const isAlone = directory !== undefined && directory.people.length <= 1
  const wakes = channels?.channels.some(
    ({ channel, set_up: isSetUp }) => isSetUp && CONNECTED.has(channel),
  )
  return (
    <Group gap="xl" align="flex-start">
      {isAlone && <Way to={paths.people()} name={board.emptyPeople} why={board.emptyPeopleWhy} />}
      {directory !== undefined && !isAlone && rotas?.rotas.length === 0 && (
        <Way to={paths.onCall()} name={board.emptyRotas} why={board.emptyRotasWhy} />
      )}
      {wakes === false && (
        <Way
          to={paths.settings()}
          hash="channels"
          name={contacts.setUpChannels}
          why={board.emptyChannelsWhy}
        />
      )}
      {doors?.doors.length === 0 && (
        <Way to={paths.settings()} hash="doors" name={board.emptyDoors} why={board.emptyDoorsWhy} />
      )}
      {may('incident:write') && (
        <Way to={paths.declare()} name={declare.title} why={board.emptyDeclareWhy} />
      )}
    </Group>
  )
}

/** Which somebody has to connect; the others need only an address, or a browser. */
const CONNECTED: ReadonlySet<string> = new Set(['email', 'slack', 'sms', 'voice'])

function Way({
  to,
  hash,
  name,
  why,
}: {
  readonly to: string
  readonly hash?: string
  readonly name: string
  readonly why: string
}) {
  return (
    <div>
      <Button
        component={Link}
        to={to}
        {...(hash !== undefined && { hash })}
        variant="default"
        mih={40}
      >
        {name}
      </Button>
      <div className={classes['small']}>{why}</div>
    </div>
  )
}
