import { useElementSize } from '@mantine/hooks'
import { useWords } from '../words/words.ts'
import type { Cell } from './choice.ts'
import classes from './figures.module.css'
import type { Open } from './number.tsx'
import { bandName, roughly, shownBands } from './series.ts'
import type { Measure } from './series.ts'

const HEIGHT = 200
const TOP = 22
const BOTTOM = 40
const BAR_MAX = 72

/** How many took how long: what is beyond the target is hatched as well as red. */
export function Histogram({
  measure,
  edges,
  open,
  cellOf,
}: {
  readonly measure: Measure
  readonly edges: readonly number[]
  readonly open: Open
  readonly cellOf: (band: number) => Cell
}) {
  const words = useWords().figures
  const { ref, width } = useElementSize()
  const shown = shownBands(measure.bands)
  const most = Math.max(1, ...measure.bands)
  const step = width / shown.length
  const bar = Math.min(BAR_MAX, step * 0.72)
  const floor = HEIGHT - BOTTOM
  return (
    <div ref={ref} className={classes['chart']}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={words.distributionOf(measure.title)}
        >
          {shown.map((band, index) => {
            const count = measure.bands[band] ?? 0
            const height = ((floor - TOP) * count) / most
            const middle = step * (index + 0.5)
            return (
              <g key={band} onClick={() => count > 0 && open(cellOf(band))} cursor="pointer">
                <title>{`${bandName(edges, band, words)}: ${count}`}</title>
                <rect
                  x={middle - bar / 2}
                  y={floor - height}
                  width={bar}
                  height={height}
                  className={classes[isBeyond(measure, edges, band) ? 'hatch' : 'bar']}
                />
                {count > 0 && (
                  <text
                    x={middle}
                    y={floor - height - 6}
                    textAnchor="middle"
                    className={classes['label']}
                  >
                    {count}
                  </text>
                )}
              </g>
            )
          })}
          <line x1={0} x2={width} y1={floor} y2={floor} className={classes['axis']} />
          <Edges shown={shown} edges={edges} step={step} floor={floor} />
        </svg>
      )}
    </div>
  )
}

const EDGE_PX = 58

/** What lies between two bars is written under their border, where there is room. */
function Edges({
  shown,
  edges,
  step,
  floor,
}: {
  readonly shown: readonly number[]
  readonly edges: readonly number[]
  readonly step: number
  readonly floor: number
}) {
  const every = Math.max(1, Math.ceil(EDGE_PX / step))
  return shown.slice(0, -1).map((band, index) => {
    const edge = edges[band]
    if (edge === undefined || index % every !== 0) return null
    const x = step * (index + 1)
    return (
      <g key={band}>
        <line x1={x} x2={x} y1={floor} y2={floor + 5} className={classes['axis']} />
        <text x={x} y={floor + 18} textAnchor="middle" className={classes['label']}>
          {roughly(edge)}
        </text>
      </g>
    )
  })
}

/** Where the target lies within a band, nobody can say of the band as a whole. */
export function isBeyond({ target }: Measure, edges: readonly number[], band: number): boolean {
  const from = edges[band - 1] ?? 0
  return target !== null && target.ms !== null && from >= target.ms
}
