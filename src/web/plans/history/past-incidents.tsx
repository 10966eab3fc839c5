import { Anchor, Button, List, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../api/queries.ts'
import type { PlanPast } from '../../api/operations.ts'
import { paths } from '../../paths.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import classes from './history.module.css'

type Incident = PlanPast['incidents'][number]

/** Asked for, since it plays each of them twice. */
export function PastIncidents({ from, to }: { readonly from: string; readonly to: string }) {
  const { history: words } = useWords().plan
  const [isAsked, ask] = useState(false)
  const { data, error, isFetching } = useAsk('replay-past', {
    params: { plan: to },
    query: { against: from },
    enabled: isAsked,
  })
  const differing = (data?.incidents ?? []).filter(differs)
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" maw="70ch">
        {words.pastHelp}
      </Text>
      {data === undefined && (
        <Button onClick={() => ask(true)} loading={isFetching}>
          {words.pastStart}
        </Button>
      )}
      <Trouble error={error} />
      {data?.incidents.length === 0 && <Text>{words.pastNone}</Text>}
      {data !== undefined && data.incidents.length > 0 && (
        <Text fw={650} component="output">
          {words.pastDiffers(differing.length, data.incidents.length)}
        </Text>
      )}
      {data?.incidents.map(incident => (
        <Replayed key={incident.id} incident={incident} />
      ))}
    </Stack>
  )
}

function differs({ promises, told, refused }: Incident): boolean {
  return promises.length + told.length + refused.length > 0
}

function Replayed({ incident }: { readonly incident: Incident }) {
  const { plan, everywhere } = useWords()
  const words = plan.history
  const { id, number, title, promises, told, refused } = incident
  const sooner = told.filter(({ was, now }) => now !== null && (was === null || now < was)).length
  return (
    <article className={classes['change']} aria-label={title}>
      <Anchor component={Link} to={paths.incident(id)} fw={650}>
        {number}: {title}
      </Anchor>{' '}
      {!differs(incident) && <Text component="span">{words.pastSame}</Text>}
      <List size="sm" mt={4}>
        {promises.map(({ obligation, title: promise, was, now }) => (
          <List.Item key={obligation}>
            {promise}: <Owed owed={was} standings={everywhere.standing} /> →{' '}
            <Owed owed={now} standings={everywhere.standing} />
          </List.Item>
        ))}
        {refused.map(step => (
          <List.Item key={`${step.at} ${step.do}`}>
            {words.wouldBeRefused(step.do, step.code)}
          </List.Item>
        ))}
        {sooner > 0 && <List.Item>{words.sooner(sooner)}</List.Item>}
        {told.length > sooner && <List.Item>{words.laterTold(told.length - sooner)}</List.Item>}
      </List>
    </article>
  )
}

function Owed({
  owed,
  standings,
}: {
  readonly owed: Incident['promises'][number]['was']
  readonly standings: Readonly<Record<string, string>>
}) {
  const { history: words } = useWords().plan
  if (owed === null) return <em>{words.notOwed}</em>
  return (
    <>
      {standings[owed.standing] ?? owed.standing}
      {owed.due !== undefined && (
        <>
          , {words.due} <When at={owed.due} day="always" />
        </>
      )}
    </>
  )
}
