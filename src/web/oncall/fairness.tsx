import { SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../api/queries.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useToday } from '../ui/clock.ts'
import { useWords } from '../words/words.ts'
import classes from './oncall.module.css'

const SPANS = ['30', '90', '365'] as const
const DAY_MS = 86_400_000

/** Who carried how much of a rota, and how that was counted. */
export function FairnessPart({ rota, title }: { readonly rota: string; readonly title: string }) {
  const words = useWords().onCall
  const [days, setDays] = useState<(typeof SPANS)[number]>('90')
  // Until midnight: asked anew each second it would never come.
  const to = new Date(useToday()).getTime() + DAY_MS
  const { data, error, refetch } = useAsk('get-fairness', {
    params: { rota },
    query: {
      from: new Date(to - Number(days) * DAY_MS).toISOString(),
      to: new Date(to).toISOString(),
    },
  })
  return (
    <Stack>
      <Title order={2} size="h5">
        {words.fairness}: {title}
      </Title>
      <SegmentedControl
        aria-label={words.lastDays}
        value={days}
        onChange={value => setDays(SPANS.find(span => span === value) ?? '90')}
        data={SPANS.map(value => ({ value, label: words.fairnessDays[value] }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <Trouble error={error} again={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={120} aria-hidden />}
      {data !== undefined && <Numbers shares={data.shares} />}
      <Text size="sm" c="dimmed">
        {words.fairnessMeans}
      </Text>
      <Text size="sm" c="dimmed">
        {words.pagesMean}
      </Text>
    </Stack>
  )
}

type Share = {
  readonly person: string
  readonly shifts: number
  readonly hours: number
  readonly nights: number
  readonly weekend_days: number
  readonly holidays: number
  readonly pages: number | null
  readonly pages_at_night: number | null
}

function Numbers({ shares }: { readonly shares: readonly Share[] }) {
  const words = useWords().onCall
  const name = usePersonName()
  if (shares.length === 0) return <Text size="sm">{words.nobodyYet}</Text>
  const { columns } = words
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways is reached by keys
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={words.fairness}>
      <table className={classes['numbers']}>
        <thead>
          <tr>
            {Object.entries(columns).map(([column, label]) => (
              <th key={column} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map(share => (
            <tr key={share.person}>
              <th scope="row">{name(share.person)}</th>
              <td>{share.shifts}</td>
              <td>{Math.round(share.hours)}</td>
              <td>{share.nights}</td>
              <td>{share.weekend_days}</td>
              <td>{share.holidays}</td>
              <td>{share.pages ?? '–'}</td>
              <td>{share.pages_at_night ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
