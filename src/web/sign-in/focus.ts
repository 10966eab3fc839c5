import { useEffect, useRef } from 'react'

/** Puts the cursor into a field as it comes, where whoever sees it has just asked for it or has nothing else to do. */
export function useFirst() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return field
}
