import { Text } from '@mantine/core'
import type { Delivery } from './entries.ts'
import { isMessage } from './body.ts'
import { Fold } from './fold.tsx'
import type { Happened } from './happened.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

/** How a message fared: in numbers, and on demand by whom and what it said. */
export function Deliveries({
  deliveries,
  message,
}: {
  readonly deliveries: readonly Delivery[]
  readonly message: Happened
}) {
  const { words, names } = useTelling()
  const hidden = (message.shortened?.['recipients'] ?? 0) - deliveries.length
  return (
    <Fold label={<Tally deliveries={deliveries} />}>
      <ul className={classes['deliveries']}>
        {deliveries.map(({ to, channel, outcome, detail }) => (
          <li key={`${to} ${channel}`} data-outcome={outcome ?? undefined}>
            <b>{names.person(to)}</b>, {words.channels[channel as keyof typeof words.channels]}:{' '}
            {words.outcome[outcome ?? 'unknown']}
            {detail !== undefined && <span className={classes['dim']}> ({detail})</span>}
          </li>
        ))}
        {hidden > 0 && <li>{words.moreRecipients(hidden)}</li>}
      </ul>
      {isMessage(message) && !message.redacted && (
        <div className={classes['mail']}>
          <Text size="sm" fw={600}>
            {message.subject}
          </Text>
          {message.text}
        </div>
      )}
    </Fold>
  )
}

/** How many arrived, are on their way, or did not arrive. */
export function Tally({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const { words } = useTelling()
  const unknown = deliveries.filter(({ outcome }) => outcome === null).length
  const delivered = deliveries.filter(({ outcome }) => outcome === 'delivered').length
  const failed = deliveries.length - unknown - delivered
  return (
    <>
      {[
        ...(delivered > 0 ? [words.receipts.delivered(delivered)] : []),
        ...(unknown > 0 ? [words.receipts.unknown(unknown)] : []),
      ].join(' · ')}
      {failed > 0 && (
        <span className={classes['failed']}>
          {delivered + unknown > 0 && ' · '}
          {words.receipts.failed(failed)}
        </span>
      )}
    </>
  )
}
