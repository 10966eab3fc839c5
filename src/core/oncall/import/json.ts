// Exports are answers of an API as they came: one, or several in a list, each within whatever its list is called.
type Fields = Readonly<Record<string, unknown>>

/** Everything in documents that may be a thing, with the names of what it stands in: `schedules`, `data`, … */
export type Found = { readonly within: string; readonly thing: Fields }

const DEPTH_MAX = 4

/** `wrappers`: the names below which lists of things, or single ones, stand. */
export function thingsIn(
  documents: readonly unknown[],
  wrappers: readonly string[],
): readonly Found[] {
  const found: Found[] = []
  const look = (value: unknown, within: string, depth: number): void => {
    if (Array.isArray(value)) {
      if (depth < DEPTH_MAX) for (const one of value) look(one, within, depth + 1)
      return
    }
    if (!isFields(value)) return
    const inner = wrappers.filter(name => isFields(value[name]) || Array.isArray(value[name]))
    const isWrapper = inner.length > 0 && value['id'] === undefined
    if (!isWrapper) found.push({ within, thing: value })
    else if (depth < DEPTH_MAX) for (const name of inner) look(value[name], name, depth + 1)
  }
  look(documents, '', 0)
  return found
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A person that is named by another document may be told twice: the one with an address counts. */
export function byKey<T extends { readonly key: string; readonly email?: string }>(
  people: readonly T[],
): readonly T[] {
  const found = new Map<string, T>()
  for (const person of people)
    if (found.get(person.key)?.email === undefined) found.set(person.key, person)
  return [...found.values()]
}

export function phoneOf(text: string): string | undefined {
  const digits = text.replaceAll(/[\s().-]/g, '')
  return /^\+[1-9]\d{5,14}$/.test(digits) ? digits : undefined
}
