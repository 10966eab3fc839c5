import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { testClocks } from '#/core/selftest/clocks.ts'
import type { Judged, Unread } from '#/core/selftest/vector.ts'
import { REGIMES } from '../../../test/kit/regimes.ts'

function judgedOf(text: string): Judged {
  const { judged, unread } = testClocks(text, REGIMES)
  const [first] = judged
  assert.deepEqual([unread, judged.length], [[], 1])
  return first ?? assert.fail('one is judged')
}

function unreadOf(text: string): Unread {
  const [first] = testClocks(text, REGIMES).unread
  return first ?? assert.fail('it cannot be read')
}

/** What a vector comes to: when it is due, or why it has no date. */
function got(vector: string): string {
  const { outcome } = judgedOf(`- {${vector}, due: none}`)
  return outcome.kind === 'due' ? outcome.due : outcome.kind
}

const GDPR = 'regime: gdpr, report: authority'

for (const [written, due] of [
  ['2026-03-02T10:00+01:00', '2026-03-05T09:00:00.000Z'],
  ['2026-03-02T10:00:30+01:00', '2026-03-05T09:00:30.000Z'],
  ['2026-03-02T10:00:30.25+01:00', '2026-03-05T09:00:30.250Z'],
  ['2026-03-02T09:00Z', '2026-03-05T09:00:00.000Z'],
  ['2026-03-02 10:00 +0100', '2026-03-05T09:00:00.000Z'],
  ['"2026-03-02T10:00[Europe/Berlin]"', '2026-03-05T09:00:00.000Z'],
  ['2026-03-02T10:00', '2026-03-05T09:00:00.000Z'],
  ['2026-03-01T24:00+01:00', '2026-03-04T23:00:00.000Z'],
  ['2026-03-02', '2026-03-05T11:00:00.000Z'],
] as const)
  test(`a moment may be written as ${written}`, () => {
    assert.equal(got(`${GDPR}, moments: {aware: ${written}}`), due)
  })

for (const written of [
  '2026-02-30T10:00+01:00',
  '2026-03-02T25:00+01:00',
  '2026-03-02T10:60+01:00',
  '2026-03-02T10:00+99:00',
  '"2026-03-02T10:00[Nowhere/Land]"',
  '9999-12-31T23:00Z',
  '0001-01-01',
  'soon',
])
  test(`a moment ${written} is told, and its line`, () => {
    const { line, problem } = unreadOf(
      `# A comment\n- {${GDPR}, moments: {aware: ${written}}, due: none}`,
    )
    assert.equal(line, 2)
    assert.match(problem, /^The time of `aware` cannot be read/)
  })

for (const [due, agreesWith] of [
  ['2026-03-05T10:20+01:00', 'the plain target'],
  ['2026-03-05T09:20Z', 'the plain target'],
  ['2026-03-05T11:00+01:00', 'the strict legal limit'],
  ['2026-03-05', 'the plain target'],
  ['[none, 2026-03-05]', 'the plain target'],
  ['2026-03-05T10:21+01:00', undefined],
  ['2026-03-06', undefined],
  ['none', undefined],
] as const)
  test(`a limit agrees with ${due}: ${agreesWith ?? 'no'}`, () => {
    const judged = judgedOf(`- {${GDPR}, moments: {aware: 2026-03-02T10:20+01:00}, due: ${due}}`)
    assert.equal(judged.agreesWith, agreesWith)
    assert.equal(judged.agrees, agreesWith !== undefined)
  })

test('a limit at midnight is of the day that ends', () => {
  const yearly =
    'regime: hipaa, report: hhs-annual, moments: {discovered: 2026-06-01}, facts: {affected: 3}'
  assert.equal(judgedOf(`- {${yearly}, due: 2027-03-01}`).agrees, true)
  assert.equal(judgedOf(`- {${yearly}, due: 2027-03-02}`).agrees, false)
  assert.equal(judgedOf(`- {${yearly}, due: 2027-03-01T23:59-05:00}`).agrees, true)
})

for (const [name, vector] of [
  ['JSON', `[{"regime":"gdpr","moments":{"aware":"2026-03-02T10:00+01:00"},"due":"2026-03-05"}]`],
  [
    'JSON, one object on each line',
    `{"regime":"gdpr","moments":{"aware":"2026-03-02"},"due":"2026-03-05"}\n{"regime":"gdpr","moments":{"aware":"2026-03-02"},"due":"2026-03-05"}`,
  ],
  [
    'a list under `vectors`',
    'vectors:\n  - {regime: gdpr, moments: {aware: 2026-03-02}, due: 2026-03-05}',
  ],
])
  test(`vectors may come as ${name}`, () => {
    assert.equal(testClocks(vector ?? '', REGIMES).sound, true)
  })

