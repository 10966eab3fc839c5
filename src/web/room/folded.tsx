import { BellIcon, CounterClockwiseClockIcon } from '@radix-ui/react-icons'
import { ActivityLogIcon } from '@radix-ui/react-icons'
import { useWords } from '../words/words.ts'
import { Tally } from './deliveries.tsx'
import { Clock, Entry } from './entry.tsx'
import type { Dealing } from './entry.tsx'
import type { Entry as Its } from './entries.ts'
import { Fold } from './fold.tsx'
import { alertsIn } from './rows.ts'
import type { Fold as FoldKind, Row } from './rows.ts'
import { reasonOf } from './sentence.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

const ICONS = {
  pages: BellIcon,
  alerts: ActivityLogIcon,
  quiet: CounterClockwiseClockIcon,
} as const satisfies Record<FoldKind, unknown>

/** Several entries of one kind in one line, until somebody wants to see each. */
export function FoldedRow({
  row,
  dealing,
  marked,
}: {
  readonly row: Extract<Row, { readonly entries: readonly Its[] }>
  readonly dealing: Dealing
  readonly marked: number | undefined
}) {
  const { kind, entries } = row
  const label = useLabel(row)
  const [only] = entries
  const isMarked = entries.some(({ event }) => event.version === marked)
  if (entries.length === 1 && only !== undefined && kind !== 'alerts')
    return <Entry entry={only} dealing={dealing} marked={isMarked} />
  const Icon = ICONS[kind]
  return (
    <div
      className={classes['folded']}
      data-weight={kind === 'quiet' ? 'quiet' : 'plain'}
      data-kind={kind}
    >
      <span className={classes['icon']} aria-hidden>
        <Icon />
      </span>
      <div className={classes['said']}>
        <Fold
          // A link into it opens it.
          key={String(isMarked)}
          opened={isMarked}
          label={label}
        >
          {entries.map(entry => (
            <Entry
              key={entry.event.version}
              entry={entry}
              dealing={dealing}
              marked={entry.event.version === marked}
              brief
            />
          ))}
        </Fold>
        {kind === 'pages' && (
          <p className={classes['line']}>
            <Tally deliveries={entries.flatMap(it => it.deliveries)} />
          </p>
        )}
      </div>
      <span className={classes['when']}>
        <Clock at={entries[0]?.event.at ?? ''} />
      </span>
    </div>
  )
}

function useLabel({ kind, entries }: Extract<Row, { readonly entries: readonly Its[] }>): string {
  const { record } = useWords()
  const { words, names, sentence } = useTelling()
  const [only] = entries
  if (entries.length === 1 && only !== undefined) return sentence(only.event)
  switch (kind) {
    case 'pages': {
      const sent = entries.flatMap(({ event }) => (event.type === 'page-sent' ? [event] : []))
      const why = [...new Set(sent.map(it => reasonOf(it, names)))]
      return record.pagedMany(
        names.people([...new Set(sent.map(({ person }) => person))]),
        why.join(', '),
      )
    }
    case 'alerts': {
      const { count, ended, sources } = alertsIn(entries)
      const from = names.parties(sources.map(names.source))
      return [
        ...(count > 0 ? [record.alerts(count, from)] : []),
        ...(ended > 0 ? [record.alertsEnded(ended)] : []),
      ].join(', ')
    }
    case 'quiet':
      return words.quiet(entries.length)
  }
}
