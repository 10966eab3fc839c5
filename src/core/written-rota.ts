// Rotas as a directory file writes them, and back.
import type { Hours, Layer, Rota, Turn } from '#/core/oncall/rota.ts'

/** A turn as it is written: `12 hours`, `1 day`, `2 weeks`. */
export const TURN = /^(\d{1,3}) (hour|day|week)s?$/

export type WrittenLayer = Omit<Layer, 'turn' | 'hours'> & {
  readonly turn: string
  readonly hours?: readonly Hours[]
}
export type WrittenRota = Omit<Rota, 'id' | 'layers'> & { readonly layers: readonly WrittenLayer[] }

export function rotaFrom(id: string, { layers, ...rota }: WrittenRota): Rota {
  return { id, ...rota, layers: layers.map(layer => ({ ...layer, turn: turnFrom(layer.turn) })) }
}

function turnFrom(text: string): Turn {
  const [, every = '1', unit = 'day'] = TURN.exec(text) ?? []
  return { every: Number(every), unit: unit as Turn['unit'] }
}

export function writtenRota({ id: _id, layers, ...rota }: Rota): WrittenRota {
  return { ...rota, layers: layers.map(layer => ({ ...layer, turn: writtenTurn(layer.turn) })) }
}

export const writtenTurn = ({ every, unit }: Turn): string =>
  `${every} ${unit}${every === 1 ? '' : 's'}`
