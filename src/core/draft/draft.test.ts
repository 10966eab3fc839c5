import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { draftPlan } from '#/core/draft/draft.ts'
import type { Draft } from '#/core/draft/draft.ts'
import { compile } from '#/core/plan/compile.ts'

type Entry = Readonly<Record<string, unknown>>
type Section = Readonly<Record<string, Entry>>

function drafted(text: string): Draft {
  const draft = draftPlan(text, 'plan.md')
  ok(!('refused' in draft))
  const compiled = compile(draft.yaml)
  ok('plan' in compiled, JSON.stringify(compiled))
  return draft
}

function planOf(text: string): Readonly<Record<string, unknown>> {
  return parse(drafted(text).yaml) as Readonly<Record<string, unknown>>
}

const section = (text: string, name: string) => (planOf(text)[name] ?? {}) as Section
const obligations = (text: string) => (planOf(text)['obligations'] ?? []) as readonly Entry[]
const codes = (text: string) => drafted(text).questions.map(({ code }) => code)

/** The only obligation, without what every one has. */
function promised(text: string): Entry {
  const all = obligations(text)
  equal(all.length, 1, JSON.stringify(all))
  const { id: _id, title: _title, cite: _cite, unknown: _unknown, ...rest } = all[0] ?? {}
  return rest
}

test('every sentence is a clause, numbered by its section, in its own words', () => {
  const clauses = planOf(
    'Before. And after.\n\n# 3. Scope\n\nAll of us.\n\n## 3.1 More\n\n- one\n- two\n\n# 7 End\n\nDone.\n',
  )['clauses']
  deepEqual(clauses, {
    'C0.1': 'Before.',
    'C0.2': 'And after.',
    'C3.1': 'All of us.',
    'C3.2': 'one',
    'C3.3': 'two',
    'C7.1': 'Done.',
  })
})

test('a title above all sections numbers nothing, and sections without numbers are counted', () => {
  deepEqual(Object.keys(section('# Plan\n\nA.\n\n## One\n\nB.\n\n## Two\n\nC.\n', 'clauses')), [
    'C0.1',
    'C1.1',
    'C2.1',
  ])
})

test('a sentence longer than a clause can be is several clauses, all cited by what keeps it', () => {
  const long = `We know that ${'many words follow each other, '.repeat(30)}and end.`
  const { clauses, statements } = planOf(`# A\n\n${long}\n`)
  const ids = Object.keys(clauses as Section)
  ok(ids.length > 1)
  equal(Object.values(clauses as Readonly<Record<string, string>>).join(' '), long)
  deepEqual((Object.values(statements as Section)[0] ?? {})['cite'], ids)
})

test('levels are read from headings, points, rows and definitions alike', () => {
  const expected = ['P1', 'P2']
  for (const text of [
    '# Severity\n\n## P1 - Critical\n\nAll is down.\n\n## P2 - High\n\nPart is down.\n',
    '# Severity\n\n- **P1**: All is down\n- **P2**: Part is down\n',
    '# Severity\n\n| Level | Description |\n|---|---|\n| P1 | All is down |\n| P2 | Part is down |\n',
    '# Severity\n\nP1\n: All is down\n\nP2\n: Part is down\n',
  ]) {
    const severities = section(text, 'severities')
    deepEqual(Object.keys(severities), expected, text)
    deepEqual(
      Object.values(severities).map(({ means }) => String(means).replace(/\.$/, '')),
      ['All is down', 'Part is down'],
      text,
    )
  }
})

test('levels stand worst first, whatever the order of the document', () => {
  const text = '# Severity\n\n- Low: little\n- Medium: some\n- Critical: all\n'
  deepEqual(Object.keys(section(text, 'severities')), ['critical', 'medium', 'low'])
  ok(codes('# Levels of severity\n\n- Level 1: a\n- Level 2: b\n').includes('severity-order'))
})

test('a document without levels says so, and still is a plan', () => {
  const text = '# Plan\n\nWe respond.\n'
  deepEqual(Object.keys(section(text, 'severities')), ['any'])
  ok(codes(text).includes('severities-missing'))
})

const LADDER = '# Severity\n\n| Level | Means | Response time | Updates |\n|---|---|---|---|\n'

test('times by level are one promise with a time for each, and what has none stays apart', () => {
  const text = `${LADDER}| P1 | a | 15 min | hourly |\n| P2 | b | 1 hour | daily |\n| P3 | c | next business day | N/A |\n`
  const [respond, updates, last] = obligations(text)
  deepEqual(
    [respond?.['within'], respond?.['met']],
    [{ P1: '15 minutes', P2: '1 hour' }, 'acknowledged'],
  )
  deepEqual(updates?.['every'], { P1: '1 hour', P2: '1 day' })
  deepEqual([last?.['when'], last?.['unmeasured']], [{ severity: ['P3'] }, 'next business day'])
  ok(codes(text).includes('start-missing'))
})

