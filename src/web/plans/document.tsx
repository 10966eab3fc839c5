import { Alert, Anchor, Center, Loader } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useActions } from '../actions.ts'
import { useAsk } from '../api/queries.ts'
import type { ListedPlan, PlanReading } from '../api/operations.ts'
import { paths } from '../paths.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { PlanPage } from './plan-page.tsx'
import { Article } from './reading/article.tsx'
import { Contents } from './reading/contents.tsx'
import { Download } from './reading/download.tsx'
import { Glance } from './reading/glance.tsx'
import { ReadingContext } from './reading/context.ts'
import { useFollow, useHash } from './reading/follow.ts'
import classes from './reading/reading.module.css'
import { SourceClauses } from './reading/source-clauses.tsx'

/** The plan as something to read: the text, what it carries out beside it, and the ways through it. */
export function PlanDocument() {
  return (
    <PlanPage actions={plan => <Download plan={plan} />}>
      {plan => <Read key={plan.hash} plan={plan} />}
    </PlanPage>
  )
}

function Read({ plan }: { readonly plan: ListedPlan }) {
  const { plan: words } = useWords()
  const { data, error, refetch } = useAsk('read-plan', { params: { plan: plan.hash } })
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined)
    return (
      <Center mih="40vh">
        <Loader aria-label={words.title} />
      </Center>
    )
  return <Reading reading={data} />
}

function Reading({ reading }: { readonly reading: PlanReading }) {
  const { plan: words } = useWords()
  const text = useRef<HTMLDivElement>(null)
  const context = useMemo(
    () => ({ clauses: new Map(reading.clauses.map(clause => [clause.anchor, clause])) }),
    [reading],
  )
  const here = useFollow(text, reading)
  useHash(reading)
  const actions = useMemo(
    () => [
      {
        id: 'search-plan',
        label: words.document.search,
        key: '/',
        group: 'view' as const,
        run: () => document.getElementById('search-plan')?.focus(),
      },
      { id: 'print-plan', label: words.document.print, group: 'do' as const, run: () => print() },
    ],
    [words],
  )
  useActions(actions)
  return (
    <ReadingContext value={context}>
      {!reading.active && (
        <Alert color="yellow" variant="light" mb="md" styles={{ message: { color: 'inherit' } }}>
          {words.document.notInForce}{' '}
          <Anchor component={Link} to={paths.plans()} c="inherit" td="underline">
            {words.document.toInForce}
          </Anchor>
        </Alert>
      )}
      <div className={classes['layout']}>
        <Contents reading={reading} here={here} />
        <div ref={text} className={classes['text']}>
          <Glance reading={reading} />
          <Article reading={reading} />
          <SourceClauses reading={reading} />
        </div>
      </div>
    </ReadingContext>
  )
}
