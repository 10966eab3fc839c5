import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import type { Block, Document, Inline, Section, Text } from '#/core/document/document.ts'
import { htmlOf } from '#/core/document/html.ts'
import { markdownOf } from '#/core/document/markdown.ts'
import type { ActName } from '#/core/plan/act.ts'
import { elementsOf } from '#/core/plan/check/coverage.ts'
import type { ElementKind } from '#/core/plan/check/coverage.ts'
import type { Start } from '#/core/plan/clock.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Condition, Each, Marks, Plan } from '#/core/plan/plan.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import { renderPlan } from '#/core/plan/render.ts'
import { REGIMES } from '../kit/regimes.ts'
import { golden } from './golden.ts'

/** Plans as documents. `everything.yaml` holds each kind of element, act, condition and start, so that each has words to be read. */
const ROOT = new URL('../../', import.meta.url)
const FOLDER = new URL('document/', import.meta.url)
const EDITION = { hash: '0123456789abcdef'.repeat(4), date: '2026-11-22' }

const LAW = readFileSync(new URL('example-law.yaml', FOLDER), 'utf8')
/** The regimes that come with the product, and a short one to be read. */
const WITH_EXAMPLE: Regimes = {
  names: [...REGIMES.names, 'example-law'],
  read: id => (id === 'example-law' ? { text: LAW, file: 'example-law.yaml' } : REGIMES.read(id)),
}

function planIn(file: URL): Plan {
  const compiled = compile(readFileSync(file, 'utf8'), { regimes: WITH_EXAMPLE })
  ok('plan' in compiled, JSON.stringify(compiled).slice(0, 2_000))
  return compiled.plan
}

const everything = planIn(new URL('everything.yaml', FOLDER))
const bundled = readdirSync(new URL('plans/', ROOT)).map(name => new URL(`plans/${name}`, ROOT))

test('a plan with everything reads as Markdown', () => {
  golden(new URL('everything.md', FOLDER), markdownOf(renderPlan(everything, EDITION)))
})

test('a plan with everything reads as HTML', () => {
  golden(new URL('everything.html', FOLDER), htmlOf(renderPlan(everything, EDITION)))
})

/** Each is named once: what a union gains does not compile before it stands here, and fails before the plan holds it. */
const KINDS: Readonly<Record<Condition['kind'] | Start['kind'], true>> = {
  always: true, all: true, any: true, none: true, 'at-least': true, severity: true, type: true, source: true, stage: true,
  security: true, reached: true, fact: true, done: true, recorded: true, escalated: true, passed: true, lasted: true, during: true,
  missed: true, tier: true, assessed: true, decided: true, held: true, 'in-force': true,
  moment: true, applies: true, entered: true, met: true, earliest: true, newest: true, latest: true, after: true, before: true,
  due: true, share: true, 'end-of': true, answered: true,
}
const ACTS: Readonly<Record<ActName, true>> = {
  task: true, ask: true, page: true, notify: true, update: true, notice: true, report: true, gather: true, escalate: true, meet: true,
  notes: true, feedback: true, 'follow-up': true, finding: true, file: true, publish: true, confirm: true, restrict: true, raise: true,
  'hand-over': true,
}
const EACH: Readonly<Record<Each, true>> = { responder: true, system: true, 'follow-up': true, override: true }
const ELEMENTS: Readonly<Record<ElementKind, true>> = {
  source: true, severity: true, type: true, classification: true, grade: true, system: true, fact: true, moment: true, position: true,
  group: true, role: true, decision: true, calendar: true, audience: true, template: true, stage: true, obligation: true, gate: true,
  level: true, field: true, measure: true, program: true, retention: true, setting: true, statement: true,
}
const MARKS: Readonly<Record<keyof Marks, true>> = { unknown: true, see: true, conflict: true, recordedOnly: true, unverified: true }

test('everything.yaml holds every kind of element, act, condition, start and mark', () => {
  const held = new Map<string, Set<unknown>>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value)) {
      held.set(name, (held.get(name) ?? new Set()).add(typeof inner === 'object' ? true : inner))
      walk(inner)
    }
  }
  walk(everything)
  const missing = (name: string, wanted: object) => Object.keys(wanted).filter(one => held.get(name)?.has(one) !== true)
  deepEqual(missing('kind', KINDS), [])
  deepEqual(missing('do', ACTS), [])
  deepEqual(missing('each', EACH), [])
  deepEqual(Object.keys(MARKS).filter(mark => !held.has(mark)), [])
  const kinds = new Set(elementsOf(everything).map(({ kind }) => kind))
  deepEqual(Object.keys(ELEMENTS).filter(kind => !kinds.has(kind as ElementKind)), [])
})

