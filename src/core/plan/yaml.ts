import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node, Pair, YAMLMap } from 'yaml'

import { SOURCE_DEPTH_MAX, SOURCE_LENGTH_MAX, SOURCE_VALUES_MAX } from '#/core/plan/limits.ts'
import { formatPath, quote } from '#/core/plan/mistake.ts'
import type { Mistake, MistakeCode, Path } from '#/core/plan/mistake.ts'
import { explainSyntax } from '#/core/plan/yaml-syntax.ts'

/** A plain value read from YAML, with the place of each part of it. */
export type YamlSource = {
  readonly value: unknown
  /** Where a value stands, or the nearest one above it that is there. */
  placeOf(path: Path): Place
  /** Where the key of a value stands; for an item of a list, the item. */
  keyPlaceOf(path: Path): Place
}
/** Both 1-based. */
export type Place = { readonly line: number; readonly column: number }

/**
 * Reads YAML 1.2 into plain values. The library's own conversion is not used: it reads the keys `1.10` and `1.1` as one number, loses places,
 * and expands aliases without a bound. Mistakes: syntax, duplicate keys, aliases that loop, and everything beyond the limits.
 */
export function readYaml(
  text: string,
): { readonly source: YamlSource } | { readonly mistakes: readonly Mistake[] } {
  if (text.length > SOURCE_LENGTH_MAX) {
    const message = `The source is ${text.length} characters long; at most ${SOURCE_LENGTH_MAX} are read.`
    return {
      mistakes: [
        {
          line: 1,
          column: 1,
          where: '',
          code: 'too-long',
          message,
          mend: 'Split the plan, or shorten its texts.',
        },
      ],
    }
  }
  const lines = new LineCounter()
  const document = parse(text, lines)
  if (document === undefined) {
    const message = 'Brackets, mappings or lists are nested too deeply to be read.'
    return {
      mistakes: [
        {
          line: 1,
          column: 1,
          where: '',
          code: 'too-deep',
          message,
          mend: `Nest at most ${SOURCE_DEPTH_MAX} deep.`,
        },
      ],
    }
  }
  const syntax = document.errors.map(error => explainSyntax(error, text, lines))
  if (syntax.length > 0) return { mistakes: syntax }
  return convert(document, lines)
}

