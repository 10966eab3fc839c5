// Rotas as the API shows them.
import type { z } from 'zod'
import type { RotaNow, RotaView } from '#/app/oncall.ts'
import type { Layer } from '#/core/oncall/rota.ts'
import type { ROTA, ROTA_NOW } from '#/http/answers-oncall.ts'

const HOUR_MS = 3_600_000

export function showRotaNow({
  rota,
  now,
  next,
  gaps,
  positions,
}: RotaNow): z.input<typeof ROTA_NOW> {
  return {
    id: rota.id,
    title: rota.title,
    zone: rota.zone,
    now: now?.person ?? null,
    next: next === undefined ? null : { person: next.person, from: next.from },
    gaps: gaps.map(({ from, to }) => ({ from, to })),
    positions: [...positions],
  }
}

type Shown = Omit<z.input<typeof ROTA>, 'from' | 'to' | 'calendar'>

export function showRota({ rota, stretches, overrides, burdens }: RotaView): Shown {
  const { id, title, zone, layers } = rota
  return {
    id,
    title,
    zone,
    layers: layers.map(showLayer),
    stretches: stretches.map(({ person, layer, override, from, to }) => ({
      person: person ?? null,
      layer: layer ?? null,
      override: override ?? null,
      from,
      to,
    })),
    overrides: overrides.map(({ id, person, from, to }) => ({ id, person, from, to })),
    burdens: burdens.map(({ person, shifts, ms, nights, weekendDays }) => ({
      person,
      shifts,
      hours: Math.round((100 * ms) / HOUR_MS) / 100,
      nights,
      weekend_days: weekendDays,
    })),
  }
}

function showLayer({ title, people, turn: { every, unit }, starts, until, hours = [] }: Layer) {
  return {
    title,
    people: [...people],
    turn: `${every} ${unit}${every === 1 ? '' : 's'}`,
    starts,
    until: until ?? null,
    hours: hours.map(({ days, from, to }) => ({
      days: days === undefined ? null : [...days],
      from,
      to,
    })),
  }
}