test('two times for the same thing are both kept, marked and asked about', () => {
  const text = `${LADDER}| P1 | a | 15 min | |\n| P2 | b | 1 hour | |\n\n# Response\n\nP1 incidents must be acknowledged within 30 minutes.\nA P1 gets its first response within 20 minutes.\n`
  const marked = obligations(text).filter(({ conflict }) => conflict !== undefined)
  deepEqual(
    marked.map(({ within }) => within),
    [{ P1: '15 minutes', P2: '1 hour' }, '20 minutes', '30 minutes'],
  )
  ok(codes(text).includes('contradiction'))
})

test('must promises; should and may are kept, and asked about', () => {
  deepEqual(
    promised(
      '# Response\n\nThe Incident Commander must open a channel within 10 minutes of detection.\n',
    ),
    {
      do: 'task',
      by: 'incident-commander',
      from: 'detected',
      within: '10 minutes',
    },
  )
  for (const modal of ['should', 'may', 'can']) {
    const text = `# Response\n\nThe Incident Commander ${modal} open a channel within 10 minutes.\n`
    deepEqual(obligations(text), [], modal)
    ok(codes(text).includes('binding-unclear'), modal)
  }
})

test('what must not be done, and lists of it, are never owed', () => {
  const text =
    '# Containment procedure\n\nDo not switch it off.\n\n**Never:**\n\n- Delete logs\n- Tell the press\n- Notify customers within 1 hour\n'
  deepEqual(obligations(text), [])
  ok(codes(text).includes('prohibition'))
})

test('of alternatives none is owed before it is said which', () => {
  const text =
    '# Response procedure\n\n1. Decide what it is. Either:\n   - Close the case\n   - Open an incident\n2. Tell the lead\n'
  deepEqual(
    obligations(text).map(({ title }) => title),
    ['Decide what it is', 'Tell the lead'],
  )
})

test('a list of things with one verb in it is no list of steps', () => {
  deepEqual(
    obligations(
      '# Response process\n\nWe look at:\n\n- Nature of the breach\n- Report quality\n- Likely consequences\n- Isolate hosts\n',
    ),
    [],
  )
})

test('a condition becomes a question, and one without a measure stays open', () => {
  const text =
    '# Notification procedure\n\nThe Privacy Officer must notify the supervisory authority within 72 hours of becoming aware if personal data were lost.\n'
  const { when, do: act, from, within } = promised(text)
  deepEqual(
    [when, act, from, within],
    [{ fact: { 'personal-data-were-lost': 'yes' } }, 'report', 'aware', '72 hours'],
  )
  equal(
    section(text, 'facts')['personal-data-were-lost']?.['ask'],
    'Is it so: personal data were lost?',
  )
  const open = '# Containment procedure\n\n- Disable features (if needed)\n'
  ok(codes(open).includes('condition-open'))
})

test('a condition may stand before a colon', () => {
  const levels = '# Severity levels\n\n- P1: Everything is down.\n- P2: Part is down.\n\n'
  const steps =
    '# Containment procedure\n\n1. If P1: page the IT lead within 15 minutes.\n2. If malware is found: isolate the host from the network.\n'
  deepEqual(
    obligations(levels + steps).map(({ when }) => when),
    [{ severity: ['P1'] }, { fact: { 'malware-found': 'yes' } }],
  )
})

test('a time that belongs to a condition is no limit', () => {
  const text =
    '# Escalation\n\n- Level 1: Duty Manager\n- Level 2: Head of IT\n\nIf Level 1 does not answer within 10 minutes, escalate to Level 2.\n'
  deepEqual(obligations(text), [])
  ok(codes(text).includes('figure-unclear'))
})

test('a deadline in words stays words, and is asked about', () => {
  const text = '# Response\n\nThe DPO must be notified as soon as possible.\n'
  equal(promised(text)['unmeasured'], 'as soon as possible')
  ok(codes(text).includes('figure-missing'))
})

test('working days are counted on a calendar whose holidays nobody has named', () => {
  const text =
    '# After an incident\n\nA post-mortem must be held within five business days of resolution.\n'
  const { within, from, calendar } = promised(text)
  deepEqual([within, from, calendar], ['5 working days', 'resolved', 'working-days'])
  ok(section(text, 'calendars')['working-days']?.['unknown'] !== undefined)
  equal(
    promised('# Response\n\nThe lead must answer within 4 business hours.\n')['unmeasured'],
    'within 4 working hours',
  )
})

