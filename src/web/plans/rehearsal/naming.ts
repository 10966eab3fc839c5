import { createContext, useContext } from 'react'

/** What somebody, or a party of the plan, is called. */
export const NamingContext = createContext<(id: string) => string>(id => id)
export const useNaming = () => useContext(NamingContext)
