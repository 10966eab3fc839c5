import { saysSomething } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import type { Level } from '#/core/draft/ladder.ts'
import { entriesNamed } from '#/core/draft/read/severity.ts'
import type { Entry } from '#/core/draft/read/severity.ts'
import { isReadable, targetKind } from '#/core/draft/read/target.ts'
import type { StatedTarget } from '#/core/draft/read/target.ts'
import { askBlanks, inert } from '#/core/draft/sketch.ts'
import type { Drafted, Sketch } from '#/core/draft/sketch.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { imperativeOf } from '#/core/draft/words/verb.ts'
import { LINE_LENGTH_MAX, TEXT_LENGTH_MAX } from '#/core/plan/limits.ts'

const MEANS =
  /^(definitions?|descriptions?|meaning|criteria|impact|characteristics|scope|conditions?|details|what( it means)?|business impact|user impact|indicators|explanation|classification criteria|.*\b(definition|description|criteria))$/i
const EXAMPLES =
  /^(examples?|typical (examples|incidents)|example (incidents|scenarios)|scenarios?|e\.g\.?|.*\bexamples?)$/i
const NAME =
  /^(name|label|severity|severity level|level|priority|title|sev|code|class|rating|tier|classification|category)$/i

/** Reads what a document says of its levels, wherever it says it: meaning, examples, and the times that it promises. */
export function readLevels(sketch: Sketch, entries: readonly Entry[]): readonly StatedTarget[] {
  const ladder = sketch.ladder
  const own = entries.flatMap(entry => {
    const level = ladder.find(({ about, name }) => about.has(entry.node) && name === entry.name)
    return level === undefined ? [] : [[level, entry] as const]
  })
  const elsewhere = entriesNamed(sketch, ladder).filter(
    ([, { node }]) => !entries.some(entry => entry.node === node),
  )
  return [
    ...own.flatMap(([level, entry]) => readEntry(sketch, level, entry, true)),
    ...elsewhere.flatMap(([level, entry]) => readEntry(sketch, level, entry, false)),
    ...sketch.nodes.flatMap(node => readTransposed(sketch, node)),
  ]
}

type Reading = {
  readonly sketch: Sketch
  readonly level: Level
  readonly element: Drafted
  /** Whether this is where the level is defined, so that what has no label belongs to its meaning. */
  readonly defines: boolean
}

function readEntry(
  sketch: Sketch,
  level: Level,
  { node, name, column }: Entry,
  defines: boolean,
): readonly StatedTarget[] {
  const element = sketch.elements.find(
    ({ section, id }) => section === 'severities' && id === level.id,
  )
  if (element === undefined) return []
  const reading = { sketch, level, element, defines }
  const targets =
    column === undefined ? readBelow(reading, node, name.rest) : readRow(reading, node, column)
  if (defines || targets.length > 0) askBlanks(sketch, node)
  return targets
}

function readRow(reading: Reading, row: Node, own: number): readonly StatedTarget[] {
  const { sketch, defines, element } = reading
  const columns = row.parent?.columns ?? []
  const left: string[] = []
  const targets = row.cells.flatMap((text, index) => {
    const label = columns[index] ?? ''
    if (index === own || text === '') return []
    const found = readDetail(reading, label, text, row)
    if (found === undefined && !(NAME.test(label) && defines)) left.push(`${label}: ${text}`)
    return found ?? []
  })
  const readable = row.cells.filter(text => text !== '').length - 1 - left.length
  if (!defines && readable === 0) return []
  sketch.read.add(row)
  element.cites.add(row)
  if (left.length > 0) sketch.leftOver.push({ node: row, text: left.join('; ') })
  return targets
}

function readBelow(reading: Reading, node: Node, rest: string): readonly StatedTarget[] {
  const { sketch, defines, element } = reading
  const targets: StatedTarget[] = []
  if (defines) sketch.read.add(node)
  if (rest !== '') targets.push(...readRest(reading, node, rest))
  for (const child of node.children) {
    const found = readChild(reading, child)
    if (found === undefined) continue
    sketch.read.add(child)
    if (saysSomething(child)) element.cites.add(child)
    targets.push(...found)
  }
  if (targets.length > 0) element.cites.add(node)
  return targets
}

