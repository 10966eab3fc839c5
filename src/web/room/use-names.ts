import { useMemo } from 'react'
import { useWords } from '../words/words.ts'
import { anyName, needName, obligationName, partyName } from './naming.ts'
import { useRoom } from './room.ts'

export type Names = ReturnType<typeof useNames>

/** What ids are called in this room. */
export function useNames() {
  const { plan, directory, obligations } = useRoom()
  const { dealing } = useWords()
  return useMemo(() => {
    const named = { plan, directory, obligations }
    const party = (id: string) => (id === 'tocsin' ? dealing.itself : partyName(named, id))
    return {
      party,
      parties: (ids: readonly string[]) => dealing.list(ids.map(party)),
      anyOf: (ids: readonly string[]) => dealing.any(ids.map(party)),
      obligation: (key: string) => obligationName(named, key),
      need: (need: string) => needName(named, need, dealing.conditionOfPlan),
      any: (id: string) => anyName(named, id),
      level: (number: number) =>
        plan.levels.find(({ level }) => level === number)?.title ?? String(number),
      moment: (id: string) =>
        plan.moments.find(moment => moment.id === id)?.title ?? dealing.moments.names[id] ?? id,
    }
  }, [plan, directory, obligations, dealing])
}
