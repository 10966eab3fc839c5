// What is looked for in the list of incidents. It stands in the address, so that it can be sent to somebody.
import type { Operations } from '../api/operations.ts'

export type Query = Operations['list-incidents']['query']
type Status = NonNullable<Query['status']>

export const STATUSES = ['open', 'resolved', 'closed', 'declassified', 'merged'] as const

export type Filter = {
  readonly words?: string
  readonly severity?: string
  readonly status?: Status
  readonly type?: string
  readonly plan?: string
  readonly kind?: 'real' | 'exercise'
  /** Days, as fields for dates have them. */
  readonly since?: string
  readonly until?: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What an address says, as far as it is understood. */
export function filterFrom(search: Readonly<Record<string, unknown>>): Filter {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const status = STATUSES.find(known => known === text('status'))
  const kind = (['real', 'exercise'] as const).find(known => known === text('kind'))
  return {
    ...oneOf('words', text('words')),
    ...oneOf('severity', text('severity')),
    ...(status !== undefined && { status }),
    ...oneOf('type', text('type')),
    ...oneOf('plan', text('plan')),
    ...(kind !== undefined && { kind }),
    ...(DAY.test(text('since')) && { since: text('since') }),
    ...(DAY.test(text('until')) && { until: text('until') }),
  }
}

function oneOf<N extends string>(name: N, value: string): { readonly [K in N]?: string } {
  return value === '' ? {} : ({ [name]: value } as { readonly [K in N]: string })
}

/** What the server is asked for. Days are those of whoever reads, the last one included. */
export function queryOf({ kind, since, until, words, ...filter }: Filter): Query {
  return {
    ...filter,
    ...(words !== undefined && words.trim() !== '' && { words: words.trim() }),
    ...(kind !== undefined && { exercise: kind === 'exercise' }),
    ...(since !== undefined && { since: new Date(`${since}T00:00`).toISOString() }),
    ...(until !== undefined && { until: dayAfter(until).toISOString() }),
  }
}

function dayAfter(day: string): Date {
  const date = new Date(`${day}T00:00`)
  date.setDate(date.getDate() + 1)
  return date
}

export const isFiltering = (filter: Filter): boolean => Object.keys(filter).length > 0
