import { above, isUnder, walk } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import type { Level } from '#/core/draft/ladder.ts'
import { ask, draftNamed, titled, freshName, inert } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { levelNameIn, rankOf } from '#/core/draft/words/level.ts'
import type { LevelName } from '#/core/draft/words/level.ts'

/** What may be a ladder: siblings that each begin with the name of a level. */
type Candidate = { readonly entries: readonly Entry[]; readonly score: number }
export type Entry = {
  readonly node: Node
  readonly name: LevelName
  /** Of a row: in which column the name stands. */
  readonly column?: number
}

const LADDER = /sever|priorit|classif|criticality|urgency|level|tier|rating|categor|impact/i
/** Other things that come in levels. */
const OTHER =
  /escalat|support tier|maturity|likelihood|probability|\btlp\b|traffic light|data classification|information classification|contact|\braci\b|clearance|confidence|threat level|cvss|vulnerab|raci|phase|stage/i

/** Finds the ladder of the document: the first and fullest list of levels that are named alike. */
export function findLadder(sketch: Sketch): readonly Entry[] {
  const candidates = sketch.nodes.flatMap(candidatesBelow)
  const best = candidates.toSorted((one, other) => other.score - one.score)[0]
  return best === undefined || best.score <= 0 ? [] : best.entries
}

/** Every list of levels that are named as those of the ladder are: later tables say more of them. */
export function entriesNamed(
  sketch: Sketch,
  ladder: readonly Level[],
): readonly (readonly [Level, Entry])[] {
  return sketch.nodes.flatMap(candidatesBelow).flatMap(({ entries }) =>
    entries.flatMap(entry => {
      const level = ladder.find(({ name }) => sameLevel(name, entry.name))
      return level === undefined ? [] : [[level, entry] as const]
    }),
  )
}

function sameLevel(one: LevelName, other: LevelName): boolean {
  const plain = (text: string | undefined) => text?.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (one.code !== undefined && other.code !== undefined)
    return plain(one.code) === plain(other.code)
  return one.word !== undefined && plain(one.word) === plain(other.word)
}

function candidatesBelow(parent: Node): readonly Candidate[] {
  if (parent.kind === 'table') {
    const columns = parent.columns.map((_, column) => rowsNamed(parent, column))
    return columns.flatMap(entries => candidate(parent, entries, parent.children.length))
  }
  const siblings = parent.children.filter(({ kind }) => kind !== 'table' && kind !== 'code')
  const entries = siblings.flatMap((node): readonly Entry[] => {
    const name = levelNameIn(node.kind === 'heading' ? node.title : node.text)
    return name === undefined ? [] : [{ node, name }]
  })
  const alike = parent.children.filter(({ kind }) => entries.some(({ node }) => node.kind === kind))
  return candidate(parent, entries, alike.length)
}

function rowsNamed(table: Node, column: number): readonly Entry[] {
  return table.children.flatMap((node): readonly Entry[] => {
    const name = levelNameIn(node.cells[column] ?? '')
    // A cell names the level and nothing else.
    return name === undefined || name.rest.length > 24 ? [] : [{ node, name, column }]
  })
}

function candidate(parent: Node, found: readonly Entry[], siblings: number): readonly Candidate[] {
  const [first] = found
  if (first === undefined) return []
  const entries = found.filter(
    ({ name, node }) =>
      name.prefix === first.name.prefix &&
      !/^[A-Z]+\d/.test(name.rest) &&
      node.kind === first.node.kind,
  )
  const names = new Set(entries.map(({ name }) => (name.code ?? name.word ?? '').toLowerCase()))
  if (entries.length < 2 || names.size !== entries.length || entries.length < siblings / 2)
    return []
  const column = first.column === undefined ? '' : (parent.columns[first.column] ?? '')
  const around = `${parent.title} ${column} ${[...above(parent)].map(({ title }) => title).join(' ')}`
  const before = parent.children[parent.children.indexOf(first.node) - 1]?.text ?? ''
  const isLadder =
    LADDER.test(`${parent.title} ${column}`) ||
    isUnder(parent, LADDER) ||
    /\b(?:severity|priority)\b/i.test(before)
  // Numbers alone could be the levels of anything.
  if (OTHER.test(around) && !/sever|priorit/i.test(`${column} ${parent.title}`)) return []
  if (
    !isLadder &&
    (first.name.code === undefined ||
      /^(level|lvl|l|class|category|cat|grade)$/.test(first.name.prefix ?? ''))
  )
    return []
  const defined = entries.filter(
    ({ node, name }) => node.children.length > 0 || name.rest !== '' || node.kind === 'row',
  ).length
  const first_column = first.column === undefined || first.column <= 1
  return [
    {
      entries,
      score:
        entries.length * 10 +
        defined * 5 +
        (/sever|priorit|classif/i.test(around) ? 20 : 0) +
        (first_column ? 5 : -20),
    },
  ]
}

