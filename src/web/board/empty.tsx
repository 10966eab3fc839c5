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

function Ways() {
  const { board, declare } = useWords()
  const { may } = useMe()
  const { data } = useAsk('get-directory', { enabled: may('directory:write') })
  return (
    <Group gap="xl" align="flex-start">
      {data?.people.length === 0 && (
        <div>
          <Button component={Link} to={paths.people()} variant="default" mih={40}>
            {board.emptyPeople}
          </Button>
          <div className={classes['small']}>{board.emptyPeopleWhy}</div>
        </div>
      )}
      {may('incident:write') && (
        <div>
          <Button component={Link} to={paths.declare()} variant="default" mih={40}>
            {declare.title}
          </Button>
          <div className={classes['small']}>{board.emptyDeclareWhy}</div>
        </div>
      )}
    </Group>
  )
}
