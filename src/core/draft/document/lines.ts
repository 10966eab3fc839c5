/** One line of a document, without what cannot be seen. `number` is 1-based, for messages. */
export type SourceLine = { readonly text: string; readonly number: number }

export type SourceLines = {
  readonly lines: readonly SourceLine[]
  /** `key: value` pairs of a front matter, in their order. */
  readonly front: readonly (readonly [string, string])[]
}

const FRONT_LINES_MAX = 200

/** Lines of a text in any encoding of line ends. Comments of HTML and a front matter are taken out. */
export function linesOf(text: string): SourceLines {
  const all = visible(text)
    .split('\n')
    .map((line, index): SourceLine => ({ text: line, number: index + 1 }))
  const { front, rest } = splitFront(all)
  return { lines: withoutComments(rest), front }
}

/** Characters that show nothing, turn the direction of writing, or would end a line of YAML. */
function visible(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
      .replace(/\t/g, '    ')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      // Joiners stay: they are letters in some scripts and hold emoji together.
      .replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}]/gu, '')
  )
}

function splitFront(lines: readonly SourceLine[]) {
  const none = { front: [], rest: lines }
  if (lines[0]?.text.trimEnd() !== '---') return none
  const end = lines
    .slice(1, FRONT_LINES_MAX)
    .findIndex(({ text }) => /^(---|\.\.\.)\s*$/.test(text))
  if (end === -1) return none
  const inside = lines.slice(1, end + 1)
  // A rule above the first paragraph is no front matter.
  if (!inside.every(({ text }) => text.trim() === '' || /^\s*(#|-|[\w.-]+\s*:)|^\s/.test(text)))
    return none
  const front = inside.flatMap(({ text }) => {
    const [, key, value] = /^([\w.-]{1,60})\s*:\s*(.{1,300})$/.exec(text) ?? []
    return key === undefined || value === undefined
      ? []
      : [[key, value.replace(/^(["'])(.*)\1$/, '$2').trim()] as const]
  })
  return { front: front.filter(([, value]) => value !== ''), rest: lines.slice(end + 2) }
}

function withoutComments(lines: readonly SourceLine[]): readonly SourceLine[] {
  let fence: string | undefined
  let inComment = false
  return lines.map(({ text, number }) => {
    const mark = /^\s*(```|~~~)/.exec(text)?.[1]
    if (!inComment && mark !== undefined && (fence === undefined || fence === mark))
      fence = fence === undefined ? mark : undefined
    if (fence !== undefined) return { text, number }
    let kept = ''
    let at = 0
    while (at < text.length) {
      const mark = inComment ? '-->' : '<!--'
      const found = text.indexOf(mark, at)
      if (!inComment) kept += text.slice(at, found === -1 ? undefined : found)
      if (found === -1) break
      inComment = !inComment
      at = found + mark.length
    }
    return { text: kept, number }
  })
}
