import { Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useActions } from '../actions.ts'
import { call } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import type { ListedPlan, PlanReading, RehearsableScenarios } from '../api/operations.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { PlanPage } from './plan-page.tsx'
import { Asking } from './rehearsal/asking.tsx'
import type { Asked } from './rehearsal/asking.tsx'
import { Outcomes } from './rehearsal/outcomes.tsx'
import { Player } from './rehearsal/player.tsx'
import { NamingContext } from './rehearsal/naming.ts'

/** A scenario goes by under the plan: who is told what and when, and what is missed. */
export function Rehearse() {
  const { rehearse: words } = useWords().plan
  return <PlanPage title={words.title}>{plan => <Prepare key={plan.hash} plan={plan} />}</PlanPage>
}

function Prepare({ plan }: { readonly plan: ListedPlan }) {
  const asked = { params: { plan: plan.hash } }
  const scenarios = useAsk('list-rehearsable', asked)
  const reading = useAsk('read-plan', asked)
  const error = scenarios.error ?? reading.error
  if (error !== null) return <Trouble error={error} />
  if (scenarios.data === undefined || reading.data === undefined) return null
  return <Rehearsing plan={plan} scenarios={scenarios.data.scenarios} reading={reading.data} />
}

function Rehearsing({
  plan,
  scenarios,
  reading,
}: {
  readonly plan: ListedPlan
  readonly scenarios: RehearsableScenarios['scenarios']
  readonly reading: PlanReading
}) {
  const { rehearse: words } = useWords().plan
  const [last, setLast] = useState<Asked>()
  const playing = useMutation({
    mutationFn: ({ source, people, runs }: Asked) =>
      call('rehearse-plan', {
        params: { plan: plan.hash },
        body: { scenario: source, people, runs, seed: 1 },
      }),
  })
  const run = (asked: Asked) => {
    setLast(asked)
    playing.mutate(asked)
  }
  const actions = useMemo(
    () => [
      {
        id: 'rehearse',
        label: words.run,
        group: 'do' as const,
        run: () => document.getElementById('rehearse')?.click(),
      },
    ],
    [words],
  )
  useActions(actions)
  return (
    <NamingContext value={useNames(reading)}>
      <Stack gap="lg">
        <Text c="dimmed">{words.about}</Text>
        <Asking plan={plan} scenarios={scenarios} isRunning={playing.isPending} run={run} />
        <Trouble error={playing.error} />
        {playing.data !== undefined && (
          <>
            <Player
              key={`${playing.submittedAt}`}
              rehearsal={playing.data}
              scenario={last?.scenario}
            />
            <Outcomes rehearsal={playing.data} clauses={reading.clauses} />
          </>
        )}
      </Stack>
    </NamingContext>
  )
}

/** Stand-ins bear the ids of their positions. */
function useNames(reading: PlanReading): (id: string) => string {
  const personName = usePersonName()
  return useMemo(() => {
    const titles = new Map(
      reading.elements
        .filter(({ kind }) => ['role', 'position', 'group', 'audience'].includes(kind))
        .map(({ id, title }) => [id, title]),
    )
    return (id: string) => titles.get(id) ?? personName(id)
  }, [reading, personName])
}