test('a role has its holders in order and its duties; nobody is made up for it', () => {
  const text =
    '# Roles\n\n## Incident Commander (IC)\n\n- Primary: CTO\n- Backup: Head of Operations\n- Responsibilities:\n  - Decide\n  - Lead\n\n## Scribe\n\n- Responsibilities:\n  - Write\n\n# Response\n\nThe IC must open a channel.\n'
  const { 'incident-commander': commander, scribe } = section(text, 'roles')
  deepEqual(
    [commander?.['holders'], commander?.['duties']],
    [
      ['cto', 'head-operations'],
      ['Decide', 'Lead'],
    ],
  )
  deepEqual(
    [scribe?.['holders'], scribe?.['unknown']],
    [['holder-scribe'], 'The document does not say who holds it.'],
  )
  equal(obligations(text)[0]?.['by'], 'incident-commander')
  ok(codes(text).includes('holder-missing'))
})

test('addresses and telephone numbers are nowhere in the draft', () => {
  const text =
    '# Contacts\n\n| Role | Name | Phone | Email |\n|---|---|---|---|\n| Security Lead | Ana Example | +49 30 5550 1234 | ana@acme.example |\n\nCall (030) 555-0199 or mail soc@acme.example.\n'
  const { yaml, questions } = drafted(text)
  ok(!/5550|555-0199|@acme/.test(`${yaml}${JSON.stringify(questions)}`), yaml)
  ok(questions.some(({ code }) => code === 'address'))
  ok(section(text, 'positions')['security-lead'] !== undefined)
})

test('another document that says the rest is named where it is meant', () => {
  const text = '# Recovery procedure\n\n- Restore systems as described in the Backup Policy\n'
  equal(obligations(text)[0]?.['see'], 'Backup Policy')
  ok(codes(text).includes('elsewhere'))
})

test('whoever is vague is asked about, and what was never filled in too', () => {
  const asked = codes(
    '# Response\n\nThe team must isolate affected systems. [Name] is on call. The DPO is xxx.\n',
  )
  ok(asked.includes('who-unclear') && asked.includes('blank'))
})

test('phases are stages, and what is done in them belongs to them', () => {
  const text =
    '# Process\n\n## Phase 1: Preparation\n\n- Train staff\n\n## Phase 2: Containment\n\nGoal: Stop it\n\n- Isolate hosts\n\n## Phase 3: Recovery\n\n- Restore hosts\n'
  deepEqual(
    Object.entries(section(text, 'stages')).map(([id, { goal }]) => [id, goal]),
    [
      ['containment', 'Stop it'],
      ['recovery', undefined],
    ],
  )
  deepEqual(
    obligations(text).map(({ stage }) => stage),
    ['containment', 'recovery'],
  )
})

test('a step that the plan has already is taken up by a playbook, and not owed twice', () => {
  const text =
    '# Process\n\n## Containment\n\n- Isolate hosts\n\n## Recovery\n\n- Restore hosts\n\n# Incident types\n\n## Ransomware\n\n- Isolate hosts\n- Find the strain\n\n## Phishing\n\n- Reset passwords\n'
  const playbooks = planOf(text)['playbooks'] as Readonly<
    Record<string, { readonly steps: readonly Entry[] }>
  >
  deepEqual(
    playbooks['ransomware']?.steps.map(({ id, same }) => same ?? id),
    ['isolate-hosts', 'find-strain'],
  )
})

test('what recurs outside incidents is the program; so often a year is a quota', () => {
  const program = section(
    '# Upkeep\n\nThis plan is reviewed annually. A tabletop exercise is held at least twice a year. Contact lists are verified quarterly. Backups are tested monthly.\n',
    'program',
  )
  deepEqual(
    Object.values(program).map(({ do: act, every, quota }) => [act, every ?? quota]),
    [
      ['review-plan', '1 year'],
      ['exercise', { least: 2, per: '1 year' }],
      ['check-contacts', '1 quarter'],
    ],
  )
})

test('names of the language, and of JavaScript, are names like others', () => {
  const names = [
    'each',
    'everyone',
    'responders',
    'on-call',
    'reporter',
    'constructor',
    '__proto__',
    'toString',
    'applies',
  ]
  const text = `# Roles\n\n${names.map(name => `- **${name} team**: leads\n- **${name}**: Security Lead`).join('\n')}\n\n# Response\n\n${names.map(name => `The ${name} team must notify ${name} within 1 hour.`).join('\n')}\n`
  ok(drafted(text).sentences.length > names.length)
})

test('placeholders of another tool are text, and compile', () => {
  ok(
    drafted(
      '# Response\n\n- Notify {{owner_name}} and the {{team}} team within 1 hour\n- Page the on-call engineer about {{x}}\n',
    ).yaml.includes('{ {owner_name'),
  )
})

test('an empty document is a plan with nothing in it but questions', () => {
  deepEqual(codes(''), ['severities-missing'])
})