/** Behind the name: "(< 1 hour response)", "Full outage", "15 minutes". */
function readRest(reading: Reading, node: Node, rest: string): readonly StatedTarget[] {
  const { defines, element, sketch } = reading
  const [, inside] = /^\(([^()]{1,60})\)$/.exec(rest) ?? []
  const kind = targetKind(inside ?? rest) ?? (inside === undefined ? kindAbove(node) : undefined)
  if (kind !== undefined) {
    const label = inside === undefined ? (node.parent?.title ?? '') : 'Response'
    const stated = { kind, label, text: inside ?? rest, level: reading.level, node }
    if (isReadable(sketch, stated)) {
      sketch.read.add(node)
      return [stated]
    }
  }
  if (!defines) return []
  means(element, rest)
  return []
}

/** "Response times:" above a list of levels says what their times are. */
function kindAbove(node: Node) {
  return node.parent === undefined
    ? undefined
    : targetKind(node.parent.title.replace(/\btimes\b/i, 'time'))
}

function readChild(reading: Reading, child: Node): readonly StatedTarget[] | undefined {
  const { element, sketch, defines } = reading
  const below = child.children.filter(({ kind }) => kind === 'point' || kind === 'prose')
  const isList = child.body === '' || child.kind === 'heading' || child.kind === 'lead'
  if (isList && below.length > 0) {
    const examples = EXAMPLES.test(child.title)
    if (!examples && !MEANS.test(child.title)) return undefined
    for (const point of below) {
      sketch.read.add(point)
      element.cites.add(point)
      if (examples) example(element, point.text)
      else means(element, point.text)
    }
    return []
  }
  if (child.labelled) return readDetail(reading, child.title, child.body, child)
  if (!defines || child.kind === 'table' || child.kind === 'code' || child.kind === 'heading')
    return undefined
  if (imperativeOf(child.text) !== undefined || child.children.length > 0) return undefined
  const kind = targetKind(child.text.split(/\s/)[0] ?? '')
  if (kind !== undefined) return undefined
  means(element, child.text)
  return []
}

function readDetail(
  reading: Reading,
  label: string,
  text: string,
  node: Node,
): readonly StatedTarget[] | undefined {
  const { element, sketch, level } = reading
  if (isBlank(text)) return undefined
  if (EXAMPLES.test(label)) {
    example(element, text)
    return []
  }
  const kind = targetKind(label)
  if (kind !== undefined) {
    const stated = { kind, label, text, level, node }
    return isReadable(sketch, stated) ? [stated] : undefined
  }
  if (!MEANS.test(label)) return undefined
  means(element, text)
  return []
}

function means({ keys }: Drafted, text: string): void {
  if (text.trim() === '') return
  const before = typeof keys['means'] === 'string' ? `${keys['means']}; ` : ''
  const joined = `${before}${inert(text)}`
  if (joined.length <= TEXT_LENGTH_MAX) keys['means'] = joined
}

function example({ keys }: Drafted, text: string): void {
  if (text.trim() === '') return
  const before = Array.isArray(keys['examples']) ? (keys['examples'] as readonly string[]) : []
  keys['examples'] = [...before, inert(text).slice(0, LINE_LENGTH_MAX).toWellFormed()]
}

/** A table whose columns are the levels: each row is one kind of promise. */
function readTransposed(sketch: Sketch, table: Node): readonly StatedTarget[] {
  if (table.kind !== 'table') return []
  const levels = table.columns.map(column =>
    sketch.ladder.find(({ title, name }) =>
      [title, name.code, name.word].some(one => one?.toLowerCase() === column.toLowerCase()),
    ),
  )
  if (levels.filter(level => level !== undefined).length < 2) return []
  return table.children.flatMap(row => {
    const label = row.cells[0] ?? ''
    const kind = targetKind(label)
    if (kind === undefined) return []
    const stated = levels.flatMap((level, index): readonly StatedTarget[] =>
      level === undefined || index === 0
        ? []
        : [{ kind, label, text: row.cells[index] ?? '', level, node: row }],
    )
    const readable = stated.filter(target => isReadable(sketch, target))
    if (readable.length > 0) sketch.read.add(row)
    const left = stated.filter(target => !readable.includes(target) && target.text !== '')
    if (readable.length > 0 && left.length > 0)
      sketch.leftOver.push({
        node: row,
        text: left.map(({ level, text }) => `${level.title}: ${text}`).join('; '),
      })
    return readable
  })
}
