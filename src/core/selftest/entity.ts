import type { Answer } from '#/core/plan/plan.ts'
import { kindOfQuestion } from '#/core/plan/regime/bind.ts'
import type { RegimeSource } from '#/core/plan/source/regime.ts'
import { nearest } from '#/core/plan/suggest.ts'
import type { Vector } from '#/core/selftest/vector.ts'
import { choiceMeant, factWords, hyphened, plain } from '#/core/selftest/word.ts'

/** What a vector says of the organisation. */
export type ReadEntity = {
  /** By the name of the question; each that has to be answered is. */
  readonly answers: ReadonlyMap<string, Answer>
  /** Questions that the vector leaves open, and for which something stands in. */
  readonly unsaid: readonly string[]
  readonly place: string | undefined
  readonly zone: string | undefined
  readonly read: readonly string[]
}

/** Keys that say where it is, and keys that only name it. */
const PLACE_KEYS: ReadonlySet<string> = new Set([
  'calendar',
  'place',
  'country',
  'member-state',
  'state',
  'jurisdiction',
  'home',
])
const ZONE_KEYS: ReadonlySet<string> = new Set(['zone', 'timezone', 'time-zone', 'tz'])
const NAME_KEYS: ReadonlySet<string> = new Set(['name', 'lei', 'id'])

type Questions = NonNullable<RegimeSource['entity']>
type Problem = { readonly problem: string; readonly known?: readonly string[] }

export function readEntity(
  { entity: questions = {}, regime }: RegimeSource,
  given: ReadonlyMap<string, Answer>,
): ReadEntity | Problem {
  const answers = new Map<string, Answer>()
  const read: string[] = []
  let place: string | undefined
  let zone: string | undefined
  for (const [key, value] of given) {
    const word = hyphened(key)
    if (NAME_KEYS.has(word)) continue
    if (PLACE_KEYS.has(word)) place = String(value)
    else if (ZONE_KEYS.has(word)) zone = String(value)
    else {
      const answered = answer(questions, regime, key, value)
      if ('problem' in answered) return answered
      if ('note' in answered) read.push(answered.note)
      if ('question' in answered) answers.set(answered.question, answered.answer)
    }
  }
  const open = Object.entries(questions).filter(([name]) => !answers.has(name))
  const unsaid = open.filter(([, { otherwise }]) => otherwise === undefined)
  for (const [name, question] of unsaid) answers.set(name, standIn(question))
  for (const [name] of unsaid) read.push(`\`${name}\` of the organisation is not given`)
  return { answers, unsaid: unsaid.map(([name]) => name), place, zone, read }
}

type Answered =
  | { readonly question: string; readonly answer: Answer; readonly note?: string }
  | { readonly note: string }
  | Problem

function answer(questions: Questions, regime: string, key: string, value: Answer): Answered {
  const found = questionMeant(questions, key)
  const given = String(value)
  // Regimes that ask nothing of the kind hold for all kinds.
  if (found === undefined && hyphened(key) === 'kind')
    return { note: `\`kind: ${given}\` makes no difference to ${regime}` }
  if (found === undefined)
    return {
      problem: `${regime} asks nothing named ${JSON.stringify(key)} of the organisation.`,
      known: [...Object.keys(questions), 'calendar', 'zone'],
    }
  const [name, question] = found
  const { choices } = kindOfQuestion(question)
  const possible = choices.length > 0 ? choices : ['yes', 'no']
  const meant = choiceMeant(given, possible)
  if (meant !== undefined) return { question: name, answer: meant }
  return (
    asOther(questions, name, given) ?? {
      problem: `${regime} knows no ${name} ${JSON.stringify(given)}.`,
      known: possible,
    }
  )
}

/** Words for an organisation of no kind that matters. */
const OTHER: ReadonlySet<string> = new Set([
  'other',
  'otherfinancialentity',
  'financialentity',
  'noncreditinstitution',
  'nonbank',
  'fintech',
])

/** `kind: essential` answers another question than that of the kind; `other` stands for a kind without a rule of its own. */
function asOther(questions: Questions, asked: string, given: string): Answered | undefined {
  for (const [name, question] of Object.entries(questions)) {
    const meant = name === asked ? undefined : choiceMeant(given, kindOfQuestion(question).choices)
    if (meant !== undefined) return { question: name, answer: meant }
    if ([name, ...(question.names ?? [])].some(word => plain(word) === plain(given)))
      return { question: name, answer: 'yes' }
  }
  const { choices = [], otherwise } = questions[asked] ?? {}
  const ordinary =
    otherwise ?? choices.find(choice => choice === 'payment-institution') ?? choices.at(-1)
  if (ordinary === undefined || (!OTHER.has(plain(given)) && otherwise === undefined))
    return undefined
  // What looks like one of the answers is more likely mistyped than another word.
  if (nearest(hyphened(given), choices) !== undefined) return undefined
  return {
    question: asked,
    answer: ordinary,
    note: `\`${given}\` is none of ${choices.join(', ')}, and read as ${ordinary}`,
  }
}

/**
 * What a vector says of the organisation and of the incident, each where it belongs: a question about the incident that stands
 * under `entity` is answered all the same, and the other way round.
 */
export function sorted(
  { regime, entity: questions = {}, facts = {} }: RegimeSource,
  vector: Vector,
): Pick<Vector, 'entity' | 'facts'> {
  const isFact = (key: string) =>
    Object.keys(facts).some(id =>
      [...factWords(id), id.slice(regime.length + 1)].some(word => plain(word) === plain(key)),
    )
  const isOfEntity = (key: string) =>
    questionMeant(questions, key) !== undefined ||
    [PLACE_KEYS, ZONE_KEYS, NAME_KEYS].some(keys => keys.has(hyphened(key)))
  const strayed = [...vector.entity].filter(([key]) => !isOfEntity(key) && isFact(key))
  const astray = [...vector.facts].filter(
    ([key]) => !isFact(key) && questionMeant(questions, key) !== undefined,
  )
  return {
    entity: new Map([...without(vector.entity, strayed), ...astray]),
    facts: new Map([...without(vector.facts, astray), ...strayed]),
  }
}

type Entries = readonly (readonly [string, Answer])[]

function without(given: ReadonlyMap<string, Answer>, moved: Entries): Entries {
  return [...given].filter(([key]) => !moved.some(([other]) => other === key))
}

function questionMeant(questions: Questions, key: string) {
  const word = plain(key)
  return Object.entries(questions).find(([name, { names = [] }]) =>
    [name, ...names].some(known => plain(known) === word),
  )
}

function standIn(question: Questions[string]): Answer {
  return question.choices?.[0] ?? 'no'
}
