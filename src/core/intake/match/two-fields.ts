import { textOf } from '#/core/intake/match/value-test.ts'
import type { RelationName } from '#/core/intake/match/value-test.ts'

type Related = (value: unknown, other: unknown) => boolean

/** Whether one value stands so to another. Values are hostile: of any kind and length. */
export const RELATED: Readonly<Record<RelationName, Related>> = {
  'same-as': (value, other) => sameText(value) === sameText(other) && sameText(other) !== undefined,
  'same-domain-as': (value, other) =>
    domainOf(value) !== undefined && domainOf(value) === domainOf(other),
  mentions: (value, other) => {
    const part = textOf(other)
    return part !== undefined && part !== '' && textOf(value)?.includes(part) === true
  },
}

/** Lists and mappings are the same when they are written the same. */
function sameText(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return textOf(value)
}

/** What follows the last @ of an address. */
function domainOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const at = value.lastIndexOf('@')
  return at < 0 ? undefined : value.slice(at + 1).toLowerCase()
}
