import type { Words } from '../words/words.ts'
import type { Cell } from './choice.ts'
import { reasonOf } from './csv.ts'
import { bandName, nameOf } from './series.ts'
import type { Overview } from './series.ts'

/** What a number was of, in words: `Time to response · Pending · not ended yet`. */
export function cellName(cell: Cell, overview: Overview, words: Words['figures']): string {
  const { measures, names, band_edges: edges } = overview
  const measure = measures.find(({ id }) => id === cell.measure)
  const aboutPromises =
    measure === undefined && (cell.state ?? cell.reason ?? cell.outcome) !== undefined
  const target = cell.on_target === true ? words.onTarget : words.missedTarget
  return [
    measure?.title ?? (aboutPromises ? words.promises : undefined),
    cell.clause,
    cell.outcome && words.outcome[cell.outcome],
    cell.state && words.state[cell.state],
    reasonOf(words, cell.reason ?? null),
    cell.band === undefined ? undefined : words.band(bandName(edges, cell.band, words)),
    cell.on_target === undefined ? undefined : target,
    ...(['severity', 'type', 'source'] as const).map(split =>
      cell[split] === undefined
        ? undefined
        : `${words[split]}: ${nameOf(names[split], cell[split], words)}`,
    ),
    cell.from === undefined ? undefined : `${cell.from} – ${cell.to ?? ''}`,
  ]
    .filter(part => part !== undefined && part !== null)
    .join(' · ')
}
