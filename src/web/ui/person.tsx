import { createContext, useContext } from 'react'
import type { Directory } from '../api/operations.ts'
import { useAsk } from '../api/queries.ts'
import { useWords } from '../words/words.ts'

/** In a drill its cast stands in for everybody. */
export const CastContext = createContext<Directory | undefined>(undefined)

/** A person by the name in the directory, or by the id of who is no longer, or never was, in it. */
export function usePersonName(): (id: string | null | undefined) => string {
  const { everywhere } = useWords()
  const { data } = useAsk('get-directory')
  const cast = useContext(CastContext)
  const people = cast?.people ?? data?.people
  return id => {
    if (id === null || id === undefined) return everywhere.nobody
    return people?.find(person => person.id === id)?.name ?? id
  }
}
