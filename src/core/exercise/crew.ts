import type { Chance } from '#/core/chance.ts'
import { deedsFor } from '#/core/exercise/deed.ts'
import type { Deed, Hindrance } from '#/core/exercise/deed.ts'
import { draw } from '#/core/exercise/delay.ts'
import type { Delay } from '#/core/exercise/delay.ts'
import type { Behaviour, Step } from '#/core/exercise/scenario.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { RefusalCode } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import { earliest, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Those whom the script leaves to themselves: which page they will answer when, and when they have done what they owe. */
export type Crew = {
  readonly setting: Setting
  readonly people: Behaviour
  readonly chance: Chance | undefined
  /** People who do nothing in this run. */
  readonly away: ReadonlySet<string>
  /** Person and page → when they will answer it. */
  readonly answers: Map<string, Instant>
  /** Key of an obligation → when whoever owes it has done it, and how often they came back to it. */
  readonly work: Map<string, { readonly at: Instant; readonly tries: number }>
  /** Key of an obligation → what stood in the way when it was last tried. */
  readonly hindered: Map<string, Hindrance | RefusalCode>
}

/** So often somebody comes back to what they could not do. */
const TRIES_MAX = 50

export function gather(setting: Setting, people: Behaviour, chance: Chance | undefined): Crew {
  const away = new Set<string>()
  for (const [party, percent] of people.away) {
    if (chance === undefined || chance.below(100) >= percent) continue
    const { positions, groups } = setting.directory
    for (const person of positions.get(party) ?? groups.get(party) ?? [party]) away.add(person)
  }
  return { setting, people, chance, away, answers: new Map(), work: new Map(), hindered: new Map() }
}

/** The steps of the script as this run takes them: what people do comes as late as drawn, what machines report does not. */
export function stepsOf({ people, chance }: Crew, steps: readonly Step[]): readonly Step[] {
  const { late } = people
  if (late === undefined || chance === undefined) return steps
  const taken = steps.flatMap(step => {
    const by = 'signal' in step ? 0 : draw(late, chance)
    return by === undefined ? [] : [{ ...step, at: plusMs(step.at, by) }]
  })
  return taken.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line))
}

/** What an event gives the crew to do. */
export function hear(crew: Crew, event: IncidentEvent): void {
  if (event.type === 'page-sent') expectAnswer(crew, event)
  if (event.type === 'obligations-opened' && crew.people.works !== undefined)
    for (const { obligation, rule } of event.opened)
      if (isWork(crew, rule)) planWork(crew, obligation, event.at, 0)
}

function isWork({ setting }: Crew, id: string): boolean {
  const rule = lookup(setting.plan).rules.get(id)
  return rule !== undefined && rule.by !== undefined && !AUTOMATIC_ACTS.has(rule.act.do)
}

function expectAnswer(
  { people, chance, answers, away }: Crew,
  { at, person, party, page }: Extract<IncidentEvent, { type: 'page-sent' }>,
): void {
  const known = [person, party].find(name => people.answersOf.has(name))
  const delay: Delay = people.answersOf.get(known ?? '') ?? people.answers
  const key = `${person}\n${page}`
  // Asked again while on the way to the phone, nobody turns back.
  if (answers.has(key) || away.has(person)) return
  const after = draw(delay, chance)
  if (after !== undefined) answers.set(key, plusMs(at, after))
}

function planWork({ people, chance, work }: Crew, key: string, from: Instant, tries: number): void {
  const after = people.works === undefined ? undefined : draw(people.works, chance)
  // Nobody is done in no time: two who wait for each other would do so for ever in one instant.
  if (after !== undefined) work.set(key, { at: plusMs(from, Math.max(after, 1000)), tries })
  else work.delete(key)
}

/** When somebody of the crew does something next. */
export function nextDeed({ answers, work }: Crew): Instant | undefined {
  return earliest([...answers.values(), ...[...work.values()].map(({ at }) => at)])
}

/** A page that is answered at this instant, if one is; it is taken off the list. */
export function answerAt(
  { answers }: Crew,
  at: Instant,
): { readonly person: string; readonly page: string } | undefined {
  for (const [key, when] of answers) {
    if (when !== at) continue
    answers.delete(key)
    const [person = '', page = ''] = key.split('\n')
    return { person, page }
  }
  return undefined
}

/**
 * Does what is done at this instant, if something is: `give` carries out a deed and says why not. What cannot be done yet is
 * tried again later, and what stood in the way is kept.
 */
export function workAt(
  crew: Crew,
  at: Instant,
  incident: () => Incident,
  give: (deed: Deed) => RefusalCode | undefined,
): boolean {
  const [due] = [...crew.work].filter(([, planned]) => planned.at === at)
  if (due === undefined) return false
  const [key, { tries }] = due
  crew.work.delete(key)
  const hindrance = attempt(crew, key, at, incident, give)
  if (hindrance === undefined) crew.hindered.delete(key)
  else {
    crew.hindered.set(key, hindrance)
    if (tries < TRIES_MAX && hindrance !== 'answer-not-known') planWork(crew, key, at, tries + 1)
  }
  return true
}

function attempt(
  { setting, chance, away, people }: Crew,
  key: string,
  at: Instant,
  incident: () => Incident,
  give: (deed: Deed) => RefusalCode | undefined,
): Hindrance | RefusalCode | undefined {
  const { plan } = setting
  const rule = lookup(plan).rules.get(ruleOf(key))
  const found = currentObligations(plan, incident(), at, rule === undefined ? [] : [rule]).find(
    it => it.key === key,
  )
  if (found === undefined || !isOwed(found)) return undefined
  const deeds = deedsFor(
    { setting, incident: incident(), at, chance, away, facts: people.facts },
    found,
  )
  if ('hindrance' in deeds) return deeds.hindrance
  for (const deed of deeds) {
    const refused = give(deed)
    if (refused !== undefined) return refused
  }
  return undefined
}
