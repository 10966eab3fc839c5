import type { Block, Placed, PointBlock } from '#/core/draft/document/block.ts'
import { inlineOf } from '#/core/draft/document/inline.ts'
import type { SourceLine } from '#/core/draft/document/lines.ts'
import { indentOf, isRule, markerOf, outdented } from '#/core/draft/document/list.ts'
import type { Marker } from '#/core/draft/document/list.ts'
import { isTableStart, readTable } from '#/core/draft/document/table.ts'
import { LABEL_LENGTH_MAX, NESTING_MAX } from '#/core/draft/limits.ts'

/**
 * The blocks of a document. It reads the Markdown that people write, and plain text with bullets and headings, rather than the
 * letter of CommonMark: an indented line is text and no code, `•` is a bullet, and a list need not be indented below its point.
 */
export function blocksOf(lines: readonly SourceLine[], depth = 0): readonly Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    const { block, next } = readBlock(lines, at, depth)
    if (block !== undefined) blocks.push(block)
    at = next
  }
  return blocks
}

type Read = { readonly block?: Block; readonly next: number }

function readBlock(lines: readonly SourceLine[], at: number, depth: number): Read {
  const { text = '', number = 1 } = lines[at] ?? {}
  if (text.trim() === '' || isRule(text)) return { next: at + 1 }
  const fence = /^\s*(`{3,}|~{3,})/.exec(text)?.[1]
  if (fence !== undefined) return readCode(lines, at, fence)
  const heading = headingOf(text)
  if (heading !== undefined)
    return { block: { kind: 'heading', ...heading, line: number }, next: at + 1 }
  if (isTableStart(lines, at)) return readTable(lines, at)
  const marker = markerOf(text)
  if (marker !== undefined && depth < NESTING_MAX) return readList(lines, at, marker, depth)
  return readParagraph(lines, at, depth)
}

function headingOf(text: string) {
  const [, signs, title] = /^\s{0,3}(#{1,6})\s+(.*)$/.exec(text) ?? []
  if (signs !== undefined && title !== undefined)
    return { level: signs.length, text: inlineOf(title.trimEnd().replace(/\s#+$/, '')) }
  const [, level, inner] = /^\s*<h([1-6])[^<>]{0,200}>(.{0,1000})<\/h[1-6]>\s*$/i.exec(text) ?? []
  return level === undefined || inner === undefined
    ? undefined
    : { level: Number(level), text: inlineOf(inner) }
}

function readCode(lines: readonly SourceLine[], at: number, fence: string): Read {
  const closing = new RegExp(`^\\s*${fence[0] === '~' ? '~' : '`'}{${fence.length},}\\s*$`)
  let next = at + 1
  while (next < lines.length && !closing.test(lines[next]?.text ?? '')) next++
  const text = lines
    .slice(at + 1, next)
    .map(line => line.text)
    .join('\n')
    .trim()
  const line = lines[at]?.number ?? 1
  return text === '' ? { next: next + 1 } : { block: { kind: 'code', text, line }, next: next + 1 }
}

function readList(lines: readonly SourceLine[], at: number, first: Marker, depth: number): Read {
  const points: PointBlock[] = []
  let next = at
  for (;;) {
    const marker = markerOf(lines[next]?.text ?? '')
    if (marker === undefined || !isSibling(first, marker)) break
    const end = endOfPoint(lines, next, marker)
    const own = [
      { text: marker.rest, number: lines[next]?.number ?? 1 },
      ...lines
        .slice(next + 1, end)
        .map(line => outdented(line, Math.max(marker.content, marker.indent + 2))),
    ]
    points.push({
      ordered: marker.family !== 'bullet',
      box: marker.box,
      blocks: blocksOf(own, depth + 1),
      line: lines[next]?.number ?? 1,
    })
    next = end
    while (next < lines.length && lines[next]?.text.trim() === '') next++
  }
  return { block: { kind: 'list', points, line: lines[at]?.number ?? 1 }, next }
}

function isSibling(first: Marker, { indent, family }: Marker): boolean {
  return Math.abs(indent - first.indent) <= 1 && family === first.family
}

/** The line behind the last that belongs to the point beginning at `at`. */
function endOfPoint(lines: readonly SourceLine[], at: number, own: Marker): number {
  let end = at + 1
  for (let index = at + 1; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) break
    if (line.text.trim() === '') continue
    const afterBlank = end < index
    if (!belongs(line, own, afterBlank)) break
    end = index + 1
  }
  return end
}

function belongs(line: SourceLine, own: Marker, afterBlank: boolean): boolean {
  const indent = indentOf(line)
  const marker = markerOf(line.text)
  if (marker !== undefined) {
    if (indent > own.indent + 1) return true
    // Bullets right below a numbered point, and not indented, are its own all the same.
    return (
      own.family !== 'bullet' && marker.family === 'bullet' && indent >= own.indent && !afterBlank
    )
  }
  if (indent > own.indent + 1 || (indent > own.indent && !afterBlank)) return true
  // A line that merely went on below, without being indented.
  return !afterBlank && !startsBlock(line.text)
}

function startsBlock(text: string): boolean {
  return headingOf(text) !== undefined || isRule(text) || /^\s*(`{3,}|~{3,}|>|\|)/.test(text)
}

