import { ask } from '#/core/draft/sketch.ts'
import type { Drafted, Sketch } from '#/core/draft/sketch.ts'

const CONFLICT = 'Another sentence states another time for the same thing.'

/** Marks promises that give the same thing different times, and asks which of them holds. */
export function markConflicts(sketch: Sketch): void {
  const timed = sketch.elements.flatMap(element => {
    const stated = statedBy(element)
    return stated === undefined ? [] : [stated]
  })
  for (const group of Map.groupBy(timed, ({ topic }) => topic).values())
    for (const [index, one] of group.entries())
      for (const other of group.slice(index + 1))
        if (isAtOdds(one, other)) mark(sketch, one.element, other.element)
}

function mark(sketch: Sketch, one: Drafted, other: Drafted): void {
  one.keys['conflict'] = CONFLICT
  other.keys['conflict'] = CONFLICT
  const [first = '', second = ''] = [one, other].map(({ cites }) =>
    [...cites][0]?.text.slice(0, 120),
  )
  ask(sketch, 'contradiction', `"${first}" and "${second}": which of the two times holds?`, [
    ...one.cites,
    ...other.cites,
  ])
}

/** A time that an element states: for what, at which levels, and from when. */
type Stated = {
  readonly element: Drafted
  readonly topic: string
  /** By level; under `ANY` where it is the same at all of them. */
  readonly times: ReadonlyMap<string, string>
  readonly from: string | undefined
}

const ANY = ''

type Keys = Readonly<Record<string, unknown>>

function statedBy(element: Drafted): Stated | undefined {
  const { keys, playbook } = element
  const topic = playbook === undefined ? topicOf(element.section, keys) : undefined
  const time = keys['keep'] ?? within(keys['target']) ?? keys['within'] ?? keys['every']
  if (topic === undefined || time === undefined) return undefined
  const { from } = keys
  return {
    element,
    topic,
    times: timesOf(time, levelsOf(keys)),
    from: typeof from === 'string' ? from : undefined,
  }
}

/** What a time is for, besides levels; undefined where two times may well differ. */
function topicOf(section: Drafted['section'], keys: Keys): string | undefined {
  const { do: act, to, met, kind, from, when, stage } = keys
  if (section === 'retention') return `keep ${String(kind)}`
  if (section === 'measures') return `measure ${String(from)} ${String(to)}`
  if (section !== 'obligations') return undefined
  const { severity: _, reached, ...others } = (when ?? {}) as Keys
  const rest = JSON.stringify(others)
  if (act === 'meet') return `meet ${rest}`
  if (act === 'task') return typeof met === 'string' ? `${met} ${rest}` : undefined
  const isMessage = to !== undefined && stage === undefined && reached === undefined
  return isMessage ? `${String(act)} ${JSON.stringify(to)} ${rest}` : undefined
}

function within(target: unknown): unknown {
  return (target as Keys | undefined)?.['within']
}

function levelsOf({ when, target }: Keys): readonly string[] {
  const { severity } = (target ?? when ?? {}) as Keys
  return Array.isArray(severity) ? (severity as readonly string[]) : [ANY]
}

function timesOf(time: unknown, levels: readonly string[]): ReadonlyMap<string, string> {
  if (typeof time !== 'object' || time === null)
    return new Map(levels.map(level => [level, String(time)]))
  // Either a time for each level, or one that has an aim before its limit.
  const { limit } = time as Keys
  if (typeof limit === 'string') return new Map(levels.map(level => [level, limit]))
  return new Map(Object.entries(time).map(([level, one]) => [level, String(one)]))
}

function isAtOdds(one: Stated, other: Stated): boolean {
  if (one.from !== undefined && other.from !== undefined && one.from !== other.from) return false
  const levels = new Set([...one.times.keys(), ...other.times.keys()])
  return [...levels].some(level => {
    const mine = one.times.get(level) ?? one.times.get(ANY)
    const theirs = other.times.get(level) ?? other.times.get(ANY)
    return mine !== undefined && theirs !== undefined && mine !== theirs
  })
}
