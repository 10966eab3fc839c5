import type { NameKind, Names } from '#/core/plan/compile/names.ts'
import { quote } from '#/core/plan/mistake.ts'
import { report, withArticle } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import type { FactKinds } from '#/core/plan/compile/answer.ts'
import { kindOfQuestion } from '#/core/plan/regime/bind.ts'
import type { OpenRegime } from '#/core/plan/regime/open.ts'

/** Kinds of name that a plan may use of the regimes it switches on, beside its own. */
const OPEN_KINDS = [
  'fact',
  'moment',
  'classification',
  'template',
  'obligation',
  'gate',
  'field',
] as const satisfies readonly NameKind[]

/** The id of the fact that a question about the organisation becomes. */
export function entityFact(regime: string, question: string): string {
  return `${regime}-${question}`
}

/**
 * The names that a regime may use: its own; for parties and audiences its placeholders, which mean what the plan has put in
 * their place; and no clause, level or type, since those are the plan's.
 */
export function namesWithin({ id, own, source, use }: OpenRegime): Names {
  const questions = Object.keys(source.entity ?? {}).map(name => entityFact(id, name))
  const declared: Partial<Record<NameKind, ReadonlySet<string>>> = {
    role: new Set(Object.keys(source.by ?? {})),
    audience: new Set(Object.keys(source.to ?? {})),
    fact: new Set([...own.of('fact'), ...questions]),
    // Its own has its name; whether there is one is found out when the plan and the regime are joined.
    calendar: new Set([id]),
  }
  const meanings: Partial<Record<NameKind, Readonly<Record<string, string>>>> = {
    role: use.by ?? {},
    audience: use.to ?? {},
    obligation: use.same ?? {},
  }
  const of = (kind: NameKind) => declared[kind] ?? own.of(kind)
  return {
    ...own,
    of,
    section: kind =>
      OF_PLANS.has(kind) ? undefined : (PLACEHOLDER_SECTIONS[kind] ?? own.section(kind)),
    kindsOf: name => own.kindsOf(name).filter(kind => of(kind).has(name)),
    meaning: (kind, name) => {
      const meant = meanings[kind]
      return meant !== undefined && Object.hasOwn(meant, name) ? (meant[name] ?? name) : name
    },
  }
}

/** What only a plan has, so that a regime cannot name it. */
const OF_PLANS: ReadonlySet<NameKind> = new Set<NameKind>([
  'clause',
  'severity',
  'type',
  'source',
  'position',
  'group',
  'stage',
  'level',
  'decision',
])

const PLACEHOLDER_SECTIONS: Partial<Record<NameKind, string>> = { role: 'by', audience: 'to' }

/** The names of a plan and, of what it may speak of, those of its regimes. */
export function namesWith(own: Names, regimes: readonly OpenRegime[]): Names {
  if (regimes.length === 0) return own
  const within = regimes.map(namesWithin)
  const joined = new Map<NameKind, ReadonlySet<string>>(
    OPEN_KINDS.map(kind => [kind, new Set([own, ...within].flatMap(names => [...names.of(kind)]))]),
  )
  // What a plan leaves out, or does itself, is not there for it to speak of.
  const gone = new Set(
    regimes.flatMap(({ use }) => Object.keys({ ...use.same, ...use['leave-out'] })),
  )
  const obligations = [...(joined.get('obligation') ?? [])]
  joined.set(
    'obligation',
    new Set(obligations.filter(name => own.of('obligation').has(name) || !gone.has(name))),
  )
  const of = (kind: NameKind) => joined.get(kind) ?? own.of(kind)
  return {
    ...own,
    of,
    levelsOf: id => new Set([own, ...within].flatMap(names => [...names.levelsOf(id)])),
    kindsOf: name => [
      ...new Set([...own.kindsOf(name), ...OPEN_KINDS.filter(kind => of(kind).has(name))]),
    ],
  }
}

/** One name must mean one thing, whoever gave it. */
export function checkCollisions(
  context: Context,
  own: Names,
  regimes: readonly OpenRegime[],
): void {
  const taken = OPEN_KINDS.map(
    kind => [kind, new Map([...own.of(kind)].map(name => [name, 'the plan']))] as const,
  )
  for (const regime of regimes) {
    const within = namesWithin(regime)
    for (const [kind, owners] of taken)
      for (const name of within.of(kind)) {
        const owner = owners.get(name)
        if (owner === undefined) owners.set(name, `the regime \`${regime.id}\``)
        else reportCollision(context, regime.id, { noun: own.noun(kind) ?? kind, name, owner })
      }
  }
}

function reportCollision(
  context: Context,
  regime: string,
  { noun, name, owner }: { readonly noun: string; readonly name: string; readonly owner: string },
): void {
  report(
    context,
    ['uses', regime],
    'name-twice',
    `The regime \`${regime}\` has ${withArticle(noun)} named ${quote(name)}, and so has ${owner}.`,
    owner === 'the plan'
      ? 'Give that of the plan another name.'
      : 'Switch on one of the two regimes, or give one of them another name in its file.',
  )
}

/** What conditions need to know of the facts of regimes, the questions about the organisation included. */
export function factKindsOf(regimes: readonly OpenRegime[]): FactKinds {
  return new Map(
    regimes.flatMap(({ id, source }) => [
      ...Object.entries(source.facts ?? {}).map(
        ([name, { kind = 'yes-no', choices = [] }]) => [name, { kind, choices }] as const,
      ),
      ...Object.entries(source.entity ?? {}).map(
        ([name, question]) => [entityFact(id, name), kindOfQuestion(question)] as const,
      ),
    ]),
  )
}
