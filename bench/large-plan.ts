import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'

type Branch = Readonly<Record<string, unknown>>

/**
 * A plan of at least so many clauses, put together from the bundled one that has the most: its clauses, facts, obligations
 * and gates again and again under other names, as a plan of a larger house would have them. Written as people write.
 */
export function largePlan(clauses: number): string {
  const text = readFileSync(new URL('../plans/creditnexus.yaml', import.meta.url), 'utf8')
  const plan = parse(text) as Branch
  const obligations = plan['obligations'] as readonly Branch[]
  const sections = ['clauses', 'facts', 'templates', 'gates'] as const
  const names = new Set([
    ...obligations.map(({ id }) => String(id)),
    ...sections.flatMap(section => Object.keys(plan[section] as Branch)),
  ])
  // A fact and a field of the record may share a name: that one stays as it is.
  for (const field of Object.keys(plan['record'] as Branch)) names.delete(field)
  const copies = Math.ceil(clauses / Object.keys(plan['clauses'] as Branch).length)
  const renamed = Array.from(
    { length: copies },
    (_, copy) => (value: unknown) => (copy === 0 ? value : rename(value, names, `-${copy}`)),
  )
  return stringify({
    ...plan,
    ...Object.fromEntries(
      sections.map(section => [
        section,
        Object.assign({}, ...renamed.map(turn => turn(plan[section]))),
      ]),
    ),
    obligations: renamed.flatMap(turn => turn(obligations)),
  })
}

/** Every name of the plan's own, as a key and as a value, also behind `send:` and in `{{fact:…}}`. */
function rename(value: unknown, names: ReadonlySet<string>, ending: string): unknown {
  const renameText = (text: string) =>
    text.replaceAll(/(?<![A-Za-z0-9.-])[A-Za-z][A-Za-z0-9.-]*/g, word =>
      names.has(word) && (text === word || /^[a-z]+:/.test(text) || text.includes('{{'))
        ? word + ending
        : word,
    )
  if (typeof value === 'string') return renameText(value)
  if (Array.isArray(value)) return value.map(part => rename(part, names, ending))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [renameText(key), rename(part, names, ending)]),
  )
}
