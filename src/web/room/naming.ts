// What ids of a plan, of a directory and of an incident are called. Pure: what it is called by is handed in.
import type { Plan } from '#/core/plan/plan.ts'
import type { Directory, Obligation } from '../api/operations.ts'

export type Named = {
  readonly plan: Plan
  readonly directory: Directory
  readonly obligations: readonly Obligation[]
}

type Titled = readonly { readonly id: string; readonly title: string }[]

const titleIn = (list: Titled, id: string): string | undefined =>
  list.find(element => element.id === id)?.title

/** A person, a role, a position, a group or an audience: whoever is meant. */
export function partyName({ plan, directory }: Omit<Named, 'obligations'>, id: string): string {
  return (
    directory.people.find(person => person.id === id)?.name ??
    titleIn(plan.roles, id) ??
    titleIn(plan.positions, id) ??
    titleIn(plan.groups, id) ??
    titleIn(plan.audiences, id) ??
    id
  )
}

/** An obligation by its key, or by its rule where it is not there. */
export function obligationName({ plan, obligations }: Named, key: string): string {
  return titleIn(obligations, key) ?? titleIn(plan.rules, ruleIn(key)) ?? key
}

/** What a key stands for besides its rule: a person, a system, the number of a period. */
export const ruleIn = (key: string): string => key.split(/[#@]/)[0] ?? key

/** What a gate waits for, as `list-gates` names it. `until` is the words for a condition that has no name. */
export function needName(named: Named, need: string, until: string): string {
  if (need === 'until') return until
  if (need.startsWith('field:')) return titleIn(named.plan.fields, need.slice(6)) ?? need
  if (need.startsWith('fact:'))
    return named.plan.facts.find(({ id }) => id === need.slice(5))?.ask ?? need
  return obligationName(named, need)
}

/** What the plan calls it, whatever it is: for the ids in a refusal. */
export function anyName(named: Named, id: string): string {
  const { plan } = named
  const lists: readonly Titled[] = [
    plan.severities,
    plan.types,
    plan.gates,
    plan.stages,
    plan.fields,
    plan.moments,
    plan.decisions,
    plan.classifications,
    plan.templates,
    plan.templates.flatMap(({ parts }) => parts),
  ]
  const title = lists.map(list => titleIn(list, id)).find(found => found !== undefined)
  const fact = plan.facts.find(it => it.id === id)?.ask
  const need = /^(field|fact):/.test(id) ? needName(named, id, id) : undefined
  if (title !== undefined) return title
  if (fact !== undefined) return fact
  if (need !== undefined) return need
  const party = partyName(named, id)
  return party === id ? obligationName(named, id) : party
}
