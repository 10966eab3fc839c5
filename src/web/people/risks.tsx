import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { CrossCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import type { PersonReadiness, Risk } from '../api/operations.ts'
import { useAsk } from '../api/queries.ts'
import { usePersonName } from '../ui/person.tsx'
import { reasonsOf, useNothingSetUp } from '../ui/readiness.tsx'
import { dayIn, timeIn } from '../ui/when.ts'
import { useNow } from '../ui/clock.ts'
import { useLanguage, useWords } from '../words/words.ts'
import classes from './people.module.css'
import { byDay } from './risk-days.ts'

const DAYS = [7, 30]

/** A calendar of the nights at risk: day by day what would go wrong, from when to when, and why. */
export function Risks() {
  const words = useWords().contacts
  const [days, setDays] = useState(7)
  const { data } = useAsk('get-readiness', { query: { days } })
  const nothingSetUp = useNothingSetUp()
  // That nothing is set up stands above, once.
  const risks = data?.risks.filter(
    ({ code }) => !nothingSetUp || code === 'nobody' || code === 'same-twice',
  )
  if (nothingSetUp && risks?.length === 0) return null
  return (
    <section>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={2} size="h5">
            {words.risks}
          </Title>
          <Text size="sm" c="dimmed">
            {words.risksMean}
          </Text>
        </div>
        <SegmentedControl
          aria-label={words.ahead}
          value={String(days)}
          onChange={value => setDays(Number(value))}
          data={DAYS.map(value => ({ value: String(value), label: words.days(value) }))}
        />
      </Group>
      {risks?.length === 0 && <Text size="sm">{words.risksNone}</Text>}
      {data !== undefined && risks !== undefined && risks.length > 0 && (
        <Calendar readiness={{ ...data, risks }} />
      )}
      {data?.risks_cut === true && <Text size="sm">{words.risksCut}</Text>}
    </section>
  )
}

function Calendar({ readiness }: { readonly readiness: Answer<'get-readiness'> }) {
  const words = useWords().contacts
  const { language } = useLanguage()
  const now = useNow()
  const { always, days } = byDay(readiness)
  const people = new Map(readiness.people.map(one => [one.person, one]))
  return (
    <Stack gap="sm" mt="xs">
      {always.length > 0 && (
        <div>
          <Title order={3} size="h6">
            {words.allAlong}
          </Title>
          <ul className={classes['plain']}>
            {always.map(risk => (
              <RiskLine key={keyOf(risk)} risk={risk} people={people} />
            ))}
          </ul>
        </div>
      )}
      {days.map(({ day, risks }) => (
        <div key={day}>
          <Title order={3} size="h6">
            {dayIn(language, day, now)}
          </Title>
          <ul className={classes['plain']}>
            {risks.map(({ risk, from, to }) => (
              <RiskLine
                key={keyOf(risk)}
                risk={risk}
                people={people}
                hours={`${timeIn(language, from)} – ${timeIn(language, to)}`}
              />
            ))}
          </ul>
        </div>
      ))}
    </Stack>
  )
}

const keyOf = ({ at, code, person, from }: Risk) => `${at.kind} ${at.id} ${code} ${person} ${from}`

/** `02:00 – 08:00 First line: Max: only e-mail, which wakes nobody`. */
function RiskLine({
  risk: { at, code, level, person },
  hours,
  people,
}: {
  readonly risk: Risk
  readonly hours?: string
  readonly people: ReadonlyMap<string, PersonReadiness>
}) {
  const words = useWords().contacts
  const nameOf = usePersonName()
  const known = person === null ? undefined : people.get(person)
  const why = known === undefined ? words.levels[level] : reasonsOf(known, words).join('; ')
  const said =
    code === 'nobody'
      ? words.nobody
      : code === 'same-twice'
        ? words.sameTwice(nameOf(person))
        : words.personAtRisk(nameOf(person), why)
  const Icon = level === 'unreachable' ? CrossCircledIcon : ExclamationTriangleIcon
  const colour = level === 'unreachable' ? 'red' : 'yellow'
  return (
    <li>
      <Text size="sm" className={classes['text']}>
        <Icon
          aria-hidden
          style={{ color: `var(--tocsin-${colour}-text)`, verticalAlign: 'text-bottom' }}
        />{' '}
        {hours !== undefined && (
          <Text component="span" fw={600}>
            {hours}{' '}
          </Text>
        )}
        {at.title}: {said}
      </Text>
    </li>
  )
}
