import { Document, isMap, isScalar, isSeq, visit } from 'yaml'
import type { Pair } from 'yaml'

import { CALENDAR } from '#/core/draft/clock.ts'
import type { Node } from '#/core/draft/document/node.ts'
import type { DraftedClause, Numbered } from '#/core/draft/number.ts'
import type { About } from '#/core/draft/read/about.ts'
import { SECTIONS } from '#/core/draft/sketch.ts'
import type { Drafted, Section, Sketch } from '#/core/draft/sketch.ts'
import { nameFrom } from '#/core/draft/words/name.ts'

/** Writes the plan file: the clauses in the order of the document, then what was understood of them, then what is only kept. */
export function written(sketch: Sketch, about: About, numbers: Numbered): string {
  const plan = {
    plan: nameFrom(about.title, 'plan'),
    title: about.title,
    version: about.version,
    document: about.document,
    ...(numbers.clauses.length === 0
      ? {}
      : { clauses: Object.fromEntries(numbers.clauses.map(({ id, text }) => [id, text])) }),
    ...calendars(sketch),
    ...Object.fromEntries(SECTIONS.flatMap(section => sectionOf(sketch, section, numbers))),
  }
  const document = new Document(plan, { version: '1.2', aliasDuplicateObjects: false })
  document.commentBefore = HEAD
  dress(document, numbers.clauses)
  return document.toString({ lineWidth: 120, flowCollectionPadding: false })
}

const HEAD = ` A draft, written by \`tocsin plan draft\` from the document named below, by rules and without guessing.
 Each sentence is a clause. What was understood cites its clause; the rest is kept under \`statements\`.
 What the document leaves open is marked \`unknown\`, \`conflict\` or \`see\`: settle it, then run \`tocsin plan check\`.`

function calendars(sketch: Sketch) {
  const using = sketch.elements.filter(({ keys }) => keys['calendar'] === CALENDAR)
  if (using.length === 0) return {}
  const unknown =
    'The document names neither holidays nor hours. Here: Monday to Friday, whole days, no holidays.'
  return { calendars: { [CALENDAR]: { title: 'Working days', unknown } } }
}

function sectionOf(
  sketch: Sketch,
  section: Section,
  numbers: Numbered,
): readonly (readonly [string, unknown])[] {
  const own = sketch.elements.filter(element => element.section === section)
  if (section === 'playbooks') return playbooks(sketch, own, numbers)
  const shown = own.filter(({ playbook }) => playbook === undefined)
  if (shown.length === 0) return []
  if (section === 'obligations')
    return [
      [
        section,
        inOrder(sketch, shown).map(element => ({ id: element.id, ...keysOf(element, numbers) })),
      ],
    ]
  return [
    [section, Object.fromEntries(shown.map(element => [element.id, keysOf(element, numbers)]))],
  ]
}

/** In the order of the sentences that they carry out. */
function inOrder(sketch: Sketch, elements: readonly Drafted[]): readonly Drafted[] {
  const order = new Map(sketch.nodes.map((node, index) => [node, index]))
  const place = ({ cites }: Drafted) => Math.min(...[...cites].map(node => order.get(node) ?? 0))
  return elements.toSorted((one, other) => place(one) - place(other))
}

function playbooks(
  sketch: Sketch,
  own: readonly Drafted[],
  numbers: Numbered,
): readonly (readonly [string, unknown])[] {
  if (own.length === 0) return []
  const entries = own.map(({ id, keys }) => {
    const steps = sketch.elements.filter(
      ({ section, playbook }) => section === 'obligations' && playbook === id,
    )
    return [id, { ...keys, steps: steps.map(step => stepOf(step, numbers)) }]
  })
  return [['playbooks', Object.fromEntries(entries)]]
}

function stepOf(step: Drafted, numbers: Numbered): unknown {
  const { same } = step.keys
  return same === undefined
    ? { id: step.id, ...keysOf(step, numbers) }
    : { same, ...citing(step, numbers) }
}

const LAST = ['labels', 'help', 'see', 'unknown', 'conflict', 'recorded-only']

/** The keys of an element with its clauses behind its title, and its marks at the end. */
function keysOf(element: Drafted, numbers: Numbered): Record<string, unknown> {
  const { title, ...rest } = element.keys
  const entries = Object.entries(rest).map(([key, value]) => [key, single(key, value)] as const)
  const first = entries.filter(([key]) => !LAST.includes(key))
  const last = LAST.flatMap(key => entries.filter(([own]) => own === key))
  return {
    ...(title === undefined ? {} : { title }),
    ...citing(element, numbers),
    ...Object.fromEntries([...first, ...last]),
  }
}

/** One name alone is written without brackets. */
function single(key: string, value: unknown): unknown {
  return ['to', 'via', 'needs', 'members'].includes(key) &&
    Array.isArray(value) &&
    value.length === 1
    ? (value[0] as unknown)
    : value
}

function citing({ cites }: Drafted, { idsOf, clauses }: Numbered): Record<string, unknown> {
  const own = new Set([...cites].flatMap(idsOf))
  const ids = clauses.flatMap(({ id }) => (own.has(id) ? [id] : []))
  if (ids.length === 0) return {}
  return { cite: ids.length === 1 ? ids[0] : ids }
}

const FLOWING = [
  'cite',
  'when',
  'to',
  'via',
  'members',
  'holders',
  'labels',
  'every',
  'quota',
  'within',
  'target',
  'by',
  'needs',
  'severity',
]

/** Short lists, conditions and entries on one line, headings of the document above their clauses. */
function dress(document: Document, clauses: readonly DraftedClause[]): void {
  visit(document, {
    Pair(_, pair) {
      const { key, value } = pair as Pair<unknown, unknown>
      const isShort = isScalar(key) && FLOWING.includes(String(key.value))
      if (isShort && (isSeq(value) || isMap(value))) value.flow = true
    },
  })
  if (!isMap(document.contents)) return
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key)) continue
    if (isMap(value) || isSeq(value)) key.spaceBefore = true
    if (key.value === 'clauses') nameSections(value, clauses)
    else if (isMap(value)) for (const entry of value.items) shorten(entry.value)
  }
}

/** Characters of an entry that is written on one line. */
const ENTRY_LENGTH_MAX = 80

/** `cto: {title: CTO, cite: C2.2}`. */
function shorten(entry: unknown): void {
  if (!isMap(entry)) return
  const isPlain = entry.items.every(({ value }) => isScalar(value) || (isSeq(value) && value.flow))
  if (isPlain && JSON.stringify(entry.toJSON()).length <= ENTRY_LENGTH_MAX) entry.flow = true
}

function nameSections(clauses: unknown, numbered: readonly DraftedClause[]): void {
  if (!isMap(clauses)) return
  const sections = new Map<string, Node>()
  for (const [index, { id, section }] of numbered.entries())
    if (section !== undefined && section !== numbered[index - 1]?.section) sections.set(id, section)
  for (const { key } of clauses.items) {
    const section = isScalar(key) ? sections.get(String(key.value)) : undefined
    if (section === undefined || !isScalar(key)) continue
    key.commentBefore = ` ${section.text.slice(0, 120).toWellFormed()}`
  }
}
