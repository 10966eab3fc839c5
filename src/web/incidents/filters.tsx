import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { MagnifyingGlassIcon } from '@radix-ui/react-icons'
import { useMemo, useRef, useState } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { useAsk } from '../api/queries.ts'
import { levelName } from '../ui/level-name.ts'
import { useWords } from '../words/words.ts'
import { STATUSES, isFiltering } from './filter.ts'
import type { Filter } from './filter.ts'
import classes from './incidents.module.css'

type Props = { readonly filter: Filter; readonly look: (next: Filter) => void }
type Option = { readonly value: string; readonly label: string }

const TYPED_MS = 200

/** What one looks for. The levels and kinds are those of the plan that is looked at, or of the active one. */
export function Filters({ filter, look }: Props) {
  const { board, everywhere } = useWords()
  const { severities, types, plans } = useKnown(filter.plan)
  const { history } = board
  const statuses = STATUSES.map(status => ({ value: status, label: everywhere.status[status] }))
  const kinds = [
    { value: 'real', label: history.real },
    { value: 'exercise', label: history.practised },
  ]
  const [isFolded, fold] = useState(true)
  return (
    <search className={classes['filters']} data-folded={isFolded || undefined}>
      <Words filter={filter} look={look} />
      <Button
        className={classes['toggle']}
        variant="default"
        mih={44}
        aria-expanded={!isFolded}
        onClick={() => fold(!isFolded)}
      >
        {history.filters(Object.keys(filter).length)}
      </Button>
      <One name="severity" label={history.severity} options={severities} {...{ filter, look }} />
      <One name="status" label={history.status} options={statuses} {...{ filter, look }} />
      <One name="type" label={history.type} options={types} {...{ filter, look }} />
      {plans.length > 1 && (
        <One name="plan" label={history.plan} options={plans} {...{ filter, look }} />
      )}
      <One name="kind" label={history.kind} options={kinds} {...{ filter, look }} />
      <Day name="since" label={history.since} {...{ filter, look }} />
      <Day name="until" label={history.until} {...{ filter, look }} />
      {isFiltering(filter) && (
        <Button variant="subtle" onClick={() => look({})} style={{ alignSelf: 'end' }}>
          {history.clear}
        </Button>
      )}
    </search>
  )
}

function useKnown(wanted: string | undefined) {
  const { data } = useAsk('list-plans')
  const all = data?.plans ?? []
  const plan = wanted ?? all.find(({ active }) => active)?.id
  const { data: asked } = useAsk('propose-ahead', {
    params: { plan: plan ?? '' },
    enabled: plan !== undefined,
  })
  return {
    plans: [...new Set(all.map(({ id }) => id))].map(id => ({ value: id, label: id })),
    severities: asked?.severities.map(it => ({ value: it.id, label: levelName(it) })) ?? [],
    types: asked?.types.map(({ id, title }) => ({ value: id, label: title })) ?? [],
  }
}

function without(filter: Filter, name: keyof Filter): Filter {
  const { [name]: _, ...rest } = filter
  return rest
}

function withOne(filter: Filter, name: keyof Filter, value: string | null): Filter {
  return value === null || value === '' ? without(filter, name) : { ...filter, [name]: value }
}

function Words({ filter, look }: Props) {
  const { board } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [typed, type] = useState(filter.words ?? '')
  const later = useDebouncedCallback(
    (words: string) => look(withOne(filter, 'words', words)),
    TYPED_MS,
  )
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'search-incidents',
        label: board.history.search,
        key: '/',
        group: 'view',
        run: () => input.current?.focus(),
      },
    ],
    [board],
  )
  useActions(actions)
  // Cleared elsewhere, or come to by an address.
  const [seen, see] = useState(filter.words)
  if (seen !== filter.words) {
    see(filter.words)
    if ((filter.words ?? '') !== typed.trim()) type(filter.words ?? '')
  }
  return (
    <TextInput
      ref={input}
      className={classes['words']}
      type="search"
      label={board.history.search}
      value={typed}
      leftSection={<MagnifyingGlassIcon aria-hidden />}
      onChange={event => {
        type(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
    />
  )
}

function One({
  name,
  label,
  options,
  filter,
  look,
}: Props & {
  readonly name: 'severity' | 'status' | 'type' | 'plan' | 'kind'
  readonly label: string
  readonly options: readonly Option[]
}) {
  const { board } = useWords()
  return (
    <Select
      label={label}
      data={[...options]}
      value={filter[name] ?? null}
      onChange={value => look(withOne(filter, name, value))}
      placeholder={board.history.any}
      clearable
    />
  )
}

function Day({
  name,
  label,
  filter,
  look,
}: Props & { readonly name: 'since' | 'until'; readonly label: string }) {
  return (
    <TextInput
      type="date"
      label={label}
      value={filter[name] ?? ''}
      onChange={event => look(withOne(filter, name, event.currentTarget.value))}
    />
  )
}
