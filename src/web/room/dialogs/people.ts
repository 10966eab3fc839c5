// Finding people in the directory, and how they can be reached.
import type { ComboboxItem } from '@mantine/core'
import type { Directory } from '../../api/operations.ts'

type Person = Directory['people'][number]
export type Way = 'email' | 'slack' | 'sms' | 'voice' | 'webhook'

/** Over what somebody can be reached, as far as an address is on record. */
export function waysTo({ email, slack, phone, webhook }: Person): readonly Way[] {
  return [
    ...(email === undefined ? [] : (['email'] as const)),
    ...(slack === undefined ? [] : (['slack'] as const)),
    ...(phone === undefined ? [] : (['sms', 'voice'] as const)),
    ...(webhook === undefined ? [] : (['webhook'] as const)),
  ]
}

/** Positions and groups somebody is in. */
export function positionsOf({ positions, groups }: Directory, person: string): readonly string[] {
  return [...Object.entries(positions), ...Object.entries(groups)]
    .filter(([, people]) => people.includes(person))
    .map(([position]) => position)
}

/** Every word of the search is in a name, an address or a position. */
export function peopleMatching(
  directory: Directory,
  options: readonly ComboboxItem[],
  search: string,
): ComboboxItem[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...options]
  return options.filter(({ value, label }) => {
    const person = directory.people.find(({ id }) => id === value)
    const known = [label, value, person?.email, person?.slack, ...positionsOf(directory, value)]
    const text = known.join(' ').toLowerCase()
    return words.every(word => text.includes(word))
  })
}

/** An instant from what a browser's time field holds, in the reader's zone; undefined where that is empty or no time. */
export function instantOf(local: string): string | undefined {
  const time = new Date(local).getTime()
  return local === '' || Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** What a browser's time field shows for an instant, in the reader's zone. */
export function localOf(instant: string): string {
  const time = new Date(instant)
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 19)
}
