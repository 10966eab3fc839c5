import { useEffect } from 'react'

/** Told when the colours of the page have changed for paper, and again when they are back. */
export const COLOURS_CHANGED = 'tocsin-colours'
const SCHEME = 'data-mantine-color-scheme'

/** Paper is light, whatever the screen is. Charts are drawn with colours of their own, and so are told. */
export function useLightOnPaper(): void {
  useEffect(() => {
    const root = document.documentElement
    let before: string | null = null
    const change = (scheme: string | null) => {
      if (scheme !== null) root.setAttribute(SCHEME, scheme)
      dispatchEvent(new Event(COLOURS_CHANGED))
    }
    const begin = () => {
      before = root.getAttribute(SCHEME)
      change('light')
    }
    const end = () => change(before)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
}
