import { Anchor, Badge, Group, Stack, Text } from '@mantine/core'
import { CheckCircledIcon, CircleIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import type { PlanVersion } from '../../api/operations.ts'
import { paths } from '../../paths.ts'
import { usePersonName } from '../../ui/person.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { VersionState } from '../plan-page.tsx'
import { Approving } from './approving.tsx'
import classes from './history.module.css'

type Wanted = PlanVersion['wanted'][number]

export function VersionCard({ version }: { readonly version: PlanVersion }) {
  const { plan: words } = useWords()
  const name = usePersonName()
  const { hash, state, imported, by, proposal, wanted, events } = version
  return (
    <article
      className={classes['version']}
      data-state={state}
      aria-label={words.version(version.version)}
    >
      <Stack gap={6} className={classes['about'] ?? ''}>
        <Group gap="xs">
          <Anchor component={Link} to={paths.plan(hash)} fw={650} c="var(--mantine-color-text)">
            {words.version(version.version)}
          </Anchor>
          <VersionState state={state} />
          <Text size="xs" c="dimmed" ff="monospace" title={words.history.hash(hash)}>
            {hash.slice(0, 12)}
          </Text>
        </Group>
        {proposal?.reason != null && <Text size="sm">“{proposal.reason}”</Text>}
        <ol className={classes['events']}>
          <li>
            {words.history.imported(name(by))} · <When at={imported} day="always" />
          </li>
          {events.map(event => (
            <Event key={event.number} event={event} />
          ))}
        </ol>
      </Stack>
      {wanted.length > 0 && (
        <Stack gap={6} className={classes['wanted'] ?? ''}>
          <Text size="sm" fw={650}>
            {words.history.wants}
          </Text>
          {wanted.map(want => (
            <Want key={want.party} want={want} />
          ))}
        </Stack>
      )}
      <Approving version={version} />
    </article>
  )
}

function Event({ event }: { readonly event: PlanVersion['events'][number] }) {
  const { history: words } = useWords().plan
  const name = usePersonName()
  const { type, by, at, reason, parties, intact } = event
  const told = words.events[type](
    name(by),
    parties.map(party => (party === 'owners' ? words.owners : party)).join(', '),
  )
  return (
    <li data-over={type === 'activated-over' || undefined}>
      {told} · <When at={at} day="always" />
      {reason !== null && type !== 'proposed' && (
        <div className={classes['reason']}>“{reason}”</div>
      )}
      {!intact && (
        <Badge color="red" tt="none" leftSection={<ExclamationTriangleIcon aria-hidden />}>
          {words.notIntact}
        </Badge>
      )}
    </li>
  )
}

function Want({ want }: { readonly want: Wanted }) {
  const { history: words } = useWords().plan
  const name = usePersonName()
  const { party, title, people, given, for: reviews, cites } = want
  const Icon = given === null ? CircleIcon : CheckCircledIcon
  const waits =
    people.length === 0 ? words.waitsForNobody : words.waitsFor(people.map(name).join(', '))
  return (
    <div className={classes['want']}>
      <Icon aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {title ?? (party === 'owners' ? words.owners : party)}
        </Text>
        <Text size="sm" c="dimmed">
          {given === null ? waits : words.given(name(given.by))}
        </Text>
        {reviews.length > 0 && (
          <Text size="xs" c="dimmed">
            {words.because(reviews.join(', '))} {cites.join(', ')}
          </Text>
        )}
      </div>
    </div>
  )
}
