import { useAsk } from '../api/queries.ts'

/** Everybody to choose from, but these. */
export function usePeople(without: readonly string[]) {
  const { data } = useAsk('get-directory')
  return (data?.people ?? [])
    .filter(({ id }) => !without.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
}
