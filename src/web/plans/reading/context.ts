import { createContext, useContext } from 'react'
import type { PlanReading } from '../../api/operations.ts'

export type ReadClause = PlanReading['clauses'][number]

/** By the anchor that links to a clause have. */
export const ReadingContext = createContext<{
  readonly clauses: ReadonlyMap<string, ReadClause>
}>({ clauses: new Map() })

export const useReading = () => useContext(ReadingContext)
