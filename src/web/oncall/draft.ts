// A rota as it is being written, and as it is sent.
import type { Weekday } from '#/core/calendar/calendar.ts'
import type { WrittenLayer, WrittenRota } from '#/core/written-rota.ts'
import type { Rota, Turn } from '#/core/oncall/rota.ts'

export type HoursDraft = {
  /** None: every day. */
  readonly days: readonly Weekday[]
  readonly from: string
  readonly to: string
}

export type LayerDraft = {
  /** Only of this page. */
  readonly key: string
  readonly title: string
  readonly people: readonly string[]
  readonly every: number
  readonly unit: Turn['unit']
  readonly starts: string
  /** Empty: it goes on. */
  readonly until: string
  readonly hours: readonly HoursDraft[]
}

export type RotaDraft = {
  readonly title: string
  readonly zone: string
  readonly holidays: string
  readonly layers: readonly LayerDraft[]
}

export const newLayer = (title: string, date: string, key: string): LayerDraft => ({
  key,
  title,
  people: [],
  every: 1,
  unit: 'week',
  starts: `${date}T09:00`,
  until: '',
  hours: [],
})

export function draftOf({ title, zone, holidays, layers }: Rota): RotaDraft {
  return {
    title,
    zone,
    holidays: holidays ?? '',
    layers: layers.map((layer, index) => ({
      key: String(index),
      title: layer.title,
      people: layer.people,
      every: layer.turn.every,
      unit: layer.turn.unit,
      starts: layer.starts,
      until: layer.until ?? '',
      hours: (layer.hours ?? []).map(({ days, from, to }) => ({ days: days ?? [], from, to })),
    })),
  }
}

export function writtenOf({ title, zone, holidays, layers }: RotaDraft): WrittenRota {
  return {
    title: title.trim(),
    zone,
    ...(holidays.trim() !== '' && { holidays: holidays.trim().toUpperCase() }),
    layers: layers.map(layerOf),
  }
}

function layerOf(layer: LayerDraft): WrittenLayer {
  const { title, people, every, unit, starts, until, hours } = layer
  return {
    title: title.trim(),
    people,
    turn: `${every} ${unit}${every === 1 ? '' : 's'}`,
    starts,
    ...(until !== '' && { until }),
    ...(hours.length > 0 && {
      hours: hours.map(({ days, from, to }) => ({ ...(days.length > 0 && { days }), from, to })),
    }),
  }
}

/** The list with the one at `index` elsewhere. */
export function movedTo<T>(list: readonly T[], index: number, to: number): readonly T[] {
  const next = [...list]
  const [one] = next.splice(index, 1)
  if (one !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, one)
  return next
}

type Stretch = { readonly person: string | null; readonly from: string; readonly to: string }
export type Differing = {
  readonly from: string
  readonly to: string
  readonly before: string | null | undefined
  readonly after: string | null | undefined
}

/** Where two lists of shifts differ, next to each other and of the same people as one. */
export function differing(
  before: readonly Stretch[],
  after: readonly Stretch[],
): readonly Differing[] {
  const cuts = [...new Set([...before, ...after].flatMap(({ from, to }) => [from, to]))].toSorted()
  const at = (list: readonly Stretch[], from: string) =>
    list.find(one => one.from <= from && from < one.to)?.person
  const found: Differing[] = []
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1]
    if (to === undefined) break
    const next = { from, to, before: at(before, from), after: at(after, from) }
    if ((next.before ?? null) === (next.after ?? null)) continue
    const last = found.at(-1)
    if (last?.to === from && last.before === next.before && last.after === next.after)
      found[found.length - 1] = { ...last, to }
    else found.push(next)
  }
  return found
}
