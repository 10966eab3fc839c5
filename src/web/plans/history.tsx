import { Center, Loader, Stack, Title } from '@mantine/core'
import { useAsk } from '../api/queries.ts'
import type { ListedPlan, PlanVersions } from '../api/operations.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { Compare } from './history/compare.tsx'
import { VersionCard } from './history/version-card.tsx'
import { PlanPage } from './plan-page.tsx'

/** What became of the versions of a plan, and what each changed. */
export function PlanHistory() {
  return <PlanPage>{plan => <History plan={plan} />}</PlanPage>
}

function History({ plan }: { readonly plan: ListedPlan }) {
  const { plan: words } = useWords()
  const { data, error, refetch } = useAsk('list-plan-versions', { params: { plan: plan.id } })
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined)
    return (
      <Center mih="30vh">
        <Loader aria-label={words.title} />
      </Center>
    )
  return <Versions all={data} shown={plan.hash} />
}

function Versions({ all, shown }: { readonly all: PlanVersions; readonly shown: string }) {
  const { history: words } = useWords().plan
  const { versions } = all
  return (
    <Stack gap="xl">
      <section aria-labelledby="versions">
        <Title order={2} size="h4" id="versions" mb="sm">
          {words.versions}
        </Title>
        <Stack gap="sm">
          {versions.map(version => (
            <VersionCard key={version.hash} version={version} />
          ))}
        </Stack>
      </section>
      <Compare key={versions.length} versions={versions} shown={shown} />
    </Stack>
  )
}
