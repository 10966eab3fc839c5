import { useMemo } from 'react'
import type { Words } from '../words/words.ts'
import { percentOf } from './series.ts'
import type { Measure, Overview } from './series.ts'
import type { Line } from './trend-options.ts'

/** The median and the 90th percentile in each period; the same lines until something changes, so that the chart stays. */
export function useLines({ trend }: Measure, words: Words['figures']): readonly Line[] {
  return useMemo(
    () => [
      { label: words.median, look: 'solid', values: trend.map(({ median }) => median) },
      { label: words.nineTenths, look: 'dashed', values: trend.map(point => point.nine_tenths) },
    ],
    [trend, words],
  )
}

export function useCountLines({ counts }: Overview, words: Words['figures']): readonly Line[] {
  return useMemo(
    () => [{ label: words.countColumn, look: 'bars', values: counts }],
    [counts, words],
  )
}

/** The share that was kept, in percent; a period in which nothing came to its end has a gap. */
export function useKeptLines({ promises }: Overview, words: Words['figures']): readonly Line[] {
  return useMemo(
    () => [
      {
        label: words.rate,
        look: 'solid',
        values: promises.trend.map(
          ({ kept, late, missed }) => percentOf(kept, kept + late + missed) ?? null,
        ),
      },
    ],
    [promises, words],
  )
}
