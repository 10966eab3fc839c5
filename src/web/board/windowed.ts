// A long list of which only what is seen is drawn, while the page scrolls as if all of it were there.
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/** So many more than are seen are drawn, for who scrolls fast. */
const OVERSCAN = 12

export function useWindowed<E extends HTMLElement>(
  ids: readonly { readonly id: string }[],
  height: number,
) {
  const list = useRef<E>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + scrollY)
  }, [])
  // oxlint-disable-next-line react/incompatible-library -- what it gives is used here alone, and changes with each render
  const virtual = useWindowVirtualizer({
    count: ids.length,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: top,
    getItemKey: index => ids[index]?.id ?? index,
  })
  const drawn = virtual.getVirtualItems()
  const show = useCallback((index: number) => virtual.scrollToIndex(index), [virtual])
  return {
    list,
    /** Places of what is drawn. */
    drawn: drawn.map(({ index }) => index),
    /** Room for what is not. */
    before: (drawn[0]?.start ?? top) - top,
    after: virtual.getTotalSize() - ((drawn.at(-1)?.end ?? top) - top),
    measure: virtual.measureElement,
    show,
  }
}
