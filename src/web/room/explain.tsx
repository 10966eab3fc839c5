import { Loader, Text } from '@mantine/core'
import { useAsk } from '../api/queries.ts'
import type { Answer } from '../api/client.ts'
import type { Obligation } from '../api/operations.ts'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import classes from './agenda.module.css'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

/** Why a promise is owed and why then: its sentence in the plan, its law, its start on record, and each step of the counting. */
export function Explanation({ obligation }: { readonly obligation: Obligation }) {
  const { id } = useRoom()
  const { everywhere } = useWords()
  const { data, error } = useAsk('explain-obligation', {
    params: { id, obligation: obligation.id },
  })
  return (
    <div className={classes['explanation']}>
      <FromPlan obligation={obligation} />
      <Trouble error={error} />
      {data === undefined ? (
        !error && <Loader size="xs" aria-label={everywhere.loading} />
      ) : (
        <Reckoning explained={data} />
      )}
    </div>
  )
}

function FromPlan({
  obligation: { rule, cites, law, unverified, unmeasured },
}: {
  readonly obligation: Obligation
}) {
  const { plan } = useRoom()
  const { words } = useTelling()
  const help = plan.rules.find(({ id }) => id === rule)?.help
  return (
    <>
      {cites.map(cite => (
        <p key={cite}>
          <b>{cite}</b> {plan.clauses.find(({ id }) => id === cite)?.text}
        </p>
      ))}
      {help !== undefined && <p>{help}</p>}
      {law !== undefined && (
        <p>
          <b>{words.article}:</b> {law}
        </p>
      )}
      {unmeasured !== undefined && (
        <p>
          <b>{words.unmeasured}:</b> {unmeasured}
        </p>
      )}
      {unverified !== undefined && (
        <p>
          <b>{words.notCertain}:</b> {unverified}
        </p>
      )}
    </>
  )
}

function Reckoning({ explained }: { readonly explained: Answer<'explain-obligation'> }) {
  const { words, names } = useTelling()
  const { obligation, explanation } = explained
  const { starts, how, legal, days_off, moved, zone } = explanation
  const why = { weekend: words.weekend, holiday: words.holiday, closed: words.closed } as const
  return (
    <>
      {starts.map(({ when, recorded_at, by, reason }) => (
        <p key={recorded_at}>
          <b>{words.startOnRecord}:</b> <When at={when} day="always" />{' '}
          <span className={classes['dim']}>
            ({words.recordedAt(names.when(recorded_at), names.person(by))}
            {reason !== undefined && `: ${reason}`})
          </span>
        </p>
      ))}
      {how.length > 0 && (
        <>
          <Text size="xs" fw={650}>
            {words.counting} ({zone})
          </Text>
          <ol>
            {how.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
      {days_off.length > 0 && (
        <p>
          <b>{words.daysOff}:</b> {days_off.map(it => `${it.date} (${why[it.why]})`).join(', ')}
        </p>
      )}
      <Instant label={words.aimAt} at={obligation.aim} />
      <Instant label={words.limit} at={obligation.due} />
      <Instant label={words.legalEnd} at={legal} />
      {moved.map(({ at, due }) => (
        <Instant key={at} label={words.moved} at={due ?? at} />
      ))}
    </>
  )
}

function Instant({ label, at }: { readonly label: string; readonly at: string | undefined }) {
  if (at === undefined) return null
  return (
    <p>
      <b>{label}:</b> <When at={at} day="always" />
    </p>
  )
}
