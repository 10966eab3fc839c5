// Reads back what a PDF of ours says, as a reader's program would: page by page, through the fonts' own tables. It knows as much
// of ISO 32000 as pdfkit writes, and no more.
import { inflateSync } from 'node:zlib'
import { assert } from '#/core/assert.ts'

export type PdfRead = {
  /** The text of each page: one line for each line that was drawn. */
  readonly pages: readonly string[]
  /** Titles of the outline, in no particular order. */
  readonly outline: readonly string[]
  /** Names of places that links lead to, and names of places that there are. */
  readonly targets: ReadonlySet<string>
  readonly places: ReadonlySet<string>
  /** Whether all text lies within the page, in points from its left edge. */
  readonly rightmost: number
}

type Found = { readonly head: string; readonly stream?: Buffer }

export function readPdf(bytes: Uint8Array): PdfRead {
  const objects = objectsIn(Buffer.from(bytes))
  const fonts = new Map<number, ReadonlyMap<number, string>>()
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  const heads = [...objects.values()].map(({ head }) => head)
  return {
    pages: pages.map(page => textOf(page, objects, fonts)),
    outline: heads.flatMap(head =>
      /\/Dest \[/.test(head) && /\/Title /.test(head) ? [titleIn(head)] : [],
    ),
    targets: new Set(heads.flatMap(head => namesIn(/\/S \/GoTo\s+\/D \(([^)]*)\)/g, head))),
    places: new Set(heads.flatMap(head => namesIn(/\(([^()]*)\) (?:\[|\d+ 0 R)/g, head))),
    rightmost: Math.max(...heads.flatMap(rightEdges)),
  }
}

/** Where the areas of links end. */
function rightEdges(head: string): readonly number[] {
  const [, right] = /\/Rect \[\S+ \S+ (\S+) \S+\]/.exec(head) ?? []
  return right === undefined ? [0] : [Number(right)]
}

function namesIn(pattern: RegExp, head: string): readonly string[] {
  return [...head.matchAll(pattern)].map(([, name]) => stringOf(name ?? ''))
}

function objectsIn(file: Buffer): ReadonlyMap<number, Found> {
  const text = file.toString('latin1')
  const objects = new Map<number, Found>()
  for (const match of text.matchAll(/(\d+) 0 obj\n/g)) {
    const begin = match.index + match[0].length
    const end = text.indexOf('endobj', begin)
    const body = text.slice(begin, end)
    const at = body.indexOf('stream\n')
    const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0)
    const head = at < 0 ? body : body.slice(0, at)
    const raw = file.subarray(
      begin + at + 'stream\n'.length,
      begin + at + 'stream\n'.length + length,
    )
    const packed = head.includes('/FlateDecode')
    const stream = at < 0 ? undefined : packed ? inflateSync(raw) : raw
    objects.set(Number(match[1]), { head, ...(stream !== undefined && { stream }) })
  }
  return objects
}

function referred(head: string, name: string): number | undefined {
  const [, number] = new RegExp(`/${name} (\\d+) 0 R`).exec(head) ?? []
  return number === undefined ? undefined : Number(number)
}

function textOf(
  page: Found,
  objects: ReadonlyMap<number, Found>,
  known: Map<number, ReadonlyMap<number, string>>,
): string {
  const resources = objects.get(referred(page.head, 'Resources') ?? -1)?.head ?? page.head
  const content =
    objects.get(referred(page.head, 'Contents') ?? -1)?.stream?.toString('latin1') ?? ''
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => {
      const id = Number(number)
      const table = known.get(id) ?? charactersOf(id, objects)
      known.set(id, table)
      return [name, table] as const
    }),
  )
  let font: ReadonlyMap<number, string> = new Map()
  let line: string | undefined
  let text = ''
  for (const [, name, y, shown] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|1 0 0 1 [\d.-]+ ([\d.-]+) Tm|\[(.*?)\] TJ/g,
  )) {
    if (name !== undefined) font = fonts.get(name) ?? font
    else if (y !== undefined) {
      if (line !== undefined && line !== y) text += '\n'
      line = y
    } else text += decoded(shown ?? '', font)
  }
  return text
}

function decoded(shown: string, font: ReadonlyMap<number, string>): string {
  return [...shown.matchAll(/<([0-9a-f]*)>/gi)]
    .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    .map(code => font.get(Number.parseInt(code, 16)) ?? '\ufffd')
    .join('')
}

/** Glyph → characters: the ToUnicode table of a font. */
function charactersOf(
  font: number,
  objects: ReadonlyMap<number, Found>,
): ReadonlyMap<number, string> {
  const table = objects.get(referred(objects.get(font)?.head ?? '', 'ToUnicode') ?? -1)?.stream
  assert(table !== undefined, 'a font says which characters its glyphs are')
  const characters = new Map<number, string>()
  for (const [, from, list] of table.toString('latin1').matchAll(/<(\w{4})> <\w{4}> \[(.*?)\]/gs)) {
    const entries = (list ?? '').match(/<[\w ]*>/g) ?? []
    entries.forEach((entry, index) =>
      characters.set(Number.parseInt(from ?? '', 16) + index, utf16(entry.replace(/[<> ]/g, ''))),
    )
  }
  return characters
}

function utf16(hex: string): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map(unit => Number.parseInt(unit, 16)))
}

function titleIn(head: string): string {
  const [, raw] = /\/Title \(((?:\\.|[^\\)])*)\)/s.exec(head) ?? []
  return stringOf(raw ?? '')
}

/** A literal string: UTF-16 with its mark before it, or Latin letters; with backslashes before what would end it. */
function stringOf(raw: string): string {
  const plain = raw.replace(/\\([nrtbf()\\])/g, (_, one: string) => ESCAPED[one] ?? one)
  if (!plain.startsWith('\xfe\xff')) return plain
  return Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le')
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
