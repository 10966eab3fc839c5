import { Badge, Center, Group, Loader } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { ListedPlan, PlanVersion } from '../api/operations.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Lost } from '../shell/lost.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import classes from './plans.module.css'
import { usePlan } from './use-plan.ts'

const COLORS = {
  kept: 'gray',
  proposed: 'yellow',
  approved: 'blue',
  declined: 'orange',
  active: 'teal',
  past: 'gray',
} as const

/** How a version stands, in a word. */
export function VersionState({ state }: { readonly state: PlanVersion['state'] }) {
  const { plan: words } = useWords()
  return (
    <Badge
      variant="light"
      tt="none"
      fw={600}
      styles={{
        root: {
          color: `var(--tocsin-${COLORS[state]}-text)`,
          background: `var(--tocsin-${COLORS[state]}-tint)`,
        },
      }}
    >
      {words.states[state]}
    </Badge>
  )
}

type Tab = 'read' | 'history' | 'edit' | 'rehearse'

/** What every screen of one plan has: its title, its version, and the way to the others. */
export function PlanPage({
  title,
  children,
  actions,
}: {
  readonly title?: (name: string) => string
  readonly children: (plan: ListedPlan, name: string) => ReactNode
  readonly actions?: (plan: ListedPlan) => ReactNode
}) {
  const { plan: words } = useWords()
  const { plan, name, error, missing } = usePlan()
  const shown = plan === undefined ? words.title : (title?.(plan.title) ?? plan.title)
  useEffect(() => {
    document.title = `${shown} · Tocsin`
  }, [shown])
  if (missing) return <Lost />
  if (error !== null) return <Trouble error={error} />
  if (plan === undefined)
    return (
      <Center mih="40vh">
        <Loader aria-label={words.title} />
      </Center>
    )
  return (
    <>
      <header className={classes['head']}>
        <div className={classes['name']}>
          <h1 className={classes['title']}>{plan.title}</h1>
          <Group gap="xs">
            <Badge variant="default" tt="none" fw={600}>
              {words.version(plan.version)}
            </Badge>
            {plan.active && <VersionState state="active" />}
          </Group>
        </div>
        <Tabs name={name} />
        {actions !== undefined && (
          <Group gap="xs" className="not-printed">
            {actions(plan)}
          </Group>
        )}
      </header>
      {children(plan, name)}
    </>
  )
}

function Tabs({ name }: { readonly name: string }) {
  const { plan: words } = useWords()
  const { may } = useMe()
  const tabs: readonly (readonly [Tab, string])[] = [
    ['read', paths.plan(name)],
    ['history', paths.planHistory(name)],
    ...(may('plan:propose') ? [['edit', paths.editPlan(name)] as const] : []),
    ['rehearse', paths.rehearse(name)],
  ]
  return (
    <nav aria-label={words.tabs.label} className={`${classes['tabs']} not-printed`}>
      {tabs.map(([each, to]) => (
        <Link key={each} to={to} className={classes['tab']} activeOptions={{ exact: true }}>
          {words.tabs[each]}
        </Link>
      ))}
    </nav>
  )
}
