// Whatever an event names by an id, as people call it.
import type { Element, Plan } from '#/core/plan/plan.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Directory, Incident } from '../api/operations.ts'
import type { Words } from '../words/words.ts'
import { TOCSIN } from './happened.ts'

export type Names = {
  /** A person, or Tocsin. */
  readonly person: (id: string) => string
  readonly people: (ids: readonly string[]) => string
  /** A role, position, group, audience, system or person. */
  readonly party: (id: string) => string
  readonly parties: (ids: readonly string[]) => string
  readonly severity: (id: string) => string
  readonly type: (id: string) => string
  readonly fact: (id: string) => string
  readonly moment: (id: string) => string
  readonly stage: (id: string) => string
  readonly level: (level: number) => string
  readonly gate: (id: string) => string
  readonly decision: (id: string) => string
  readonly classification: (id: string) => string
  /** A level of a classification. */
  readonly grade: (classification: string, level: string) => string
  readonly field: (id: string) => string
  readonly source: (id: string) => string
  readonly evidence: (id: string) => string
  readonly followUp: (id: string) => string
  /** An obligation by its key, also `late:KEY`. */
  readonly obligation: (key: string) => string
  /** What a promise waits for: facts, moments, classifications, other promises. */
  readonly awaited: (ids: readonly string[]) => string
  readonly answer: (fact: string, answer: string | number | undefined) => string
  /** An instant, as short as it can be said. */
  readonly when: (at: string) => string
}

export type Named = {
  readonly plan: Plan
  readonly directory: Pick<Directory, 'people'>
  readonly incident: Pick<Incident, 'evidence' | 'follow_ups'>
  readonly words: Words['record']
  readonly when: (at: string) => string
}

export function namesOf({ plan, directory, incident, words, when }: Named): Names {
  const look = lookup(plan)
  const people = new Map(directory.people.map(({ id, name }) => [id, name]))
  const parties = titles([
    ...plan.positions,
    ...plan.groups,
    ...plan.systems,
    ...plan.audiences,
    ...plan.roles,
  ])
  const sources = titles(plan.sources)
  const evidence = new Map(incident.evidence.map(({ id, title }) => [id, title]))
  const followUps = new Map(incident.follow_ups.map(({ id, title }) => [id, title]))
  const person = (id: string) => (id === TOCSIN ? words.tocsin : (people.get(id) ?? id))
  const party = (id: string) => parties.get(id) ?? person(id)
  const moment = (id: string) =>
    look.moments.get(id)?.title ?? (words.moments as Readonly<Record<string, string>>)[id] ?? id
  const listed = (names: readonly string[]) => joined(names, words.and)
  return {
    person,
    people: ids => listed(ids.map(person)),
    party,
    parties: ids => listed(ids.map(party)),
    severity: id => id,
    type: id => look.types.get(id)?.title ?? id,
    fact: id => look.facts.get(id)?.ask ?? id,
    moment,
    stage: id => look.stages.get(id)?.title ?? id,
    level: level => look.levels.get(level)?.title ?? String(level),
    gate: id => look.gates.get(id)?.title ?? id,
    decision: id => look.decisions.get(id)?.title ?? id,
    classification: id => look.classifications.get(id)?.title ?? id,
    grade: (classification, level) =>
      look.classifications.get(classification)?.levels.find(({ id }) => id === level)?.title ??
      level,
    field: id => look.fields.get(id)?.title ?? id,
    source: id => sources.get(id) ?? id,
    evidence: id => evidence.get(id) ?? id,
    followUp: id => followUps.get(id) ?? id,
    obligation: key => promiseName(key, rule => look.rules.get(rule)?.title, party),
    awaited: ids =>
      listed(
        ids.map(
          id =>
            look.facts.get(id)?.title ??
            look.classifications.get(id)?.title ??
            look.rules.get(id)?.title ??
            moment(id),
        ),
      ),
    answer: (fact, answer) => answerName(words, look.facts.get(fact)?.kind, answer),
    when,
  }
}

const titles = (elements: readonly Pick<Element, 'id' | 'title'>[]) =>
  new Map(elements.map(({ id, title }) => [id, title]))

/** `late:rule@about`, `rule#2`: the title of the rule, and whom it is about. */
function promiseName(
  key: string,
  titleOf: (rule: string) => string | undefined,
  party: (id: string) => string,
): string {
  const plain = key.replace(/^late:/, '')
  const [rule = plain, about] = plain.replace(/#\d+$/, '').split('@', 2)
  const title = titleOf(rule) ?? plain
  return about === undefined ? title : `${title}: ${party(about)}`
}

function answerName(
  words: Words['record'],
  kind: string | undefined,
  answer: string | number | undefined,
): string {
  if (answer === undefined) return words.notKnown
  if (kind === 'yes-no') return answer === 'yes' ? words.yes : words.no
  return String(answer)
}

const NAMED_MAX = 4

/** `Ana, Bo and Cai`; of many, the first few and how many more. */
export function joined(names: readonly string[], and: string): string {
  if (names.length <= 1) return names[0] ?? ''
  if (names.length > NAMED_MAX)
    return `${names.slice(0, NAMED_MAX - 1).join(', ')} ${and} ${names.length - NAMED_MAX + 1} +`
  return `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) ?? ''}`
}
