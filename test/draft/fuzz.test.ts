import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { check } from '#/core/plan/check.ts'
import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import { draftPlan } from '#/core/draft/draft.ts'
import { DOCUMENT_LENGTH_MAX } from '#/core/draft/limits.ts'
import { clausesLost, inventedFigures } from './claims.ts'

/**
 * Whatever the document, its draft compiles, loses no sentence and invents no figure; or it is refused with a reason. A failing
 * case prints its seed.
 */
function holds(document: string): void {
  const draft = draftPlan(document, 'fuzz.md')
  if ('refused' in draft) return ok(/^[^\n]+\.$/.test(draft.refused.message), draft.refused.message)
  const compiled = compile(draft.yaml, { file: 'draft.yaml' })
  if (!('plan' in compiled)) {
    const [first] = compiled.mistakes
    throw new Error(`${first === undefined ? '' : formatMistake(first)}\n${draft.yaml}`)
  }
  deepEqual(inventedFigures(draft.yaml), [])
  deepEqual(clausesLost(draft.yaml), [])
  const uncarried = check(compiled.plan).filter(({ code }) => code === 'clause-not-carried')
  deepEqual(uncarried, [])
  for (const { clauses, text } of draft.questions) ok(text !== '' && Array.isArray(clauses))
}

test('any text at all is drafted', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), holds), { numRuns: 300 })
})

const SIGNS = [
  '# ',
  '## ',
  '### ',
  '\n',
  '\n\n',
  '- ',
  '  - ',
  '    - ',
  '1. ',
  '2) ',
  '• ',
  '- [ ] ',
  '> ',
  '| ',
  ' |',
  '\n|---|---|\n',
  '```\n',
  '---\n',
  '===\n',
  '<!--',
  '-->',
  '**',
  '*',
  '_',
  '`',
  '[',
  '](',
  ')',
  '<br>',
  '\\',
  ': ',
  '\r\n',
  '\t',
  '\ufeff',
  '\u202e',
  '\u0000',
  '{{x}}',
  '{{',
  '&a',
  '*b',
  '!!str',
  '? ',
  '%',
  '"',
  "'",
  '#',
  '<table>',
  '中文',
  'مرحبا',
  '🔥',
  '\ud800',
]

test('a text made of the signs of Markdown and YAML is drafted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...SIGNS), { maxLength: 80 }).map(signs => signs.join('')),
      holds,
    ),
    {
      numRuns: 600,
    },
  )
})

/** Entries between semicolons, each on its own. */
function listed(text: string): readonly string[] {
  return text.split(';').map(entry => entry.trim())
}

const HEADINGS = listed(`
  Severity levels; Roles and responsibilities; Incident Commander; P1 - Critical; P2 (High); SEV1;
  Low; Process; Phase 1: Detection; Phase 2: Containment; Recovery; Communication; Escalation;
  Data breach playbook; Ransomware; Incident types; Metrics; Training; Contacts;
  Post-incident checklist; Before closing; Required information; Retention; Detection sources; each;
  everyone; on-call; constructor; __proto__; applies; 24/7; 3.2 Scope`)
const WHO = listed(`
  the Incident Commander; the DPO; customers; the supervisory authority; the team; all employees;
  on-call; relevant stakeholders; the reporter; Legal; each; everyone; responders;
  the CISO, Legal and the DPO; P1`)
const WHEN = listed(`
  within 15 minutes; within 72 hours of becoming aware;
  no later than five business days after closure; immediately; every 2-4 hours; daily; twice a year;
  quarterly; within one (1) hour; within 4 business hours; T+1h; in 0 days;
  within 30 days of the final report; every 99999 years; for at least 12 months;
  as soon as possible; biannually; ; within 1.5 hours; within 24-48 hours; every hour;
  within 300 years; until resolved; if needed; (if P1 or P2)`)
const DO = listed(`
  must notify; shall inform; should tell; may page; must not contact; will escalate to Level 2;
  is responsible for; Notify; Page; Preserve evidence (logs, snapshots) from; Isolate; Review;
  Hold a post-mortem with; Train; Keep logs of`)
