import { isAlias, isCollection, isMap, isScalar, isSeq } from 'yaml'
import type { Node, Pair, Scalar, YAMLMap } from 'yaml'

import { SOURCE_DEPTH_MAX, SOURCE_VALUES_MAX } from '#/core/plan/limits.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { MistakeCode, Path } from '#/core/plan/mistake.ts'

/** A mistake at an offset in the text. */
type Slip = {
  readonly path: Path
  readonly offset: number
  readonly code: MistakeCode
  readonly message: string
  readonly mend: string
}

/** Offsets of a value and of its key in the text. */
type Offsets = { readonly key: number; readonly value: number }

type Reading = {
  readonly textUnder: ReadonlySet<string>
  readonly anchors: Map<string, Node>
  /** Values that are being read: meeting one of them again is a loop. */
  readonly open: Set<Node>
  readonly offsets: Map<string, Offsets>
  readonly slips: Slip[]
  values: number
}

/**
 * Plain values out of a parsed document, with the offset of each. The library's own conversion is not used: it reads the keys
 * `1.10` and `1.1` as one number, loses places, and writes out aliases without a bound.
 */
export function readValues(contents: Node | null, textUnder: ReadonlySet<string>) {
  const reading: Reading = {
    textUnder,
    anchors: new Map(),
    open: new Set(),
    offsets: new Map(),
    slips: [],
    values: 0,
  }
  const value = readNode(reading, contents, [], 0)
  const offsets = { get: (path: Path) => reading.offsets.get(placeOf(path)) }
  return { value, offsets, slips: reading.slips as readonly Slip[] }
}

/** A path as one word. What separates its steps is in no key that anybody writes. */
function placeOf(path: Path): string {
  return `${path.length}\u0000${path.join('\u0000')}`
}

function readNode(
  reading: Reading,
  node: Node | null | undefined,
  path: Path,
  key: number,
): unknown {
  const offset = startOf(node, key)
  // What is said about a whole mapping or list is said at its key: its first line is about its first entry.
  reading.offsets.set(placeOf(path), { key, value: isCollection(node) ? key : offset })
  if (isTooMuch(reading, path, offset)) return undefined
  if (node === null || node === undefined) return null
  if (isAlias(node)) return readAlias(reading, node.source, path, key, offset)
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node)
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
    const message = `The tag ${quote(node.tag)} means nothing here.`
    reading.slips.push({ path, offset, code: 'tag-unknown', message, mend: 'Leave the tag out.' })
  }
  reading.open.add(node)
  const value = readContent(reading, node, path, offset)
  reading.open.delete(node)
  return value
}

function readContent(reading: Reading, node: Node, path: Path, offset: number): unknown {
  if (isScalar(node)) return isText(reading, path) ? asWritten(node) : node.value
  if (isMap(node)) return readMap(reading, node, path)
  if (!isSeq(node)) return null
  return node.items.map((item, index) => {
    const child = item as Node | null
    return readNode(reading, child, [...path, index], startOf(child, offset))
  })
}

function isText({ textUnder }: Reading, path: Path): boolean {
  const name = path.findLast(step => typeof step === 'string')
  return name !== undefined && textUnder.has(name)
}

/** `1.10` stays `1.10`, and is not the number 1.1. */
function asWritten({ value, source }: Scalar): unknown {
  return typeof value === 'number' ? (source ?? String(value)) : value
}

function startOf(node: Node | null | undefined, otherwise: number): number {
  return node?.range?.[0] ?? otherwise
}

function isTooMuch(reading: Reading, path: Path, offset: number): boolean {
  reading.values++
  if (reading.values > SOURCE_VALUES_MAX) {
    const message = `The source holds more than ${SOURCE_VALUES_MAX} values, aliases written out.`
    const mend = 'Use fewer aliases, or split the plan.'
    if (reading.values === SOURCE_VALUES_MAX + 1)
      reading.slips.push({ path: [], offset, code: 'too-many-values', message, mend })
    return true
  }
  if (path.length <= SOURCE_DEPTH_MAX) return false
  const message = `This is nested more than ${SOURCE_DEPTH_MAX} deep.`
  reading.slips.push({ path, offset, code: 'too-deep', message, mend: 'Nest less deeply.' })
  return true
}

function readAlias(
  reading: Reading,
  name: string,
  path: Path,
  key: number,
  offset: number,
): unknown {
  const target = reading.anchors.get(name)
  if (target === undefined) {
    const message = `There is no anchor ${quote(name)} above this alias.`
    const mend = `Write \`&${name}\` before the value that is meant, or write the value out.`
    reading.slips.push({ path, offset, code: 'alias-unknown', message, mend })
    return undefined
  }
  if (reading.open.has(target)) {
    const message = `The alias ${quote(name)} stands inside the value that it repeats.`
    reading.slips.push({
      path,
      offset,
      code: 'alias-loop',
      message,
      mend: 'Write the inner value out.',
    })
    return undefined
  }
  return readNode(reading, target, path, key)
}

function readMap(reading: Reading, map: YAMLMap, path: Path): Record<string, unknown> {
  // Without a prototype, a key such as `__proto__` is a key like any other.
  const value = Object.create(null) as Record<string, unknown>
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const offset = startOf(pair.key, startOf(map, 0))
    const key = keyText(pair.key)
    if (key === undefined) {
      const message = 'A key must be one word or text, not a list, a mapping or nothing.'
      const mend =
        'Write a name before the colon; put text that begins with `{`, `[`, `*` or `&` in quotes.'
      reading.slips.push({ path, offset, code: 'key-not-text', message, mend })
      continue
    }
    const here = [...path, key]
    if (key in value) {
      const message = `The key ${quote(key)} is there twice.`
      const mend = 'Keep one of the two, or give them different names.'
      reading.slips.push({ path: here, offset, code: 'key-twice', message, mend })
      continue
    }
    value[key] = readNode(reading, pair.value, here, offset)
  }
  return value
}

/** The key as it was written: `1.10` stays `1.10`, `yes` stays `yes`. */
function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined
  return typeof key.value === 'string' ? key.value : key.source
}
