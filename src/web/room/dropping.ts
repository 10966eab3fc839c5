import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Files that are dropped on something. Gives whether one hovers over it. */
export function useDropping(
  target: RefObject<HTMLElement | null>,
  take: (files: Iterable<File>) => void,
): boolean {
  const [isOver, over] = useState(false)
  useEffect(() => {
    const element = target.current
    if (element === null) return undefined
    const enter = (event: DragEvent) => {
      event.preventDefault()
      over(true)
    }
    const leave = () => over(false)
    const drop = (event: DragEvent) => {
      event.preventDefault()
      over(false)
      take(event.dataTransfer?.files ?? [])
    }
    element.addEventListener('dragover', enter)
    element.addEventListener('dragleave', leave)
    element.addEventListener('drop', drop)
    return () => {
      element.removeEventListener('dragover', enter)
      element.removeEventListener('dragleave', leave)
      element.removeEventListener('drop', drop)
    }
  }, [target, take])
  return isOver
}
