import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../api/client.ts'
import { paths } from '../paths.ts'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'

type Route = NonNullable<Answer<'get-signal'>['route']>

/** What the routing book made of a signal: which rule, and why nobody hears of it. */
export function Routed({ route }: { readonly route: Route | null }) {
  const words = useWords().routing
  if (route === null) return null
  const { outcome, rules, plan, severity, type, on_call: onCall, quiet, until, faults } = route
  const said = [
    [words.plan, plan],
    [words.proposes, [severity, type].filter(it => it !== null).join(', ') || null],
    [words.onCall, onCall],
  ].filter(([, value]) => value !== null)
  return (
    <section>
      <Title order={3} size="h6">
        {words.routed}
      </Title>
      <Text size="sm">
        {words.outcomes[outcome]},{' '}
        {rules.length === 0 ? words.byNone : words.ruleFor(rules.join(', '))}
      </Text>
      {said.map(([name, value]) => (
        <Text size="sm" key={name}>
          {name}: {value}
        </Text>
      ))}
      {outcome === 'quiet' && quiet !== null && (
        <Text size="sm" fw={600}>
          {words.quietFor[quiet.by](quiet.title ?? quiet.id)}
        </Text>
      )}
      {outcome === 'quiet' && quiet !== null && quiet.source !== null && (
        <Anchor
          component={Link}
          to={paths.signals()}
          search={{ signal: quiet.source } as never}
          size="sm"
        >
          {words.inhibitor}
        </Anchor>
      )}
      {until !== null && (
        <Text size="sm">
          {words.until}: <When at={until} />
        </Text>
      )}
      {faults.map(({ what, name }) => (
        <Text key={`${what} ${name}`} size="sm" c="var(--tocsin-late)">
          {Object.hasOwn(words.faults, what)
            ? words.faults[what as keyof typeof words.faults](name)
            : `${what} ${name}`}
        </Text>
      ))}
    </section>
  )
}

/** In a list, in one line: only what differs from the usual. */
export function RoutedShort({ route }: { readonly route: Route | null }) {
  const words = useWords().routing
  if (route === null) return null
  const { outcome, rules, quiet } = route
  const told =
    outcome === 'quiet' && quiet !== null
      ? words.quietFor[quiet.by](quiet.title ?? quiet.id)
      : outcome === 'held' || outcome === 'dropped'
        ? words.outcomes[outcome]
        : undefined
  const ruled = rules.length === 0 ? undefined : words.rules(rules.join(', '))
  const all = [told, ruled].filter(it => it !== undefined)
  if (all.length === 0) return null
  return (
    <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
      {all.join(' · ')}
    </Text>
  )
}
