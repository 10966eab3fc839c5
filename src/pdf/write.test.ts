import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { draft, list, numbered, paragraph, table } from '#/core/document/document.ts'
import type { Document, Section } from '#/core/document/document.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { renderPlan } from '#/core/plan/render.ts'
import { pdfOf } from '#/pdf/write.ts'
import { readPdf } from '../../test/kit/pdf-text.ts'
import { REGIMES } from '../../test/kit/regimes.ts'

const PLANS = new URL('../../plans/', import.meta.url)
const EDITION = { hash: '0123456789abcdef'.repeat(4), date: '2026-11-22' }

function planIn(name: string): Plan {
  const compiled = compile(readFileSync(new URL(name, PLANS), 'utf8'), { regimes: REGIMES })
  ok('plan' in compiled, JSON.stringify(compiled).slice(0, 2_000))
  return compiled.plan
}

/** Lines of a page are broken where they are full; what is looked for may go over a break. */
function flat(text: string): string {
  return text.replace(/\s+/g, '')
}

function titlesOf(sections: readonly Section[]): readonly string[] {
  return sections.flatMap(({ number, title, sections: below }) => [
    `${number} ${title}`,
    ...titlesOf(below),
  ])
}

for (const name of readdirSync(PLANS))
  test(`${name} as a PDF holds every clause, every promise and every section`, async t => {
    const plan = planIn(name)
    const document = renderPlan(plan, EDITION)
    await pdfOf(document)
    const begin = performance.now()
    const pdf = await pdfOf(document)
    t.diagnostic(`${name}: ${pdf.length} bytes in ${Math.round(performance.now() - begin)} ms`)
    deepEqual(await pdfOf(document), pdf, 'the same document gives the same bytes')

    const { pages, outline, targets, places, rightmost } = readPdf(pdf)
    const text = flat(pages.join('\n'))
    for (const { id, text: said } of plan.clauses)
      ok(text.includes(flat(id)) && text.includes(flat(said)), id)
    for (const { title } of plan.rules) ok(text.includes(flat(title)), title)
    deepEqual(outline.toSorted(), titlesOf(document.sections).toSorted())
    deepEqual(
      [...targets].filter(target => !places.has(target)),
      [],
      'every link leads somewhere',
    )
    ok(rightmost <= 540, `nothing stands out of the page: ${rightmost}`)

    const [, ...others] = pages
    others.forEach((page, index) => {
      match(page, new RegExp(`Page ${index + 2} of ${pages.length}`))
      ok(
        flat(page).includes(flat(`${plan.title} · version ${plan.version} · 0123456789ab`)),
        'title, version and hash',
      )
    })
    const file = Buffer.from(pdf).toString('latin1')
    for (const said of [
      '/Lang (en)',
      '/Marked true',
      '/DisplayDocTitle true',
      '/S /TH',
      '/S /H2',
      '/S /LI',
    ])
      ok(file.includes(said), said)
    match(file, /\(D:20261122000000Z\)/)
  })

const HOSTILE = [
  '<script>alert(1)</script>',
  'שלום עולם \u202e gnitirw',
  'W'.repeat(5_000),
  '👩‍💻 🏳️‍🌈 𝕏',
  'a | b | c',
  '\u0000\u0007\ud800',
  '(\\) Tj ET endstream endobj',
]

/** One text wherever a document can say anything. */
function saying(text: string): Document {
  const blocks = [
    paragraph(text, { strong: text }, { code: text }),
    { kind: 'heading' as const, text },
    { kind: 'note' as const, label: text, text: [text] },
    ...list([{ anchor: 'entry', text: [text], below: [paragraph(text)] }]),
    ...table(
      text,
      [
        [text, 1],
        [text, 11],
      ],
      [{ anchor: 'row', cells: [[text], [{ to: 'entry', text }]] }],
    ),
  ]
  return {
    title: text,
    edition: text,
    date: '2026-11-22',
    details: [{ label: text, text: [text] }],
    preface: [],
    sections: numbered(draft('one', text, blocks, draft('two', text, blocks.slice(0, 1)))),
  }
}

for (const text of HOSTILE)
  test(`a PDF of ${JSON.stringify(text.slice(0, 40))} keeps to its pages and says all of it`, async () => {
    const { pages, rightmost } = readPdf(await pdfOf(saying(text)))
    // A letter at the end of a line may stand in the margin by its own width.
    ok(rightmost <= 550, `${rightmost}`)
    const longest = Math.max(...pages.flatMap(page => page.split('\n')).map(line => line.length))
    ok(longest <= 200, `a line of ${longest} letters`)
    // Of the long word each letter counts: `saying` says it 23 times, besides the heads of pages.
    if (text.startsWith('W')) ok(pages.join('').replace(/[^W]/g, '').length >= 23 * 5_000)
    if (text.startsWith('<')) ok(flat(pages.join('')).includes('<script>alert(1)</script>'))
    if (/[^\u0020-\u007e]/.test(text)) match(pages.join(''), /\[U\+/)
  })

test('a document with nothing in it is a PDF too', async () => {
  const empty = {
    title: 'Empty',
    edition: '',
    date: '2026-11-22',
    details: [],
    preface: [],
    sections: [],
  }
  equal(readPdf(await pdfOf(empty)).pages.length > 0, true)
})
