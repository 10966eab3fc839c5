import { useDraft } from '../../ui/draft.ts'
import { useRoom } from '../room.ts'

/** A text of this incident's room that outlives a reload, until the server has it. */
export function useKept(name: string, initial = '') {
  return useDraft(`${useRoom().id}.${name}`, initial)
}
