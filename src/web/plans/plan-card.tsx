import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import type { ListedPlan } from '../api/operations.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { usePersonName } from '../ui/person.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Outcome } from './outcome.tsx'
import { VersionState } from './plan-page.tsx'
import classes from './plans.module.css'

/** One plan: the version that counts, whether it is sound, and what can be done with it. `versions` newest first. */
export function PlanCard({ versions }: { readonly versions: readonly ListedPlan[] }) {
  const { plan: words } = useWords()
  const { may } = useMe()
  const name = usePersonName()
  const shown = versions.find(({ active }) => active) ?? versions[0]
  if (shown === undefined) return null
  const { id, title, version, imported, by, active } = shown
  return (
    <article
      className={`${classes['card']} ${active ? classes['inForce'] : ''}`}
      aria-label={title}
    >
      <Stack gap={6}>
        <Anchor component={Link} to={paths.plan(id)} className={classes['cardTitle'] ?? ''}>
          {title}
        </Anchor>
        <Group gap="xs">
          <Badge variant="default" tt="none" fw={600}>
            {words.version(version)}
          </Badge>
          {active && <VersionState state="active" />}
          <Waiting id={id} />
          <Soundness plan={shown} />
        </Group>
        <Text size="sm" c="dimmed">
          {words.list.importedBy(name(by))} · <When at={imported} day="always" /> ·{' '}
          {words.list.versions(versions.length)}
        </Text>
      </Stack>
      <Group gap="xs">
        <Button component={Link} to={paths.plan(id)} variant={active ? 'filled' : 'default'}>
          {words.list.read}
        </Button>
        <Button component={Link} to={paths.rehearse(id)} variant="default">
          {words.list.rehearse}
        </Button>
        <Button component={Link} to={paths.planHistory(id)} variant="default">
          {words.list.history}
        </Button>
        {may('plan:propose') && (
          <Button component={Link} to={paths.editPlan(id)} variant="default">
            {words.list.edit}
          </Button>
        )}
      </Group>
    </article>
  )
}

function Waiting({ id }: { readonly id: string }) {
  const { plan: words } = useWords()
  const { data } = useAsk('list-plan-versions', { params: { plan: id } })
  const open = data?.versions.find(({ state }) => state === 'proposed' || state === 'approved')
  if (open === undefined) return null
  return (
    <Link to={paths.planHistory(id)} aria-label={words.list.waiting}>
      <VersionState state={open.state} />
    </Link>
  )
}

/** What the checker says, with the people of today. */
function Soundness({ plan }: { readonly plan: ListedPlan }) {
  const { plan: words } = useWords()
  const { data } = useAsk('list-plan-findings', { params: { plan: plan.hash } })
  if (data === undefined)
    return (
      <Text size="sm" c="dimmed">
        {words.list.checking}
      </Text>
    )
  const count = (severity: string) => data.findings.filter(it => it.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')]
  const told = [
    errors > 0 ? words.list.errors(errors) : words.list.sound,
    ...(warnings > 0 ? [words.list.warnings(warnings)] : []),
    ...(notes > 0 ? [words.list.notes(notes)] : []),
  ]
  return <Outcome isGood={errors === 0} told={told.join(' · ')} />
}
