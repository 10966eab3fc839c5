// A mapping: how payloads of no known form are read, in the words of the plan.
import { digestOf, reading, reportOf, timeMsOf, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader, Report } from '#/core/intake/doors/reading.ts'
import { stateIn } from '#/core/intake/doors/words.ts'
import { compileCondition } from '#/core/intake/match/condition.ts'
import type { Condition, Slip } from '#/core/intake/match/condition.ts'
import { mappingSource } from '#/core/intake/match/mapping-source.ts'
import type { CaseSource, ChoiceSource, MappingSource } from '#/core/intake/match/mapping-source.ts'
import { compilePath, valuesAt } from '#/core/intake/match/path.ts'
import type { FieldPath } from '#/core/intake/match/path.ts'
import { located } from '#/core/intake/match/read.ts'
import { compileTemplate, NOTHING_SAID } from '#/core/intake/match/template.ts'
import type { Template } from '#/core/intake/match/template.ts'
import type { Mistake, Path } from '#/core/plan/mistake.ts'
import { readShape } from '#/core/plan/source/read.ts'
import { readYaml } from '#/core/plan/yaml.ts'

/** What a choice says of one element. */
type Choice = Template

type Mapping = {
  readonly each: FieldPath | undefined
  readonly when: Condition | undefined
  readonly says: Readonly<Record<Word, Choice>>
  readonly systems: readonly Choice[]
  readonly labels: readonly (readonly [name: string, choice: Choice])[]
}

const WORDS = [
  'key',
  'state',
  'title',
  'description',
  'urgency',
  'source',
  'url',
  'starts',
] as const
type Word = (typeof WORDS)[number]

const FORM = {
  schema: mappingSource,
  noun: 'mapping',
  needed: { title: '-' },
  begin: '`title: "{{summary}}"`',
}

const NOTHING: Choice = () => NOTHING_SAID

/** Reads a mapping, or says every mistake in it with its line. */
export function compileMapping(
  text: string,
): { readonly read: DoorReader } | { readonly mistakes: readonly Mistake[] } {
  const yaml = readYaml(text, [])
  if ('mistakes' in yaml) return yaml
  const { source, places, mistakes } = readShape(yaml.source, FORM)
  if (mistakes.length > 0) return { mistakes }
  const slips: Slip[] = []
  const mapping = compile(source, slip => slips.push(slip))
  if (slips.length > 0) return { mistakes: slips.map(located(places)) }
  return { read: ({ body, headers }) => readWith(mapping, body, headers) }
}

type Say = (slip: Slip) => void

function compile(source: MappingSource, say: Say): Mapping {
  const choice = (of: ChoiceSource | undefined, path: Path) =>
    of === undefined ? NOTHING : compileChoice(of, path, say)
  const says = WORDS.map(word => [word, choice(source[word], [word])] as const)
  return {
    each: source.each === undefined ? undefined : eachOf(source.each, say),
    when:
      source.when === undefined
        ? undefined
        : compileCondition(source.when, { path: ['when'], say }),
    says: Object.fromEntries(says) as Record<Word, Choice>,
    systems: (source.systems ?? []).map((one, index) => choice(one, ['systems', index])),
    labels: Object.entries(source.labels ?? {}).map(
      ([name, one]) => [name, choice(one, ['labels', name])] as const,
    ),
  }
}

function eachOf(text: string, say: Say): FieldPath | undefined {
  const path = compilePath(text)
  if (!('malformed' in path)) return path
  const message = `The path cannot be read: ${path.malformed}.`
  const mend = 'Write names with dots between them, such as alerts or data.findings.'
  say({ path: ['each'], code: 'value-wrong', message, mend })
  return undefined
}

function compileChoice(source: ChoiceSource, path: Path, say: Say): Choice {
  if (!Array.isArray(source)) return compileCase(source, path, say)
  const cases = source.map((one, index) => compileCase(one, [...path, index], say))
  // The first that is whole; where none is, the last that says anything.
  return of => {
    let best = NOTHING_SAID
    for (const one of cases) {
      const said = one(of)
      if (said.whole) return said
      if (said.texts.length > 0) best = said
    }
    return best
  }
}

function compileCase(source: string | CaseSource, path: Path, say: Say): Choice {
  if (typeof source === 'string') return templateOf(source, path, say)
  const says = templateOf(source.say, [...path, 'say'], say)
  if (source.when === undefined) return says
  const when = compileCondition(source.when, { path: [...path, 'when'], say })
  return of => (when.holds(of) ? says(of) : NOTHING_SAID)
}

function templateOf(text: string, path: Path, say: Say): Template {
  const template = compileTemplate(text)
  if (typeof template === 'function') return template
  const message = `The text cannot be read: ${template.malformed}.`
  say({ path, code: 'value-wrong', message, mend: 'Write a place as {{item.host}}.' })
  return NOTHING
}

/**
 * `item` is the element that is read, `payload` all that was posted; other names are looked for in the element, then in the
 * payload. So `status`, `item.status` and, without `each`, `payload.status` are one.
 */
function around(item: unknown, payload: unknown, headers: unknown): unknown {
  return { ...namesIn(payload), ...namesIn(item), item, payload, headers }
}

function namesIn(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function readWith(mapping: Mapping, payload: unknown, headers: unknown): ReturnType<DoorReader> {
  const { each, when } = mapping
  const items = each === undefined ? [payload] : elementsAt(each, around(payload, payload, headers))
  const counted = items
    .map(item => around(item, payload, headers))
    .filter(of => when === undefined || when.holds(of))
  const why =
    items.length === 0
      ? 'the payload has nothing where the mapping says `each`'
      : 'nothing in it is a report by the `when` of the mapping'
  return reading(
    counted.map(of => reportBy(mapping, of)),
    why,
  )
}

function elementsAt(path: FieldPath, of: unknown): readonly unknown[] {
  return valuesAt(path, of).flatMap(value =>
    Array.isArray(value) ? (value as readonly unknown[]) : [value],
  )
}

function reportBy({ says, systems, labels }: Mapping, of: unknown): Report {
  const said = (word: Word) => says[word](of).texts.join(', ')
  const named = systems.flatMap(system => system(of).texts)
  const title = said('title')
  return reportOf({
    key: said('key') || `${digestOf(title, ...named)}`,
    state: stateIn(said('state'), 'state') ?? 'firing',
    title: title === '' ? 'A report without a title' : title,
    description: said('description'),
    source: said('source'),
    urgency: said('urgency'),
    systems: named,
    url: urlOf(said('url')),
    startsAtMs: timeMsOf(said('starts')),
    labels: Object.fromEntries(labels.map(([name, label]) => [name, label(of).texts.join(', ')])),
  })
}