/** Anchors and the targets of links, of a whole document. */
function threads({ preface, details, sections }: Document) {
  const anchors: string[] = []
  const targets: string[] = []
  const text = (inlines: Text) => inlines.forEach(inline)
  const inline = (one: Inline): void => {
    if (typeof one === 'string' || 'strong' in one || 'code' in one) return
    if ('see' in one) text(one.see)
    else targets.push(one.to)
  }
  const anchor = (at: string | undefined) => at !== undefined && anchors.push(at)
  const block = (one: Block): void => {
    if (one.kind === 'paragraph' || one.kind === 'note') text(one.text)
    if (one.kind === 'list')
      for (const entry of one.entries) {
        anchor(entry.anchor)
        text(entry.text)
        entry.below?.forEach(block)
      }
    if (one.kind === 'table')
      for (const row of one.rows) {
        anchor(row.anchor)
        row.cells.forEach(text)
      }
  }
  const section = (one: Section): void => {
    anchor(one.anchor)
    text(one.see)
    one.blocks.forEach(block)
    one.sections.forEach(section)
  }
  details.forEach(detail => text(detail.text))
  preface.forEach(block)
  sections.forEach(section)
  return { anchors, targets }
}

for (const file of [...bundled, new URL('everything.yaml', FOLDER), new URL('plans/complete.yaml', import.meta.url)]) {
  const name = file.pathname.split('/').at(-1)

  test(`in the document of ${name} every link leads somewhere, and no two places share an address`, () => {
    const { anchors, targets } = threads(renderPlan(planIn(file), EDITION))
    deepEqual(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index), [])
    deepEqual([...new Set(targets)].filter(target => !anchors.includes(target)), [])
  })

  test(`in the document of ${name} one walks from each element to its clauses and back`, () => {
    const plan = planIn(file)
    const { targets } = threads(renderPlan(plan, EDITION))
    for (const { kind, element } of elementsOf(plan))
      if (element.cite.length > 0) {
        ok(targets.includes(`${kind}-${element.id}`), `${kind} ${element.id} is reached from its clause`)
        for (const clause of element.cite) ok(targets.includes(`clause-${clause}`), `clause ${clause} is reached`)
      }
  })

  test(`the document of ${name} says nothing twice over, and no name of code where a title belongs`, () => {
    const text = markdownOf(renderPlan(planIn(file), EDITION))
    equal(/\b(undefined|null|NaN|\[object)\b/.exec(text)?.[0], undefined)
    equal(/\b(the the|a an|an a|of of|to to|when when|once once|is is|must must)\b/i.exec(text)?.[0], undefined)
    equal(/\b1 (seconds|minutes|hours|days|weeks|months|quarters|years|levels|people|roles)\b/.exec(text)?.[0], undefined)
    equal(/ [,.;:](?!\S)|\.\.(?!\.)|,,|\( | \)/.exec(text)?.[0], undefined)
  })
}

const HOSTILE = '<img src=x onerror=alert(1)> | \u202e **b** `c` [d](javascript:e) \u0000 &lt; "\' שלום 👩‍💻'
/** What people write into a plan, by the name that it has there. */
const WRITTEN = new Set(['title', 'means', 'text', 'ask', 'help', 'goal', 'heading', 'subject', 'body', 'draft', 'why', 'unmeasured', 'unknown', 'see', 'conflict', 'recordedOnly', 'unverified', 'law', 'label', 'version'])

/** The plan with another text wherever somebody wrote one. */
function rewritten(value: unknown, text: string, name = ''): unknown {
  if (typeof value === 'string') return WRITTEN.has(name) ? text : value
  if (Array.isArray(value)) return value.map(one => (typeof one === 'string' && ['examples', 'duties', 'topics', 'labels'].includes(name) ? text : rewritten(one, text)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewritten(inner, text, key)]))
}

test('whatever somebody writes into a plan, the form of its document is the same', () => {
  const documentOf = (text: string) => renderPlan(rewritten(everything, text) as Plan, EDITION)
  // As long as the other: a long condition stands below its sentence and not before it.
  const [harmless, hostile] = [documentOf('X'.repeat(HOSTILE.length)), documentOf(HOSTILE)]

  const tags = (html: string) => [...html.replace(/<style>.*?<\/style>/s, '').matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, ''))
  deepEqual(tags(htmlOf(hostile)), tags(htmlOf(harmless)))

  // A bar that was not escaped would make a cell, and a line that was not joined another row.
  const cells = (markdown: string) => markdown.split('\n').filter(line => line.startsWith('|')).map(line => line.split(/(?<!\\)\|/).length)
  deepEqual(cells(markdownOf(hostile)), cells(markdownOf(harmless)))
  equal(/(?<!\\)[<>]/.exec(markdownOf(hostile).replaceAll('\n> ', '\n'))?.[0], undefined)
  for (const one of ['\u0000', '\u202e']) ok(!(markdownOf(hostile) + htmlOf(hostile)).includes(one))
})
