import { Badge, Group, Stack, Text, Title } from '@mantine/core'
import { useId } from 'react'
import type { PlanChange } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import classes from './history.module.css'

const FATES = ['looser', 'gone', 'stricter', 'new', 'changed', 'renamed'] as const
type Fate = (typeof FATES)[number]
const LOOKS: Readonly<Record<Fate, { readonly color: string; readonly sign: string }>> = {
  looser: { color: 'orange', sign: '−' },
  gone: { color: 'red', sign: '−' },
  stricter: { color: 'teal', sign: '+' },
  new: { color: 'blue', sign: '+' },
  changed: { color: 'gray', sign: '~' },
  renamed: { color: 'gray', sign: '=' },
}

/** What is promised otherwise, what is promised less first: that is what approvers look for. */
export function Changes({ changes }: { readonly changes: readonly PlanChange[] }) {
  const { history: words } = useWords().plan
  const title = useId()
  if (changes.length === 0) return <Text c="dimmed">{words.same}</Text>
  const others = changes.filter(({ fate }) => fate === null)
  return (
    <Stack gap="lg">
      <Group gap="xs" component="ul" className={classes['tally'] ?? ''}>
        {FATES.map(fate => ({ fate, count: changes.filter(it => it.fate === fate).length }))
          .filter(({ count }) => count > 0)
          .map(({ fate, count }) => (
            <li key={fate}>
              <FateBadge fate={fate} count={count} />
            </li>
          ))}
      </Group>
      {FATES.flatMap(fate => {
        const all = changes.filter(it => it.fate === fate)
        return all.map(change => <OneChange key={change.id} change={change} fate={fate} />)
      })}
      {others.length > 0 && (
        <section aria-labelledby={title}>
          <Title order={3} size="h5" id={title} mb="sm">
            {words.elsewhere}
          </Title>
          <Stack gap="lg">
            {others.map(change => (
              <OneChange key={`${change.section} ${change.id}`} change={change} />
            ))}
          </Stack>
        </section>
      )}
    </Stack>
  )
}

function FateBadge({ fate, count }: { readonly fate: Fate; readonly count?: number }) {
  const { history: words } = useWords().plan
  const { color, sign } = LOOKS[fate]
  return (
    <Badge
      variant="light"
      tt="none"
      fw={650}
      styles={{
        root: { color: `var(--tocsin-${color}-text)`, background: `var(--tocsin-${color}-tint)` },
      }}
    >
      {sign} {words.fates[fate]}
      {count !== undefined && ` ${count}`}
    </Badge>
  )
}

function OneChange({ change, fate }: { readonly change: PlanChange; readonly fate?: Fate }) {
  const { history: words } = useWords().plan
  const { title, section, id, cites, facets } = change
  return (
    <article className={classes['change']} aria-label={title}>
      <Group gap="xs" mb={6}>
        {fate !== undefined && <FateBadge fate={fate} />}
        <Text fw={650} component="span">
          {title}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" component="span">
          {fate === undefined ? `${section}: ${id}` : id}
        </Text>
        {cites.length > 0 && (
          <Text size="xs" c="dimmed" component="span">
            [{cites.join(', ')}]
          </Text>
        )}
      </Group>
      <dl className={classes['facets']}>
        {facets.map(({ facet, before, after }) => (
          <div key={facet}>
            <dt>{facet}</dt>
            {before !== undefined && (
              <dd>
                <span className="only-heard">{words.before}: </span>
                <del>{before}</del>
              </dd>
            )}
            {after !== undefined && (
              <dd>
                <span className="only-heard">{words.after}: </span>
                <ins>{after}</ins>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </article>
  )
}
