// A log to be read: one event a line, its version, when, who, what. A day is named where it begins.
import { sentenceOf } from '#/cli/event/sentence.ts'
import type { AnyEvent } from '#/cli/event/sentence.ts'
import { wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, line } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { shownDay, shownNear, shownSeconds } from '#/cli/terminal/time.ts'
import { TOCSIN } from '#/core/incident/event.ts'

type Logged = AnyEvent & { readonly version: number }

/** Wide enough for most ids of people; a longer one moves its own line only. */
const BY_WIDTH = 8
const VERSION_WIDTH = 4

/** Makes lines of events as they come. It remembers the day that was named last. */
export function logWriter(zone: string, width: number): (event: Logged) => readonly Line[] {
  let day = ''
  return event => {
    const today = shownDay(event.at, zone)
    const heading = today === day ? [] : [bold(today)]
    day = today
    return [...heading, ...eventLines(event, zone, width)]
  }
}

/** One event. Times are local to `zone`. */
export function eventLines(event: Logged, zone: string, width: number): readonly Line[] {
  const version = String(event.version).padStart(VERSION_WIDTH)
  const by = event.by.padEnd(BY_WIDTH)
  const who = event.by === TOCSIN ? dim(event.by) : line`${event.by}`
  const padding = [{ text: ' '.repeat(Math.max(0, by.length - event.by.length)) }]
  const start = [
    ...dim([{ text: version }]),
    ...line`  ${shownSeconds(event.at, zone)}  ${who}${padding}  `,
  ]
  const sentence = sentenceOf(event, at => shownNear(at, event.at, zone))
  const indent = start.reduce((columns, { text }) => columns + text.length, 0)
  return wrapped([...start, ...sentence], width, indent)
}
