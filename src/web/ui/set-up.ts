import type { PersonReadiness } from '../api/operations.ts'

/** Whether people have ways to be reached, and not one of them is set up: then that is the trouble of the installation, and not theirs. */
export function isNothingSetUp(people: Iterable<Pick<PersonReadiness, 'ways'>>): boolean {
  const ways = [...people].flatMap(one => one.ways)
  return ways.length > 0 && ways.every(way => !way.set_up)
}