for (const [regime, report, moment] of [
  ['GDPR', 'Supervisory Authority', 'awareness'],
  ['eu-gdpr', 'notification', 'became_aware'],
  ['gdpr', 'art-33', 'verified'],
])
  test(`the regime ${regime}, the report ${report} and the moment ${moment} are understood`, () => {
    const vector = `regime: ${regime}, report: ${report}, moments: {${moment}: 2026-03-02T10:00+01:00}`
    assert.equal(got(vector), '2026-03-05T09:00:00.000Z')
  })

for (const moment of [
  'initial-submitted',
  'initial_notification_submitted',
  'initial-sent',
  'initial',
  'submitted',
])
  test(`what the intermediate report of DORA counts from may be called ${moment}`, () => {
    const vector = `regime: dora, report: intermediate, entity: credit-institution, moments: {${moment}: 2026-03-02T10:00+01:00}`
    assert.equal(got(vector), '2026-03-05T09:00:00.000Z')
  })

for (const [entity, due] of [
  ['{kind: payment-institution, calendar: DE}', '2026-03-09T11:00:00.000Z'],
  ['{kind: payment-institution, country: de}', '2026-03-09T11:00:00.000Z'],
  ['{kind: payment-institution, calendar: IE}', '2026-03-09T12:00:00.000Z'],
  ['{kind: bank, calendar: DE}', '2026-03-07T02:00:00.000Z'],
  ['{kind: credit_institution, calendar: DE}', '2026-03-07T02:00:00.000Z'],
  ['{kind: payment-institution, calendar: DE, nis2: essential}', '2026-03-07T02:00:00.000Z'],
  ['{kind: payment-institution, calendar: DE, named: yes}', '2026-03-07T02:00:00.000Z'],
])
  test(`the entity ${entity} has its initial notification due ${due}`, () => {
    const vector = `regime: dora, report: initial, entity: ${entity}, moments: {aware: 2026-03-06T09:00+01:00, classified: 2026-03-06T23:00+01:00}`
    assert.equal(got(vector), due)
  })

test('without a calendar the zone is said with the result', () => {
  const { read, zone } = judgedOf(
    `- {${GDPR}, moments: {aware: 2026-03-02T10:00+01:00}, due: 2026-03-05}`,
  )
  assert.equal(zone, '+01:00')
  assert.equal(read[0], 'times at the offset +01:00, as written')
})

test('an American law is read in the American zone of the offset', () => {
  const hipaa = 'regime: hipaa, report: individuals, moments: {discovered: 2026-01-05T10:00'
  assert.equal(judgedOf(`- {${hipaa}-05:00}, due: none}`).zone, 'America/New_York')
  assert.equal(judgedOf(`- {${hipaa}-08:00}, due: none}`).zone, 'America/Los_Angeles')
})

for (const [vector, kind] of [
  [`${GDPR}, moments: {detected: 2026-03-02}`, 'armed'],
  [`${GDPR}, moments: {}`, 'armed'],
  [`${GDPR}, moments: {aware: 2026-03-02}, facts: {risk-unlikely: yes}`, 'none'],
  [`${GDPR}, moments: {aware: 2018-05-24}`, 'none'],
  ['regime: gdpr, report: subjects, moments: {aware: 2026-03-02}', 'unmeasured'],
  [
    'regime: hipaa, report: media, facts: {residents: 500}, moments: {discovered: 2026-03-02}',
    'none',
  ],
  ['regime: cra, moments: {aware: 2026-09-10}', 'none'],
] as const)
  test(`{${vector}} is ${kind}`, () => {
    assert.equal(got(vector), kind)
  })

test('`armed` takes nothing for granted', () => {
  const vector = `${GDPR}, moments: {aware: 2026-03-02}`
  assert.equal(judgedOf(`- {${vector}, due: armed}`).agrees, true)
  assert.deepEqual(
    judgedOf(`- {${vector}, due: 2026-03-05}`).read.at(-1),
    'taken for granted: gdpr-personal-data = yes',
  )
})

test('a classification is worked out from facts as an incident does', () => {
  const facts = (costs: number) =>
    `regime: dora, report: initial, entity: bank, moments: {aware: 2026-03-02T10:00+01:00, classified: 2026-03-02T11:00+01:00}, facts: {critical: yes, media: yes, costs: ${costs}, major: ${costs > 100_000 ? 'yes' : 'no'}}`
  assert.equal(got(facts(100_001)), '2026-03-02T14:00:00.000Z')
  assert.equal(got(facts(100_000)), 'none')
})

