import { parse } from 'yaml'

/** A plan source, or a part of one, as it is read from YAML. */
export type Source = { readonly [section: string]: unknown }

/** The first and the next part of a plan as one: sections grow, lists of obligations too, and what is said again replaces what was. */
export function joined(one: Source, other: Source): Source {
  return Object.entries(other).reduce<Source>((found, [key, value]) => {
    const there = found[key]
    if (key === 'obligations') return { ...found, [key]: [...asList(there), ...asList(value)] }
    const both = isMapping(there) && isMapping(value)
    return { ...found, [key]: both ? joined(there, value) : value }
  }, one)
}

/** The YAML blocks of a page, in order. */
export function blocksOf(page: string): readonly string[] {
  return [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block ?? '')
}

export function sourceOf(text: string): Source {
  return parse(text) as Source
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

function isMapping(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
