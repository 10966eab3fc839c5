import { Alert, Text, Title } from '@mantine/core'
import type { Rehearsed } from '../../api/operations.ts'
import { spanOf } from '../../ui/span.ts'
import { useWords } from '../../words/words.ts'
import { Table } from '../table.tsx'
import classes from './rehearsal.module.css'

/** What is missed how often, by clause, and why. */
export function Many({ many }: { readonly many: Rehearsed }) {
  const { rehearse: words } = useWords().plan
  const { runs, clean, clauses, promises, draws } = many
  const worst = clauses.filter(({ share }) => share > 0).toSorted((a, b) => b.share - a.share)
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {words.many(runs)}
      </Title>
      <Text mb="sm">{words.clean(clean, runs)}</Text>
      {!draws && (
        <Alert variant="light" color="blue" mb="sm" styles={{ message: { color: 'inherit' } }}>
          {words.nothingDrawn}
        </Alert>
      )}
      <Table
        caption={words.misses}
        columns={[words.table.clause, words.share, words.whyMissed]}
        rows={worst.map(({ clause, text, share, missed }) => ({
          key: clause,
          cells: [
            <>
              <strong>{clause}</strong> {text}
            </>,
            <Share key="share" share={share} />,
            promises
              .filter(({ id }) => missed.includes(id))
              .toSorted((a, b) => b.missed - a.missed)
              .map(promise => <Why key={promise.id} promise={promise} />),
          ],
        }))}
      />
    </section>
  )
}

function Share({ share }: { readonly share: number }) {
  return (
    <span className={classes['share']}>
      <svg width={60} height={10} aria-hidden>
        <rect className={classes['whole']} width={60} height={10} />
        <rect className={classes['missedShare']} width={Math.max(1, share * 60)} height={10} />
      </svg>
      {(share * 100).toFixed(share < 0.1 ? 1 : 0)} %
    </span>
  )
}

function Why({ promise }: { readonly promise: Rehearsed['promises'][number] }) {
  const { rehearse: words } = useWords().plan
  const { title, missed, owed, causes, late } = promise
  const reasons = Object.entries(causes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([cause, count]) => `${words.causes[cause] ?? cause.replaceAll('-', ' ')} ${count}`)
  const by = late === null ? '' : `; ${words.lateBy(spanOf(late.median_ms), spanOf(late.p90_ms))}`
  return (
    <div>
      {title}: {missed}/{owed} ({reasons.join(', ')}){by}
    </div>
  )
}
