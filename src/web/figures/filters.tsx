import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useNow } from '../ui/clock.ts'
import { useWords } from '../words/words.ts'
import { FILTERS, presetOf, presets } from './choice.ts'
import type { Choice, Preset } from './choice.ts'
import classes from './figures.module.css'
import { nameOf } from './series.ts'
import type { Overview } from './series.ts'

export type Choose = (choice: Choice) => void

/** The days, and which incidents of them. All of it stands in the address, so that it can be sent to somebody. */
export function Filters({
  choice,
  choose,
  overview,
}: {
  readonly choice: Choice
  readonly choose: Choose
  readonly overview: Overview
}) {
  const words = useWords().figures
  const filtered = FILTERS.some(name => choice[name] !== undefined)
  return (
    <div className={`${classes['filters']} not-printed`}>
      <Period choice={choice} choose={choose} overview={overview} />
      <NativeSelect
        label={words.everyLabel}
        value={overview.every}
        onChange={event => choose({ ...choice, every: event.currentTarget.value })}
        data={(['week', 'month'] as const).map(value => ({ value, label: words.every[value] }))}
      />
      {overview.plans.length > 1 && (
        <NativeSelect
          label={words.plan}
          value={overview.plan.id}
          onChange={event => choose({ ...choice, plan: event.currentTarget.value })}
          data={planChoices(overview).map(({ id, incidents }) => ({
            value: id,
            label: words.planChoice(id, incidents),
          }))}
        />
      )}
      {FILTERS.map(name => (
        <NativeSelect
          key={name}
          label={words[name]}
          value={choice[name] ?? ''}
          onChange={event => choose({ ...choice, [name]: event.currentTarget.value })}
          data={[
            { value: '', label: words.all },
            ...overview.occurs[name].map(value => ({
              value,
              label: nameOf(overview.names[name], value, words),
            })),
          ]}
        />
      ))}
      {filtered && (
        <Button
          variant="subtle"
          onClick={() => choose({ ...choice, severity: '', type: '', source: '' })}
        >
          {words.clear}
        </Button>
      )}
    </div>
  )
}

function planChoices({ plan, plans }: Overview): Overview['plans'] {
  return plans.some(({ id }) => id === plan.id) ? plans : [...plans, { id: plan.id, incidents: 0 }]
}

function Period({
  choice,
  choose,
  overview,
}: {
  readonly choice: Choice
  readonly choose: Choose
  readonly overview: Overview
}) {
  const words = useWords().figures
  const now = useNow()
  const preset = presetOf(choice, now)
  const days = { from: choice.from ?? overview.from, to: choice.to ?? overview.to }
  const names = ['month', 'quarter', 'year', 'thisYear', 'lastYear'] as const
  return (
    <>
      <NativeSelect
        label={words.period}
        value={preset}
        onChange={event => {
          const wanted = event.currentTarget.value
          choose({ ...choice, every: '', ...presets(now)[wanted as Preset] })
        }}
        data={[
          ...names.map(value => ({ value, label: words.periods[value] })),
          { value: 'own', label: words.periods.own, disabled: true },
        ]}
      />
      {(['from', 'to'] as const).map(end => (
        <TextInput
          key={end}
          type="date"
          label={words[end]}
          value={days[end]}
          max={end === 'from' ? days.to : undefined}
          min={end === 'to' ? days.from : undefined}
          onChange={event => {
            const { value } = event.currentTarget
            if (value !== '') choose({ ...choice, ...days, [end]: value })
          }}
        />
      ))}
    </>
  )
}
