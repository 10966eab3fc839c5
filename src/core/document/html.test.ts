import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { draft, list, numbered, paragraph, table } from '#/core/document/document.ts'
import type { Document, Text } from '#/core/document/document.ts'
import { DOCUMENT_STYLE } from '#/core/document/html-style.ts'
import { escapeHtml, htmlOf } from '#/core/document/html.ts'

/** A document that says one text wherever a document can say anything. */
function saying(text: string): Document {
  const all: Text = [
    text,
    { strong: text },
    { code: text },
    { see: [{ to: 'a', text }] },
    { to: 'a', text },
  ]
  const blocks = [
    paragraph(...all),
    { kind: 'heading' as const, text },
    { kind: 'note' as const, label: text, text: all },
    ...list([{ anchor: 'entry', text: all, below: [paragraph(text)] }]),
    ...table(text, [[text, 12]], [{ anchor: 'row', cells: [all] }]),
  ]
  return {
    title: text,
    edition: text,
    date: '2026-11-22',
    details: [{ label: text, text: all }],
    preface: [paragraph(text)],
    sections: numbered([
      {
        anchor: 'a',
        title: text,
        see: [{ to: 'a', text }],
        blocks,
        sections: draft('b', text, blocks),
      },
    ]),
  }
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '&lt;script&gt;',
  '<!-- ',
  ']]>',
]

for (const text of HOSTILE)
  test(`in HTML ${JSON.stringify(text)} is text wherever it stands`, () => {
    const html = htmlOf(saying(text))
    const known = tagsOf(htmlOf(saying('harmless')))
    deepEqual(tagsOf(html), known)
  })

test('whatever the text, the tags of a document are the same', () => {
  const known = tagsOf(htmlOf(saying('harmless')))
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text =>
      deepEqual(tagsOf(htmlOf(saying(text))), known),
    ),
    { numRuns: 50 },
  )
})

/** Every tag as it is written, less what its attributes hold. */
function tagsOf(html: string): readonly string[] {
  const body = html.replace(/<style>.*?<\/style>/s, '')
  return [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'))
}

test('controls and overrides of direction are shown and not obeyed', () => {
  equal(escapeHtml('a\u202eb\u0007c\u2066'), 'a[U+202E]b[U+0007]c[U+2066]')
  equal(escapeHtml('half \ud800 a character'), 'half \ufffd a character')
  equal(escapeHtml('two\n\tlines'), 'two lines')
})

test('the document leads and fetches nowhere', () => {
  const html = htmlOf(saying('https://evil.example'))
  deepEqual(
    [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].filter(([, to]) => !to?.startsWith('#')),
    [],
  )
  equal(/url\(|@import/.exec(DOCUMENT_STYLE), null)
  equal(/<script|<link|<iframe|style="| on\w+=/i.exec(html), null)
})

/** WCAG 2.2: relative luminance, and the contrast of two colours. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = (hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex)
    .slice(1)
    .match(/../g)!
    .map(part => Number.parseInt(part, 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

const palettes = [...DOCUMENT_STYLE.matchAll(/:root\{([^}]*--ink[^}]*)\}/g)].map(
  ([, rules]) =>
    new Map(
      [...(rules ?? '').matchAll(/--(\w+):(#\w+)/g)].map(([, name = '', colour = '']) => [
        name,
        colour,
      ]),
    ),
)

test('text stands out by 4.5 to 1 and more in light, in dark and on paper (WCAG 2.2, 1.4.3)', () => {
  equal(palettes.length, 3)
  for (const palette of palettes)
    for (const text of ['ink', 'soft', 'link'])
      for (const behind of ['paper', 'tint', 'note', 'mark']) {
        const ratio = contrast(palette.get(text) ?? '', palette.get(behind) ?? '')
        ok(ratio >= 4.5, `${text} on ${behind}: ${ratio.toFixed(2)}`)
      }
})
