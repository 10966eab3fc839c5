// What a page looks like: sizes in points, of which 72 are an inch.

/** A4, upright. */
export const PAGE = { width: 595.28, left: 56, top: 68, right: 56, bottom: 60 } as const
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right

/** How far what stands below an entry of a list is moved to the right. */
export const INDENT = 14

export const COLOURS = {
  ink: '#1b1f24',
  /** 7:1 against white. */
  soft: '#4a525c',
  link: '#0b4f9e',
  line: '#c8ced6',
  head: '#eef1f4',
  note: '#fdf3d8',
  edge: '#9a6700',
} as const

export const STYLES = {
  title: { fontSize: 26, bold: true, lineHeight: 1.1, margin: [0, 120, 0, 28] },
  h1: { fontSize: 16, bold: true, margin: [0, 22, 0, 6] },
  h2: { fontSize: 12.5, bold: true, margin: [0, 14, 0, 4] },
  h3: { fontSize: 10.5, bold: true, margin: [0, 10, 0, 3] },
  paragraph: { margin: [0, 2, 0, 3] },
  below: { margin: [0, 1, 0, 1] },
  caption: { fontSize: 9, color: COLOURS.soft, margin: [0, 5, 0, 3] },
  cell: { fontSize: 9 },
  columnHead: { fontSize: 9, bold: true },
  furniture: { fontSize: 8, color: COLOURS.soft },
} as const

export const CELL_PADDING = 5
const LINE_WIDTH = 0.5

export const TABLE_LAYOUT = {
  hLineWidth: () => LINE_WIDTH,
  vLineWidth: () => LINE_WIDTH,
  hLineColor: () => COLOURS.line,
  vLineColor: () => COLOURS.line,
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => 3,
  paddingBottom: () => 3,
  fillColor: (row: number) => (row === 0 ? COLOURS.head : null),
} as const

/** What stands beside the text of a note. */
export const NOTE_BESIDE = 17

/** A bar at its left, as a note at the margin of a page. */
export const NOTE_LAYOUT = {
  hLineWidth: () => 0,
  vLineWidth: (column: number) => (column === 0 ? 3 : 0),
  vLineColor: () => COLOURS.edge,
  paddingLeft: () => 7,
  paddingRight: () => 7,
  paddingTop: () => 3,
  paddingBottom: () => 3,
  fillColor: () => COLOURS.note,
} as const

/** Widths of the columns of a table, without what stands beside the text of each. */
export function columnWidths(shares: readonly number[], available: number): readonly number[] {
  const beside = 2 * CELL_PADDING + LINE_WIDTH
  return shares.map(share => (share / 12) * (available - LINE_WIDTH) - beside)
}