/** Undefined when the library ran out of stack: it is recursive, and input decides how deep it goes. */
function parse(text: string, lines: LineCounter): Document.Parsed | undefined {
  try {
    // Unique keys are checked in `convert`: the library compares each key with each, which an attacker's file turns into minutes.
    return parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
      version: '1.2',
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

type Conversion = {
  readonly anchors: Map<string, Node>
  /** Anchors whose value is being read: meeting one again is a loop. */
  readonly open: Set<Node>
  readonly offsets: Map<string, { key: number; value: number }>
  readonly mistakes: {
    readonly path: Path
    readonly offset: number
    readonly code: MistakeCode
    readonly message: string
    readonly mend: string
  }[]
  values: number
}

function convert(document: Document.Parsed, lines: LineCounter) {
  const conversion: Conversion = {
    anchors: new Map(),
    open: new Set(),
    offsets: new Map(),
    mistakes: [],
    values: 0,
  }
  const value = convertNode(conversion, document.contents, [], 0)
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (conversion.mistakes.length > 0) {
    return {
      mistakes: conversion.mistakes.map(({ path, offset, ...rest }) => ({
        ...place(offset),
        where: formatPath(path),
        ...rest,
      })),
    }
  }
  const offsetOf = (path: Path, part: 'key' | 'value'): number => {
    for (let length = path.length; length > 0; length--) {
      const offsets = conversion.offsets.get(pathKey(path.slice(0, length)))
      // What is missing is reported at the key of the mapping that lacks it.
      if (offsets !== undefined) return length === path.length ? offsets[part] : offsets.key
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

function pathKey(path: Path): string {
  return JSON.stringify(path)
}

function convertNode(
  conversion: Conversion,
  node: Node | null | undefined,
  path: Path,
  keyOffset: number,
): unknown {
  const offset = node?.range?.[0] ?? keyOffset
  // What is said about a whole mapping or list is said at its key: its own first line is already about its first entry.
  conversion.offsets.set(pathKey(path), {
    key: keyOffset,
    value: isCollection(node) ? keyOffset : offset,
  })
  conversion.values++
  if (conversion.values > SOURCE_VALUES_MAX) {
    if (conversion.values === SOURCE_VALUES_MAX + 1)
      mistake(
        conversion,
        [],
        offset,
        'too-many-values',
        `The source holds more than ${SOURCE_VALUES_MAX} values, aliases written out.`,
        'Use fewer aliases, or split the plan.',
      )
    return undefined
  }
  if (path.length > SOURCE_DEPTH_MAX) {
    mistake(
      conversion,
      path,
      offset,
      'too-deep',
      `This is nested more than ${SOURCE_DEPTH_MAX} deep.`,
      'Nest less deeply.',
    )
    return undefined
  }
  if (node === null || node === undefined) return null
  if (isAlias(node)) return convertAlias(conversion, node.source, path, keyOffset, offset)
  if (node.anchor !== undefined) conversion.anchors.set(node.anchor, node)
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
    mistake(
      conversion,
      path,
      offset,
      'tag-unknown',
      `The tag ${quote(node.tag)} means nothing here.`,
      'Leave the tag out.',
    )
  conversion.open.add(node)
  const value = isMap(node)
    ? convertMap(conversion, node, path)
    : isSeq(node)
      ? node.items.map((child, index) =>
          convertNode(
            conversion,
            child as Node | null,
            [...path, index],
            startOf(child as Node | null, offset),
          ),
        )
      : isScalar(node)
        ? node.value
        : null
  conversion.open.delete(node)
  return value
}

function startOf(node: Node | null, otherwise: number): number {
  return node?.range?.[0] ?? otherwise
}

function convertAlias(
  conversion: Conversion,
  name: string,
  path: Path,
  keyOffset: number,
  offset: number,
): unknown {
  const target = conversion.anchors.get(name)
  if (target === undefined) {
    mistake(
      conversion,
      path,
      offset,
      'alias-unknown',
      `There is no anchor ${quote(name)} above this alias.`,
      `Write \`&${name}\` before the value that is meant, or write the value out.`,
    )
    return undefined
  }
  if (conversion.open.has(target)) {
    mistake(
      conversion,
      path,
      offset,
      'alias-loop',
      `The alias ${quote(name)} stands inside the value that it repeats.`,
      'Write the inner value out.',
    )
    return undefined
  }
  return convertNode(conversion, target, path, keyOffset)
}

function convertMap(conversion: Conversion, map: YAMLMap, path: Path): Record<string, unknown> {
  // Without a prototype, a key such as `__proto__` is a key like any other.
  const value = Object.create(null) as Record<string, unknown>
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const offset = startOf(pair.key, map.range?.[0] ?? 0)
    const key = keyText(pair.key)
    if (key === undefined) {
      mistake(
        conversion,
        path,
        offset,
        'key-not-text',
        'A key must be one word or text, not a list, a mapping or nothing.',
        'Write a name before the colon; put text that begins with `{`, `[`, `*` or `&` in quotes.',
      )
      continue
    }
    const here = [...path, key]
    if (key in value) {
      mistake(
        conversion,
        here,
        offset,
        'key-twice',
        `The key ${quote(key)} is there twice.`,
        'Keep one of the two, or give them different names.',
      )
      continue
    }
    value[key] = convertNode(conversion, pair.value, here, offset)
  }
  return value
}

/** The key as it was written: `1.10` stays `1.10`, `yes` stays `yes`. */
function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function mistake(
  conversion: Conversion,
  path: Path,
  offset: number,
  code: MistakeCode,
  message: string,
  mend: string,
): void {
  conversion.mistakes.push({ path, offset, code, message, mend })
}
