import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { withoutAddresses } from '#/core/draft/document/address.ts'
import { inlineOf } from '#/core/draft/document/inline.ts'
import { linesOf } from '#/core/draft/document/lines.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { blocksOf } from '#/core/draft/document/parse.ts'
import { sentencesIn } from '#/core/draft/document/sentence.ts'
import { treeOf } from '#/core/draft/document/tree.ts'

/** The tree as lines, each indented below its parent. */
function shown(text: string): readonly string[] {
  const lines: string[] = []
  const visit = (node: Node, depth: number): void => {
    for (const child of node.children) {
      const own = child.kind === 'table' ? child.columns.join(' | ') : child.text
      lines.push(`${'  '.repeat(depth)}${child.kind} ${own}`)
      visit(child, depth + 1)
    }
  }
  visit(treeOf(blocksOf(linesOf(text).lines)), 0)
  return lines
}

test('headings of every form open what stands below them', () => {
  deepEqual(shown('# One\n\na.\n\nTwo\n---\n\nb.\n\n<h3>Three</h3>\n\nc.\n\n**Four**\n\nd.\n'), [
    'heading One',
    '  prose a.',
    '  heading Two',
    '    prose b.',
    '    heading Three',
    '      prose c.',
    '      heading Four',
    '        prose d.',
  ])
})

test('plain text has headings too: short lines that stand alone', () => {
  deepEqual(shown('RESPONSE\n\nIdentification\n\n  • Take the report\n    • Open a ticket\n'), [
    'heading RESPONSE',
    'heading Identification',
    '  point Take the report',
    '    point Open a ticket',
  ])
})

test('a line with a colon introduces the list below it, whether indented or not', () => {
  deepEqual(
    shown('# A\n\nExamples:\n- one\n- two\n\n1. **Actions:**\n- three\n- four\n2. five\n'),
    [
      'heading A',
      '  lead Examples:',
      '    point one',
      '    point two',
      '  point Actions:',
      '    point three',
      '    point four',
      '  point five',
    ],
  )
})

test('a list that lost its indentation is put in order by its labels', () => {
  deepEqual(
    shown('- Goal: stop it\n- Actions:\n- isolate\n- block\n- Goal: go on\n- Actions:\n- watch\n'),
    [
      'point Goal: stop it',
      'point Actions:',
      '  point isolate',
      '  point block',
      'point Goal: go on',
      'point Actions:',
      '  point watch',
    ],
  )
})

test('a table says what each cell is about, and a bar in code is none', () => {
  deepEqual(shown('| Level | Time |\n|:--|--:|\n| P1 | 15 min |\n| `a|b` | |\n| x | y | z |\n'), [
    'table Level | Time',
    '  row Level: P1; Time: 15 min',
    '  row Level: a|b',
    '  row Level: x; Time: y | z',
  ])
})

test('comments, front matter, marks that cannot be seen and line ends of any kind leave no trace', () => {
  const { lines, front } = linesOf(
    '\ufeff---\r\ntitle: A plan\r\n---\r\na<!-- no\r\nno -->b\u202ec\u0000\td',
  )
  deepEqual(front, [['title', 'A plan']])
  deepEqual(
    lines.map(({ text }) => text),
    ['a', 'bc    d'],
  )
  equal(lines[0]?.number, 4)
})

test('a comment in code is text', () => {
  ok(linesOf('```\n<!-- kept -->\n```').lines.some(({ text }) => text.includes('kept')))
})

test('sentences end where they end, and not behind an abbreviation or a number', () => {
  deepEqual(
    sentencesIn('See Art. 33, e.g. the DPO. Tell Dr. Smith! Is it done? 1. Done. 2.5 hours.'),
    ['See Art. 33, e.g. the DPO.', 'Tell Dr. Smith!', 'Is it done?', '1. Done.', '2.5 hours.'],
  )
})

test('markup goes, words stay', () => {
  const { text, strong, links } = inlineOf(
    '**Owner:** the [plan](./p.md) of `snake_case` &amp; 2 * 3 <b>x</b> <role>',
  )
  equal(text, 'Owner: the plan of snake_case & 2 * 3 x <role>')
  equal(strong, 'Owner:')
  deepEqual(links, ['./p.md'])
})

test('mail addresses and telephone numbers are left out; dates, spans and versions are not', () => {
  for (const address of [
    'ana@acme.example',
    '+49 30 5550 1234',
    '(030) 555-0199',
    '1-800-555-0199',
    '555-0142',
  ])
    equal(withoutAddresses(`Call ${address} now`), 'Call [address left out] now', address)
  for (const text of [
    '2026-01-14',
    '2-4 hours',
    'CVE-2024-1234',
    'ISO 27001-2013',
    '24/7',
    'NIST SP 800-61',
    '1,000 homes',
  ])
    equal(withoutAddresses(text), text)
})