/** Makes levels of entries, worst first, and drafts them. What they mean is read by `level-detail.ts`. */
export function draftLadder(sketch: Sketch, entries: readonly Entry[]): void {
  const sorted = worstFirst(sketch, entries)
  const lead = entries[0]?.node.parent
  const labels = new Set<string>()
  sketch.ladder = sorted.map(({ node, name, column }) => {
    const alone = sorted.every(other => other.node !== node || other.name === name)
    const written = column === undefined ? nameAsWritten(node, name) : (node.cells[column] ?? '')
    const shown = alone ? written : (name.code ?? written)
    const id = idOfLevel(sketch, name)
    const own = [name.word, name.code].flatMap(label => {
      const lower = label?.toLowerCase()
      if (lower === undefined || labels.has(lower)) return []
      labels.add(lower)
      return [lower]
    })
    const level = { id, title: inert(shown), name, about: new Set([node]) }
    const introduced = lead !== undefined && lead.text.endsWith(':') ? [node, lead] : [node]
    draftNamed(sketch, 'severities', id, { title: titled(shown).title, labels: own }, introduced)
    return level
  })
}

function nameAsWritten(node: Node, { code, word, rest }: LevelName): string {
  const whole = (node.kind === 'heading' ? node.title : node.text).replace(/^[^\p{L}\p{N}]+/u, '')
  const named = rest === '' ? whole : whole.slice(0, whole.length - rest.length)
  const clean = named.replace(/[\s:–—|.-]+$/, '')
  return clean === '' ? (code ?? word ?? whole) : clean
}

function idOfLevel(sketch: Sketch, { code, word = '' }: LevelName): string {
  const id = code?.replace(/[^A-Za-z0-9]+/g, '-')
  if (id === undefined) return freshName(sketch, 'severities', word, 'level')
  sketch.taken.add(`severities:${id}`)
  return id
}

function worstFirst(sketch: Sketch, entries: readonly Entry[]): readonly Entry[] {
  const ranks = entries.map(({ name }) => (name.word === undefined ? undefined : rankOf(name.word)))
  if (ranks.every(rank => rank !== undefined) && new Set(ranks).size === ranks.length)
    return entries.toSorted(
      (one, other) => (rankOf(one.name.word ?? '') ?? 0) - (rankOf(other.name.word ?? '') ?? 0),
    )
  const prefix = entries[0]?.name.prefix ?? ''
  const numbers = entries.map(({ name }) => Number(/\d+$/.exec(name.code ?? '')?.[0] ?? NaN))
  // Everywhere these are counted from the worst on.
  if (
    /^(p|s|sev|severity|priority|prio|severitylevel|prioritylevel|tier)$/.test(prefix) &&
    numbers.every(number => !Number.isNaN(number))
  )
    return entries
      .map((entry, index) => ({ entry, number: numbers[index] ?? 0 }))
      .toSorted((one, other) => one.number - other.number)
      .map(({ entry }) => entry)
  ask(
    sketch,
    'severity-order',
    'Which of these levels is the worst? The draft keeps the order of the document, worst first.',
    entries.map(({ node }) => node),
  )
  return entries
}

/** "Severity: P0, P1, P2, or P3": levels that a document names and nowhere defines. */
export function findBareLevels(sketch: Sketch): readonly Entry[] {
  for (const node of walk(sketch.root)) {
    if (!/\b(?:severity|severities|priority|priorities)\b/i.test(node.text)) continue
    const codes = [...node.text.matchAll(/\b(?:P|S|SEV|Sev|sev|Tier|Level)[ -]?\d\b/g)].map(
      ([code]) => code,
    )
    const names = codes.flatMap(code => levelNameIn(code) ?? [])
    if (
      new Set(codes).size === codes.length &&
      names.length >= 3 &&
      names.every(({ prefix }) => prefix === names[0]?.prefix)
    )
      return names.map(name => ({ node, name }))
  }
  return []
}
