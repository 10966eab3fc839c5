// Rotas as the API shows them.
import type { z } from 'zod'
import type { RotaNow, RotaView } from '#/app/oncall/oncall.ts'
import type { Burden } from '#/core/oncall/fairness.ts'
import type { Gap } from '#/core/oncall/on-call.ts'
import type { Layer, Shift } from '#/core/oncall/rota.ts'
import { writtenTurn } from '#/core/written-rota.ts'
import type { ShownSwap } from '#/app/oncall/swaps.ts'
import type { ROTA, ROTA_NOW, SWAP } from '#/http/answers-oncall.ts'

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

export function showRota({
  rota,
  lines,
  stretches,
  overrides,
  burdens,
  holidays,
}: RotaView): Shown {
  const { id, title, zone, layers } = rota
  return {
    id,
    title,
    zone,
    place: rota.holidays ?? null,
    holidays: [...holidays],
    layers: layers.map((layer, index) => ({
      ...showLayer(layer),
      stretches: (lines[index] ?? []).map(showStretch),
    })),
    stretches: stretches.map(showStretch),
    overrides: overrides.map(({ id, person, from, to }) => ({ id, person, from, to })),
    burdens: burdens.map(showBurden),
  }
}

export function showStretch({ person, layer, override, from, to }: Shift | Gap) {
  return {
    person: person ?? null,
    layer: layer ?? null,
    override: override ?? null,
    from,
    to,
  }
}

export function showBurden({ person, shifts, ms, nights, weekendDays, holidays }: Burden) {
  return {
    person,
    shifts,
    hours: Math.round((100 * ms) / HOUR_MS) / 100,
    nights,
    weekend_days: weekendDays,
    holidays,
  }
}

function showLayer({ title, people, turn, starts, until, hours = [] }: Layer) {
  return {
    title,
    people: [...people],
    turn: writtenTurn(turn),
    starts,
    until: until ?? null,
    hours: hours.map(({ days, from, to }) => ({
      days: days === undefined ? null : [...days],
      from,
      to,
    })),
  }
}

export function showSwap({
  swap,
  rota,
  asker,
  asked,
  from,
  to,
  backFrom,
  backTo,
  reason,
  what,
  at,
}: ShownSwap): z.input<typeof SWAP> {
  const back = backFrom === null || backTo === null ? null : { from: backFrom, to: backTo }
  return { id: swap, rota, asker, asked, from, to, back, reason, state: what, at }
}
