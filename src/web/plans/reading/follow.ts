import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { useLocation } from '@tanstack/react-router'
import type { PlanReading } from '../../api/operations.ts'
import { anchorMeant } from './shape.ts'

/** The part of the page in which a heading counts as the one that is being read. */
const READ_AT = '-80px 0px -70% 0px'

/** The anchor of the section that is being read. */
export function useFollow(
  text: RefObject<HTMLDivElement | null>,
  reading: PlanReading,
): string | undefined {
  const [here, setHere] = useState<string>()
  useEffect(() => {
    const root = text.current
    if (root === null) return
    const seen = new Set<string>()
    const headings = [...root.querySelectorAll<HTMLElement>('section[id]')]
    const observer = new IntersectionObserver(
      entries => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) seen.add(target.id)
          else seen.delete(target.id)
        // The last one that is there is the innermost.
        const last = headings.findLast(({ id }) => seen.has(id))
        if (last !== undefined) setHere(last.id)
      },
      { rootMargin: READ_AT },
    )
    for (const heading of headings) observer.observe(heading)
    return () => observer.disconnect()
  }, [text, reading])
  return here
}

/** An address with a clause or an anchor in it opens there. */
export function useHash(reading: PlanReading): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (hash === '') return
    goTo(anchorMeant(hash, reading))
  }, [hash, reading])
}

const SHOWN_MS = 2_400
/** What comes into sight on the way is laid out only then, and moves what comes after it. */
const FRAMES = 12

function settle(found: HTMLElement, frames: number): void {
  found.scrollIntoView({ block: 'start', behavior: 'instant' })
  if (frames > 0) requestAnimationFrame(() => settle(found, frames - 1))
}

/** Scrolls there, and shows for a moment where it is. */
export function goTo(anchor: string): void {
  const found = document.getElementById(anchor)
  if (found === null) return
  for (const other of document.querySelectorAll<HTMLElement>('[data-found]'))
    delete other.dataset['found']
  found.dataset['found'] = ''
  settle(found, FRAMES)
  setTimeout(() => delete found.dataset['found'], SHOWN_MS)
}
