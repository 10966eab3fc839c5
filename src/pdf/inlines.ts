/** A word of a line, as pdfmake has measured and placed it: what of it matters for drawing. */
export type Inline = {
  readonly text: string
  readonly x: number
  readonly width: number
  readonly [style: string]: unknown
}

/** What two words must have in common to be drawn as one. */
const STYLE = [
  'font',
  'fontSize',
  'color',
  'background',
  'decoration',
  'linkToDestination',
] as const

/** A number that stands for the page of something else is not known before it is drawn. */
const LATER = '_pageNodeRef'

/**
 * The words of a line with those of one look drawn as one text. pdfmake draws word by word, so that a page takes three times the
 * bytes, and each word of a link is a link of its own.
 */
export function joined(inlines: readonly Inline[]): readonly Inline[] {
  const runs: Inline[] = []
  for (const inline of inlines) {
    const last = runs.at(-1)
    if (last !== undefined && isAlike(last, inline))
      runs[runs.length - 1] = {
        ...last,
        text: last.text + inline.text,
        width: inline.x + inline.width - last.x,
      }
    else runs.push(inline)
  }
  return runs
}

function isAlike(one: Inline, other: Inline): boolean {
  if (one[LATER] !== undefined || other[LATER] !== undefined) return false
  return STYLE.every(name => one[name] === other[name])
}
