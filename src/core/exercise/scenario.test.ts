import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readScenario, SCENARIO_BYTES_MAX, timeFrom } from '#/core/exercise/scenario.ts'
import { instant } from '#/core/time.ts'
import { outdented } from '../../../test/kit/setting.ts'

const HEAD = 'scenario: a night\nplan: tiny\nstarts: 2026-03-02T09:00:00Z\n'

function read(text: string) {
  const result = readScenario(outdented(text))
  return 'scenario' in result ? result.scenario : undefined
}

test('steps are played in order of time, those of one time in the order in which they stand', () => {
  const scenario = read(`
    scenario: a night
    plan: tiny
    starts: 2026-03-02T09:00:00+01:00
    steps:
      - {at: 10m, do: note, text: third}
      - {at: 0, do: note, text: first}
      - {at: 5m, signal: {source: monitoring, title: second}}
      - {at: 10m, do: note, text: fourth}
      - {at: "2026-03-02T08:07:00Z", do: note, text: between}
  `)
  equal(scenario?.starts, instant('2026-03-02T08:00:00Z'))
  deepEqual(
    scenario?.steps.map(step => ('signal' in step ? step.signal.title : step.body['text'])),
    ['first', 'second', 'between', 'third', 'fourth'],
  )
})

test('how people answer is said for all, and for some by name', () => {
  const scenario = read(`${HEAD}people: {answer_pages: never, ana: after 2m}\nsteps: []\n`)
  deepEqual(scenario?.people.answers, { kind: 'fixed', ms: undefined })
  deepEqual(scenario?.people.answersOf.get('ana'), { kind: 'fixed', ms: 120_000 })
  deepEqual(read(`${HEAD}steps: []\n`)?.people.answers, { kind: 'fixed', ms: 4 * 60_000 })
})

test('times in commands may be counted from the start too, forward and back', () => {
  const scenario = read(`${HEAD}steps:\n  - {at: 1h, do: mark, moment: aware, when: -30m}\n`)
  const [step] = scenario?.steps ?? []
  equal(step && 'body' in step && step.body['when'], instant('2026-03-02T08:30:00Z'))
})

for (const [text, time] of [
  ['5m', '2026-03-02T09:05:00Z'],
  ['-1h', '2026-03-02T08:00:00Z'],
  ['1mo', '2026-04-02T09:00:00Z'],
  ['10y', '2036-03-02T09:00:00Z'],
  ['11y', undefined],
  ['999999999999999h', undefined],
  ['2026-03-03T00:00:00Z', '2026-03-03T00:00:00Z'],
  ['tomorrow', undefined],
] as const)
  test(`${text} from the start is ${time ?? 'no time'}`, () => {
    equal(timeFrom(instant('2026-03-02T09:00:00Z'), text), time && instant(time))
  })

for (const [what, text, where] of [
  ['no text at all', '', ''],
  ['no YAML', 'scenario: [', 'line 1'],
  ['too much', 'x'.repeat(SCENARIO_BYTES_MAX + 1), 'file'],
  ['no plan', 'scenario: a\nstarts: 2026-03-02T09:00:00Z\nsteps: []\n', 'plan'],
  [
    'a start without offset',
    'scenario: a\nplan: tiny\nstarts: "2026-03-02T09:00:00"\nsteps: []\n',
    'starts',
  ],
  ['a step without time', `${HEAD}steps: [{do: note, text: x}]\n`, 'steps.0.at'],
  ['a step at no time', `${HEAD}steps: [{at: soon, do: note, text: x}]\n`, 'steps.0.at'],
  ['a command that there is not', `${HEAD}steps: [{at: 1m, do: dance}]\n`, 'steps.0.do'],
  ['a step that does nothing', `${HEAD}steps: [{at: 1m}]\n`, 'steps.0.do'],
  [
    'a signal without title',
    `${HEAD}steps: [{at: 1m, signal: {source: x}}]\n`,
    'steps.0.signal.title',
  ],
  ['an answer that is no time', `${HEAD}people: {ana: soon}\nsteps: []\n`, 'people.ana'],
  ['an end that is no time', `${HEAD}steps: []\nuntil: later\n`, 'until'],
  ['an end that never comes', `${HEAD}steps: []\nuntil: 9999y\n`, 'until'],
  ['a word that means nothing', `${HEAD}steps: []\nweather: fine\n`, ''],
] as const)
  test(`a scenario with ${what} is refused with its place`, () => {
    const result = readScenario(text)
    ok('mistakes' in result)
    equal(result.mistakes[0]?.where, where)
  })

test('whatever is written, reading it never throws', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('5m', '99999y', '-1mo', 'note', 'declare', '__proto__', 'never'),
  )
  fc.assert(
    fc.property(
      fc.record({
        scenario: word,
        plan: word,
        starts: fc.oneof(word, fc.constant('2026-03-02T09:00:00Z')),
        until: word,
        people: fc.dictionary(word, word),
        steps: fc.array(
          fc.dictionary(
            fc.oneof(word, fc.constantFrom('at', 'do', 'as', 'signal', 'when', 'due')),
            fc.oneof(word, fc.jsonValue()),
          ),
        ),
      }),
      source => {
        readScenario(JSON.stringify(source))
      },
    ),
    { numRuns: 300 },
  )
  fc.assert(fc.property(fc.string(), text => void readScenario(text)))
})
