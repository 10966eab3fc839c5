import { Center, Loader } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useAsk } from '../api/queries.ts'
import type { ListedPlan } from '../api/operations.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { PlanPage } from './plan-page.tsx'

// The editor is as large as the rest of the page together.
const Editor = lazy(async () => ({ default: (await import('./editor/editor.tsx')).Editor }))

export function EditPlan() {
  const { edit: words } = useWords().plan
  return <PlanPage title={words.title}>{plan => <Edit key={plan.hash} plan={plan} />}</PlanPage>
}

function Edit({ plan }: { readonly plan: ListedPlan }) {
  const { line }: { readonly line?: unknown } = useSearch({ strict: false })
  const { data, error, refetch } = useAsk('get-plan', { params: { plan: plan.hash } })
  const at = Number(line)
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Waiting />
  return (
    <Suspense fallback={<Waiting />}>
      <Editor plan={data} line={Number.isInteger(at) && at > 0 ? at : undefined} />
    </Suspense>
  )
}

function Waiting() {
  const { plan: words } = useWords()
  return (
    <Center mih="40vh">
      <Loader aria-label={words.title} />
    </Center>
  )
}
