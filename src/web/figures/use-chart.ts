import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { COLOURS_CHANGED } from './on-paper.ts'
import { trendData, trendOptions } from './trend-options.ts'
import type { Colours, Drawn } from './trend-options.ts'

/** Draws into a place, anew whenever `drawn` is another; `scheme` says which colours there are now. */
export function useChart(
  place: RefObject<HTMLDivElement | null>,
  drawn: (Omit<Drawn, 'colours'> & { readonly scheme: string }) | undefined,
  open: (index: number) => void,
): void {
  const opened = useRef(open)
  useEffect(() => {
    opened.current = open
  }, [open])
  useEffect(() => {
    if (place.current === null || drawn === undefined) return
    const at = place.current
    let chart = draw(at, drawn, index => opened.current(index))
    const again = () => {
      chart.destroy()
      chart = draw(at, drawn, index => opened.current(index))
    }
    addEventListener(COLOURS_CHANGED, again)
    return () => {
      removeEventListener(COLOURS_CHANGED, again)
      chart.destroy()
    }
  }, [place, drawn])
}

function draw(
  place: HTMLDivElement,
  drawn: Omit<Drawn, 'colours'>,
  open: (index: number) => void,
): uPlot {
  const whole = { ...drawn, colours: coloursNow() }
  const bars = uPlot.paths.bars?.({ size: [0.6, 60] })
  const chart = new uPlot(trendOptions(whole, bars), trendData(whole), place)
  chart.over.addEventListener('click', () => {
    if (typeof chart.cursor.idx === 'number') open(chart.cursor.idx)
  })
  return chart
}

function coloursNow(): Colours {
  const styles = getComputedStyle(document.documentElement)
  const value = (name: string) => styles.getPropertyValue(name).trim()
  return {
    text: value('--mantine-color-text'),
    grid: value('--mantine-color-default-border'),
    line: value('--tocsin-chart'),
    second: value('--tocsin-chart-late'),
  }
}