for (const [vector, problem, known] of [
  [`{regime: gdrp, due: none}`, 'There is no regime "gdrp".', 'gdpr'],
  [
    `{regime: gdpr, report: constructor, due: none}`,
    'gdpr has no report "constructor".',
    'authority',
  ],
  [
    `{regime: gdpr, moments: {paid: 2026-03-02}, due: none}`,
    'Nothing here is called "paid".',
    'aware',
  ],
  [
    `{regime: gdpr, facts: {__proto__: yes}, due: none}`,
    'gdpr has no question named "__proto__".',
    'gdpr-high-risk',
  ],
  [
    `{regime: dora, entity: {kind: shop}, due: none}`,
    'dora knows no kind "shop".',
    'credit-institution',
  ],
  [
    `{regime: dora, entity: {size: big}, due: none}`,
    'dora asks nothing named "size" of the organisation.',
    'calendar',
  ],
  [`{regime: gdpr, when: now, due: none}`, 'It has no key "when".', 'moments'],
] as const)
  test(`${vector} is told, and what is known instead`, () => {
    const unread = unreadOf(`- ${vector}`)
    assert.equal(unread.problem, problem)
    assert.ok(unread.known?.includes(known), String(unread.known))
  })

for (const [text, problem] of [
  ['12', 'The file is no list of vectors.'],
  ['- 12', 'A vector is a mapping of keys to values.'],
  ['- {due: none}', 'It does not say of which `regime` it is.'],
  ['- {regime: gdpr}', 'It does not say when it is `due`.'],
  ['- {regime: gdpr, due: []}', '`due` is an empty list.'],
  [
    '- {regime: gdpr, due: later}',
    '`due` cannot be read: "later". Write a time, a date, none or armed.',
  ],
  ['- {regime: gdpr, moments: 4, due: none}', '`moments` is a mapping from names to times.'],
  ['- {regime: gdpr, facts: 4, due: none}', '`facts` is a mapping from names to answers.'],
  [
    '- {regime: gdpr, entity: [4], due: none}',
    '`entity` is a mapping, such as {kind: bank, calendar: DE}.',
  ],
  ['- {regime: gdpr, report: [4], due: none}', '`report` is a name.'],
  [
    '- {regime: gdpr, entity: {calendar: ZZ}, due: none}',
    'No holidays are known of a place "ZZ". Write a country such as DE, or a part of one such as US-NY.',
  ],
  ['- {regime: gdpr, entity: {zone: Mars}, due: none}', 'There is no time zone "Mars".'],
] as const)
  test(`${text}: ${problem}`, () => {
    assert.equal(unreadOf(text).problem, problem)
  })

test('a file that is no YAML is told with its line', () => {
  const { sound, unread } = testClocks('- {regime: gdpr\n- ]', REGIMES)
  assert.equal(sound, false)
  assert.ok(unread.length > 0)
})

test('a regime that is not as it should be is told with its own file and line', () => {
  const text =
    'regime: own\ntitle: Own\nversion: "1"\nlaw: Ours\nobligations:\n  - {id: a, title: A, do: task, by: nobody}\n'
  const regimes = { names: ['own'], read: () => ({ text, file: 'own.yaml' }) }
  const [first] = testClocks('- {regime: own, report: a, due: none}', regimes).unread
  assert.match(first?.problem ?? '', /^own\.yaml:6:/)
})

test('what is said of the incident under `entity`, and of the organisation under `facts`, is understood', () => {
  const hhs = 'regime: hipaa, report: hhs, moments: {discovered: 2026-05-01}'
  assert.equal(got(`${hhs}, entity: {affected: 500}`), got(`${hhs}, facts: {affected: 500}`))
  assert.equal(got(`${hhs}, facts: {kind: business-associate, affected: 500}`), 'none')
})

test('a kind that makes no difference to a law is read as the usual one, and said so', () => {
  const { read } = judgedOf(
    `- {${GDPR}, entity: {kind: hospital}, moments: {aware: 2026-03-02}, due: 2026-03-05}`,
  )
  assert.ok(
    read.includes('`hospital` is none of controller, processor, both, and read as controller'),
    String(read),
  )
  // Who mistypes one is told.
  assert.match(
    unreadOf(`- {${GDPR}, entity: {kind: procesor}, due: none}`).problem,
    /knows no kind/,
  )
})

/** Values of any shape under the keys of a vector, the right ones among them. */
const value = fc.oneof(
  fc.constantFrom(
    'gdpr',
    'dora',
    'initial',
    'authority',
    '2026-03-02T10:00+01:00',
    '24:00',
    'none',
    'armed',
    'DE',
    'bank',
    '',
    '__proto__',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
const mapping = fc.oneof(
  fc.dictionary(
    fc.constantFrom(
      'aware',
      'classified',
      'kind',
      'calendar',
      'zone',
      'affected',
      'submitted',
      'constructor',
    ),
    value,
  ),
  value,
)

test('whatever a file holds, it is read or told, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          regime: value,
          report: value,
          entity: mapping,
          moments: mapping,
          facts: mapping,
          due: value,
        },
        { requiredKeys: ['regime', 'due'] },
      ),
      vector => {
        const { judged, unread } = testClocks(JSON.stringify([vector]), REGIMES)
        assert.equal(judged.length + unread.length, 1)
      },
    ),
    { numRuns: 300 },
  )
  fc.assert(
    fc.property(fc.string(), text => {
      testClocks(text, REGIMES)
    }),
  )
})