function readParagraph(lines: readonly SourceLine[], at: number, depth: number): Read {
  const first = lines[at]?.text ?? ''
  if (/^\s*>/.test(first)) return readQuote(lines, at, depth)
  let next = at + 1
  for (; next < lines.length; next++) {
    const { text } = lines[next] ?? { text: '' }
    if (text.trim() === '' || /^\s*>/.test(text)) break
    const level = underlined(text)
    if (level !== undefined && isTitle(lines.slice(at, next))) {
      const title = lines.slice(at, next).map(line => line.text.trim())
      const line = lines[at]?.number ?? 1
      return {
        block: { kind: 'heading', level, text: inlineOf(title.join(' ')), line },
        next: next + 1,
      }
    }
    if (startsBlock(text) || isTableStart(lines, next)) break
    if (markerOf(text) !== undefined && depth < NESTING_MAX && !isTerm(text)) break
  }
  const own = lines.slice(at, next)
  return { block: { kind: 'paragraph', lines: apart(own), line: own[0]?.number ?? 1 }, next }
}

/** A quotation is text like any other; the mark of a note (`[!TIP]`) is none of it. */
function readQuote(lines: readonly SourceLine[], at: number, depth: number): Read {
  let next = at
  while (next < lines.length && /^\s*>/.test(lines[next]?.text ?? '')) next++
  const inner = lines.slice(at, next).map(({ text, number }) => ({
    text: text.replace(/^\s*(?:>\s?)+/, '').replace(/^\[!\w+\]\s*$/, ''),
    number,
  }))
  const points = blocksOf(inner, depth + 1)
  const line = lines[at]?.number ?? 1
  const [only] = points
  if (points.length === 1 && only !== undefined && only.kind !== 'heading')
    return { block: only, next }
  if (points.length === 0) return { next }
  return {
    block: { kind: 'list', points: [{ ordered: false, box: false, blocks: points, line }], line },
    next,
  }
}

/** `===` and `---` below a line make it a heading, if it reads like one. */
function underlined(text: string): 1 | 2 | undefined {
  if (/^\s{0,3}=+\s*$/.test(text)) return 1
  return /^\s{0,3}-{2,}\s*$/.test(text) ? 2 : undefined
}

function isTitle(lines: readonly SourceLine[]): boolean {
  const title = lines.map(line => line.text.trim()).join(' ')
  return lines.length === 1 && title.length <= 100 && !/[.:;,]$/.test(title)
}

/** `: definition` below its term. */
function isTerm(text: string): boolean {
  return /^\s*:\s/.test(text)
}

/** Lines of a paragraph that the author set apart: by a hard break, by a label at their beginning, or as a definition. */
function apart(lines: readonly SourceLine[]): readonly Placed[] {
  const groups: { text: string; number: number }[] = []
  let broken = true
  for (const { text, number } of lines) {
    const trimmed = text.trim()
    const last = groups.at(-1)
    const definition = /^:\s+(.*)$/.exec(trimmed)?.[1]
    if (definition !== undefined && last !== undefined) last.text = `${last.text}: ${definition}`
    else if (last === undefined || broken || isLabelled(trimmed) || isEntry(last.text, trimmed))
      groups.push({ text: trimmed, number })
    else last.text = `${last.text} ${trimmed}`
    broken = / {2,}$|\\$|<br\s*\/?>\s*$/.test(text)
    const now = groups.at(-1)
    if (now !== undefined) now.text = now.text.replace(/(\\|<br\s*\/?>)$/, '')
  }
  return groups
    .map(({ text, number }) => ({ text: inlineOf(text), line: number }))
    .filter(({ text }) => text.text !== '')
}

const LABEL = new RegExp(
  `^(?:\\*\\*|__)?[\\p{Lu}\\d][^:.;|]{0,${LABEL_LENGTH_MAX}}:(?:\\*\\*|__)?(?:\\s|$)`,
  'u',
)

const ENTRY_LENGTH_MAX = 48

/** Whether a line is an entry such as "Status: Active", and the one below it something else. */
function isEntry(line: string, next: string): boolean {
  return (
    line.length <= ENTRY_LENGTH_MAX &&
    LABEL.test(line) &&
    !/[.,;:-]$/.test(line) &&
    /^\p{Lu}/u.test(next)
  )
}

function isLabelled(text: string): boolean {
  return LABEL.test(text) || /^(\*\*|__)[^*_]{1,60}(\*\*|__)\s*([-–—:]|$)/.test(text)
}
