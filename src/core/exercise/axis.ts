import { lanesOf } from '#/core/exercise/lanes.ts'
import type { Lane, Mark } from '#/core/exercise/lanes.ts'
import { bentTicks, partOf } from '#/core/exercise/scale.ts'
import type { Scale } from '#/core/exercise/scale.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import { msBetween, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const WIDTH = 1200
const GUTTER = 320
const RIGHT = 24
const TOP = 84
const ROW = 22
const BOTTOM = 28

/** What is drawn: lanes one below the other along one axis of time. */
export type Drawing = {
  readonly title: string
  /** One line below the title. */
  readonly about: string
  readonly from: Instant
  readonly to: Instant
  readonly lanes: readonly Lane[]
  readonly ticks: readonly Tick[]
  /** `bent`: later time is drawn shorter. */
  readonly scale: Scale
}
export type Tick = { readonly label: string; readonly at: Instant }

/**
 * The simulated time as an SVG drawing that stands by itself: when what happened, who was told, and what was promised until
 * when. Time is drawn the shorter the later it is, since the first hour matters as much as the next three days.
 */
export function axisOf(title: string, played: Simulation): string {
  const { events, ended, setting } = played
  const from = events[0]?.at ?? ended
  return drawingOf({
    title,
    about: `${from} + …, ${setting.plan.title} ${setting.plan.version}. Later time is drawn shorter.`,
    from,
    to: ended,
    lanes: lanesOf(played),
    ticks: ticks(from, ended),
    scale: 'bent',
  })
}

/** A drawing as SVG. Every text in it is escaped. */
export function drawingOf({ title, about, from, to, lanes, ticks: marks, scale }: Drawing): string {
  const place = placeOn(scale, from, to)
  const height = TOP + lanes.length * ROW + BOTTOM
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title about" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="about">${escaped(`From ${from} to ${to}: ${lanes.length} lanes.`)}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    `<text x="16" y="28" class="heading">${escaped(title)}</text>`,
    `<text x="16" y="46" class="quiet">${escaped(about)}</text>`,
    ...marks.map(({ label, at }) => tick(place(at), label, height)),
    ...lanes.map((lane, index) => drawLane(lane, TOP + index * ROW, place)),
    '</svg>',
    '',
  ].join('\n')
}

const STYLE = [
  'text{fill:#1b1b1f}.paper{fill:#fff}.quiet{fill:#5b5b66}.heading{font-size:16px;font-weight:600}',
  '.grid{stroke:#d9d9e0}.lane{stroke:#ededf2}.span{fill:#b9c6dc}.event{fill:#1b1b1f}.asked{fill:none;stroke:#1b1b1f;stroke-width:1.5}',
  '.told{fill:#2f5fa8}.met{fill:#1d7a46}.missed{fill:none;stroke:#b3261e;stroke-width:2}.group{font-weight:600}',
  '@media(prefers-color-scheme:dark){text{fill:#e8e8ee}.paper{fill:#16161a}.quiet{fill:#a6a6b2}.grid{stroke:#3a3a44}.lane{stroke:#26262d}.span{fill:#40506b}.event{fill:#e8e8ee}.asked{stroke:#e8e8ee}.told{fill:#8fb4ee}.met{fill:#5fc98c}.missed{stroke:#ff8a80}}',
].join('')

type Place = (at: Instant) => number

function placeOn(scale: Scale, from: Instant, to: Instant): Place {
  const part = partOf(scale, msBetween(from, to))
  return at => round(GUTTER + part(msBetween(from, at)) * (WIDTH - GUTTER - RIGHT))
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}

function ticks(from: Instant, to: Instant): readonly Tick[] {
  return bentTicks(msBetween(from, to)).map(({ label, ms }) => ({ label, at: plusMs(from, ms) }))
}

function tick(x: number, label: string, height: number): string {
  return `<line class="grid" x1="${x}" x2="${x}" y1="${TOP - 14}" y2="${height - BOTTOM}"/><text class="quiet" x="${x}" y="${TOP - 20}" text-anchor="middle">${label}</text>`
}

function drawLane({ label, isGroup, marks }: Lane, y: number, place: Place): string {
  const middle = y + ROW / 2
  const name = `<text class="${isGroup ? 'group' : 'quiet'}" x="16" y="${middle + 4}">${escaped(shortened(label))}</text>`
  const rule = `<line class="lane" x1="${GUTTER}" x2="${WIDTH - RIGHT}" y1="${middle}" y2="${middle}"/>`
  return `<g>${rule}${name}${marks.map(mark => drawMark(mark, middle, place)).join('')}</g>`
}

function drawMark(mark: Mark, y: number, place: Place): string {
  const x = place(mark.at)
  const about = `<title>${escaped(mark.about)}</title>`
  switch (mark.kind) {
    case 'span': {
      const width = Math.max(1, round(place(mark.until ?? mark.at) - x))
      return `<rect class="span" x="${x}" y="${y - 4}" width="${width}" height="8" rx="2">${about}</rect>`
    }
    case 'missed':
      return `<path class="missed" d="M${x - 4} ${y - 4}l8 8m0 -8l-8 8">${about}</path>`
    case 'event':
      return `<path class="event" d="M${x} ${y - 5}l5 5l-5 5l-5 -5z">${about}</path>`
    default:
      return `<circle class="${mark.kind}" cx="${x}" cy="${y}" r="4">${about}</circle>`
  }
}

const LABEL_LENGTH_MAX = 46

function shortened(label: string): string {
  const letters = [...label]
  return letters.length <= LABEL_LENGTH_MAX
    ? label
    : `${letters.slice(0, LABEL_LENGTH_MAX - 1).join('')}…`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** What XML 1.0 cannot hold is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, sign => ESCAPES[sign] ?? sign)
}
