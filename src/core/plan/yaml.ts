import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'

import { SOURCE_DEPTH_MAX, SOURCE_LENGTH_MAX } from '#/core/plan/limits.ts'
import { formatPath } from '#/core/plan/mistake.ts'
import type { Mistake, MistakeCode, Path } from '#/core/plan/mistake.ts'
import { explainSyntax } from '#/core/plan/yaml-syntax.ts'
import { readValues } from '#/core/plan/yaml-values.ts'

/** A plain value read from YAML, with the place of each part of it. */
export type YamlSource = {
  readonly value: unknown
  /** Where a value stands, or the nearest one above it that is there; of a mapping or a list, its key. */
  readonly placeOf: (path: Path) => Place
  /** Where the key of a value stands; for an item of a list, the item. */
  readonly keyPlaceOf: (path: Path) => Place
}
/** Both 1-based. */
export type Place = { readonly line: number; readonly column: number }

type Read = { readonly source: YamlSource } | { readonly mistakes: readonly Mistake[] }

/**
 * Reads YAML 1.2 into plain values. Mistakes: syntax, duplicate keys, aliases that loop, and everything beyond the limits.
 * Never throws. What stands under one of the keys `textUnder` is text as it was written, even if it looks like a number.
 */
export function readYaml(text: string, textUnder: readonly string[]): Read {
  if (text.length > SOURCE_LENGTH_MAX) {
    const message = `The source is ${text.length} characters long; at most ${SOURCE_LENGTH_MAX} are read.`
    return refuse('too-long', message, 'Split the plan, or shorten its texts.')
  }
  const lines = new LineCounter()
  const document = parse(text, lines)
  if (document === undefined) {
    const message = 'Brackets, mappings or lists are nested too deeply to be read.'
    return refuse('too-deep', message, `Nest at most ${SOURCE_DEPTH_MAX} deep.`)
  }
  const syntax = document.errors.map(error => explainSyntax(error, text, lines))
  if (syntax.length > 0) return { mistakes: syntax }
  return locate(document, lines, textUnder)
}

function refuse(code: MistakeCode, message: string, mend: string): Read {
  return { mistakes: [{ line: 1, column: 1, where: '', code, message, mend }] }
}

/** Undefined when the library ran out of stack: it is recursive, and input decides how deep it goes. */
function parse(text: string, lines: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, {
      lineCounter: lines,
      // Checked while values are read: the library compares each key with each, which a hostile file turns into minutes.
      uniqueKeys: false,
      prettyErrors: false,
      // At `silent` a second document in the file would be passed over without a word.
      logLevel: 'error',
      version: '1.2',
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function locate(document: Document.Parsed, lines: LineCounter, textUnder: readonly string[]): Read {
  const { value, offsets, slips } = readValues(document.contents, new Set(textUnder))
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (slips.length > 0) {
    const mistakes = slips.map(({ path, offset, ...rest }) => ({
      ...place(offset),
      where: formatPath(path),
      ...rest,
    }))
    return { mistakes }
  }
  const offsetOf = (path: Path, part: 'key' | 'value'): number => {
    for (let length = path.length; length > 0; length--) {
      const found = offsets.get(path.slice(0, length))
      // What is missing is reported at the key of the mapping that lacks it.
      if (found !== undefined) return length === path.length ? found[part] : found.key
    }
    return 0
  }
  const source: YamlSource = {
    value,
    placeOf: path => place(offsetOf(path, 'value')),
    keyPlaceOf: path => place(offsetOf(path, 'key')),
  }
  return { source }
}
