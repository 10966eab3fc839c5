// What the figures are asked for, as it stands in the address of the page.
import type { Asked } from '../api/client.ts'

type Query = NonNullable<Asked<'get-overview'>['query']>
export type Choice = Readonly<Partial<Record<ChoiceName, string>>>
export type Cell = Omit<NonNullable<Asked<'list-behind'>['query']>, 'limit' | 'plan'>

const NAMES = ['from', 'to', 'every', 'plan', 'severity', 'type', 'source'] as const
type ChoiceName = (typeof NAMES)[number]

export const FILTERS = ['severity', 'type', 'source'] as const
export type Filter = (typeof FILTERS)[number]

/** Of the part of an address behind the question mark; whatever else stands there is passed over. */
export function readChoice(search: Readonly<Record<string, unknown>>): Choice {
  const given = NAMES.flatMap(name => {
    const value = search[name]
    const text = typeof value === 'number' ? String(value) : value
    return typeof text === 'string' && text !== '' ? [[name, text] as const] : []
  })
  return Object.fromEntries(given)
}

export function queryOf({ every, ...choice }: Choice): Query {
  return { ...choice, ...((every === 'week' || every === 'month') && { every }) }
}

const CELL = {
  from: 'string',
  to: 'string',
  severity: 'string',
  type: 'string',
  source: 'string',
  measure: 'string',
  state: 'string',
  reason: 'string',
  band: 'number',
  on_target: 'boolean',
  clause: 'string',
  outcome: 'string',
} as const satisfies Record<keyof Cell, string>

/** The number that was opened. Undefined: none is. */
export function readCell(search: Readonly<Record<string, unknown>>): Cell | undefined {
  const given = search['behind']
  if (typeof given !== 'object' || given === null) return undefined
  const known = Object.entries(given).filter(
    ([name, value]) => Object.hasOwn(CELL, name) && typeof value === CELL[name as keyof Cell],
  )
  return Object.fromEntries(known) as Cell
}

/** What the incidents behind a cell are asked for with: the cell within the choice. */
export function behindQuery(choice: Choice, cell: Cell) {
  const { every: _every, ...rest } = choice
  const from = latest(rest.from, cell.from)
  const to = earliest(rest.to, cell.to)
  return { ...rest, ...cell, ...(from && { from }), ...(to && { to }) }
}

function latest(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || (other !== undefined && other > one) ? other : one
}

function earliest(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one
}

const DAY_MS = 86_400_000

export type Preset = 'month' | 'quarter' | 'year' | 'thisYear' | 'lastYear'
type Days = { readonly from: string; readonly to: string }

/** The days that a name stands for, as dates. */
export function presets(nowMs: number): Readonly<Record<Preset, Days>> {
  const to = dateOf(nowMs)
  const year = Number(to.slice(0, 4))
  return {
    month: { from: dateOf(nowMs - 29 * DAY_MS), to },
    quarter: { from: dateOf(nowMs - 89 * DAY_MS), to },
    year: { from: dateOf(nowMs - 364 * DAY_MS), to },
    thisYear: { from: `${year}-01-01`, to },
    lastYear: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
  }
}

/** Without days in the address it is the last year, as the server takes it. */
export function presetOf({ from, to }: Choice, nowMs: number): Preset | 'own' {
  if (from === undefined && to === undefined) return 'year'
  const named = Object.entries(presets(nowMs)) as [Preset, Days][]
  return named.find(([, days]) => days.from === from && days.to === to)?.[0] ?? 'own'
}

const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The first and last day of a period by the clocks of `zone`. */
export function daysOf(period: { readonly from: string; readonly to: string }, zone: string): Days {
  return { from: dayIn(zone, Date.parse(period.from)), to: dayIn(zone, Date.parse(period.to) - 1) }
}

// Sweden writes dates as ISO 8601 does.
const dayIn = (zone: string, ms: number) =>
  new Date(ms).toLocaleDateString('sv-SE', { timeZone: zone })