const LABELS = [
  '',
  'P1: ',
  'Primary: ',
  'Backup: ',
  'Response time: ',
  'Frequency: ',
  'Level 1: ',
  'Within 1 hour: ',
]

const words = fc
  .tuple(
    fc.constantFrom(...LABELS),
    fc.constantFrom(...WHO, ''),
    fc.constantFrom(...DO),
    fc.constantFrom(...WHO),
    fc.constantFrom(...WHEN),
  )
  .map(([label, subject, verb, who, when]) =>
    `${label}${subject} ${verb} ${who} ${when}`.replace(/ +/g, ' ').trim(),
  )
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom('# ', '## ', '### ', '**'), fc.constantFrom(...HEADINGS))
    .map(([mark, title]) => `\n${mark}${title}${mark === '**' ? '**' : ''}\n`),
  fc
    .tuple(fc.constantFrom('- ', '  - ', '1. ', '- [ ] ', '* **', ''), words)
    .map(([mark, text]) => `${mark}${text}${mark.endsWith('**') ? '**' : ''}.`),
  fc
    .tuple(fc.constantFrom(...HEADINGS), fc.constantFrom(...HEADINGS))
    .map(
      ([one, other]) =>
        `\n| ${one} | ${other} | Response time | Update frequency |\n|---|---|---|---|`,
    ),
  fc
    .tuple(
      fc.constantFrom('P1', 'P2', 'Critical', 'High', 'Legal', '1'),
      words,
      fc.constantFrom(...WHEN),
      fc.constantFrom(...WHEN),
    )
    .map(([one, text, when, again]) => `| ${one} | ${text} | ${when} | ${again} |`),
)

test('a plan made of the sentences of plans, in any order, is drafted', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 40 }).map(lines => lines.join('\n')),
      holds,
    ),
    { numRuns: 500 },
  )
})

test('a document at the limit is drafted or refused, and one beyond it is refused', () => {
  const beyond = draftPlan('a'.repeat(DOCUMENT_LENGTH_MAX + 1), 'big.md')
  deepEqual('refused' in beyond && beyond.refused.code, 'too-long')
  const many = draftPlan('A sentence of its own. '.repeat(6_000), 'many.md')
  deepEqual('refused' in many && many.refused.code, 'too-many-sentences')
  const rows = Array.from(
    { length: 4_000 },
    (_, row) => `| P${row % 4} | ${'x'.repeat(150)} | 15 minutes |`,
  )
  const wide = draftPlan(
    `| Level | Means | Response |\n|---|---|---|\n${rows.join('\n')}\n`,
    'rows.md',
  )
  deepEqual('refused' in wide && wide.refused.code, 'plan-too-long')
})

/** What makes a careless reader take minutes for a megabyte. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['one line of brackets', '['.repeat(DOCUMENT_LENGTH_MAX)],
  ['links that never end', '[a]('.repeat(DOCUMENT_LENGTH_MAX / 4)],
  ['comments that never end', '<!--'.repeat(DOCUMENT_LENGTH_MAX / 4)],
  ['blanks before one letter', `# a${' '.repeat(DOCUMENT_LENGTH_MAX - 10)}b`],
  ['stars', '*'.repeat(DOCUMENT_LENGTH_MAX)],
  ['quotes inside quotes', '> '.repeat(DOCUMENT_LENGTH_MAX / 2)],
  [
    'lists inside lists',
    Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n'),
  ],
  ['a rule of a table', `|a|\n|${'-'.repeat(DOCUMENT_LENGTH_MAX - 20)} x`],
  ['bars', '|'.repeat(DOCUMENT_LENGTH_MAX)],
  ['numbers', '1 '.repeat(DOCUMENT_LENGTH_MAX / 2)],
  ['one endless word', 'must'.repeat(DOCUMENT_LENGTH_MAX / 4)],
  ['one endless sentence', 'the Incident Commander must notify the DPO if '.repeat(20_000)],
]

for (const [what, document] of HOSTILE)
  test(`${what}: answered in seconds`, { timeout: 20_000 }, () => {
    holds(document)
  })
