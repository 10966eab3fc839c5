// How a trend is drawn. Lines differ in their dashes and marks, so that it reads without colour.
import type uPlot from 'uplot'

export type Line = {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly look: 'solid' | 'dashed' | 'bars'
}

export type Colours = {
  readonly text: string
  readonly grid: string
  readonly line: string
  readonly second: string
}

export type Drawn = {
  readonly starts: readonly number[]
  readonly lines: readonly Line[]
  /** A level to be drawn across. */
  readonly target: number | undefined
  readonly width: number
  readonly height: number
  readonly colours: Colours
  readonly shown: (value: number) => string
  readonly periodName: (index: number) => string
  /** No value is above it. */
  readonly most?: number
  /** Where lines go across, up to a highest value. */
  readonly splits?: (most: number) => readonly number[]
  readonly hovered: (index: number | null) => void
}

const LABEL_PX = 92
const FONT = '12px "Inter Variable", system-ui, sans-serif'
const DASH = [7, 5]
const TARGET_DASH = [2, 4]
const Y_AXIS_PX = 76

export function trendData({ starts, lines, target }: Pick<Drawn, 'starts' | 'lines' | 'target'>) {
  const level = target === undefined ? [] : [starts.map(() => target)]
  return [[...starts], ...lines.map(({ values }) => [...values]), ...level] as uPlot.AlignedData
}

/** Of the periods as many get a label as have room, evenly. */
export function labelled(starts: readonly number[], width: number): readonly number[] {
  const room = Math.max(1, Math.floor((width - Y_AXIS_PX) / LABEL_PX))
  const step = Math.ceil(starts.length / room)
  return starts.filter((_, index) => index % step === 0)
}

/** From naught to a little above the highest value or level. */
export function rangeOf({ lines, target, most }: Pick<Drawn, 'lines' | 'target' | 'most'>) {
  if (most !== undefined) return [0, most] as const
  const values = lines.flatMap(line => line.values.filter(value => value !== null))
  const highest = Math.max(0, target ?? 0, ...values)
  return [0, highest === 0 ? 1 : highest * 1.12] as const
}

export function trendOptions(
  drawn: Drawn,
  bars: uPlot.Series.PathBuilder | undefined,
): uPlot.Options {
  const { starts, lines, target, width, height, colours, hovered } = drawn
  const step = (starts[1] ?? (starts[0] ?? 0) + 604_800) - (starts[0] ?? 0)
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 9 }, drag: { x: false, y: false } },
    padding: [10, 12, 0, 0],
    scales: {
      x: {
        time: true,
        range: () => [(starts[0] ?? 0) - step * 0.6, (starts.at(-1) ?? 0) + step * 0.6],
      },
      y: { range: () => [...rangeOf(drawn)] as [number, number] },
    },
    axes: axesOf(drawn),
    series: [
      {},
      ...lines.map((line, index) =>
        seriesOf(line, index === 0 ? colours.line : colours.second, bars),
      ),
      ...(target === undefined
        ? []
        : [{ stroke: colours.text, width: 1.5, dash: TARGET_DASH, points: { show: false } }]),
    ],
    hooks: { setCursor: [({ cursor }) => hovered(cursor.idx ?? null)] },
  }
}

function axesOf(drawn: Drawn): uPlot.Axis[] {
  const { starts, width, colours, shown, periodName, splits } = drawn
  const grid = { stroke: colours.grid, width: 1 }
  return [
    {
      stroke: colours.text,
      font: FONT,
      grid: { show: false },
      ticks: grid,
      splits: () => [...labelled(starts, width)],
      values: (_, splits) => splits.map(at => periodName(starts.indexOf(at))),
    },
    {
      stroke: colours.text,
      font: FONT,
      grid,
      ticks: grid,
      size: Y_AXIS_PX,
      ...(splits && { splits: () => [...splits(rangeOf(drawn)[1])] }),
      values: (_, splits) => splits.map(shown),
    },
  ]
}

function seriesOf(
  { look, label }: Line,
  colour: string,
  bars: uPlot.Series.PathBuilder | undefined,
): uPlot.Series {
  if (look === 'bars')
    return {
      label,
      stroke: colour,
      fill: `${colour}55`,
      width: 1.5,
      points: { show: false },
      ...(bars && { paths: bars }),
    }
  return {
    label,
    stroke: colour,
    width: 2,
    spanGaps: false,
    ...(look === 'dashed' && { dash: DASH }),
    // Filled marks for the first line, hollow ones for the second.
    points: {
      show: true,
      size: 7,
      fill: look === 'solid' ? colour : 'transparent',
      stroke: colour,
    },
  }
}
