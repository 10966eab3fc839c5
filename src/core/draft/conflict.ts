import { ask } from '#/core/draft/sketch.ts'
import type { Drafted, Sketch } from '#/core/draft/sketch.ts'

const CONFLICT = 'Another sentence states another time for the same thing.'

/** Marks two promises as being at odds, and asks which one holds. */
export function markConflict(sketch: Sketch, one: Drafted, other: Drafted): void {
  one.keys['conflict'] = CONFLICT
  other.keys['conflict'] = CONFLICT
  const nodes = [...one.cites, ...other.cites]
  const [first, second] = [one, other].map(({ cites }) => [...cites][0]?.text.slice(0, 120) ?? '')
  ask(sketch, 'contradiction', `"${first}" and "${second}": which of the two times holds?`, nodes)
}

/** Looks for different times for the same thing: a limit, a retention, a target. */
export function findConflicts(sketch: Sketch): void {
  const timed = sketch.elements.filter(({ keys }) => topicOf(keys) !== undefined)
  for (const group of Map.groupBy(timed, ({ keys }) => topicOf(keys)).values())
    for (const [index, one] of group.entries())
      for (const other of group.slice(index + 1))
        if (isAtOdds(one, other)) markConflict(sketch, one, other)
}

/** What a time is for; undefined where there is no time. */
function topicOf({
  do: act,
  to,
  met,
  within,
  keep,
  kind,
  from,
  target,
  playbook,
  stage,
}: Record<string, unknown>): string | undefined {
  if (keep !== undefined) return `keep ${String(kind)}`
  if (target !== undefined) return `target ${String(from)} ${JSON.stringify(target, ['severity'])}`
  if (within === undefined || playbook !== undefined) return undefined
  if (act === 'meet') return 'meet'
  if (act === 'task') return typeof met === 'string' ? `met ${met}` : undefined
  const recipients = JSON.stringify(to)
  return typeof act === 'string' && to !== undefined && stage === undefined
    ? `${act} ${recipients}`
    : undefined
}

function isAtOdds(one: Drafted, other: Drafted): boolean {
  if (one.section !== other.section || one.playbook !== other.playbook) return false
  const [first, second] = [levelsOf(one), levelsOf(other)]
  if (first.rest !== second.rest) return false
  const levels = new Set([...Object.keys(first.times), ...Object.keys(second.times)])
  return [...levels].some(level => {
    const mine = first.times[level] ?? first.times['']
    const theirs = second.times[level] ?? second.times['']
    return mine !== undefined && theirs !== undefined && mine !== theirs
  })
}

type Times = { readonly times: Readonly<Record<string, string>>; readonly rest: string }

/** The time for each level, under '' where there is one for all; `rest`: what else restricts it. */
function levelsOf({ keys }: Drafted): Times {
  const { within, keep, target, from, when } = keys
  const { severity, reached, ...others } = (when ?? {}) as Record<string, unknown>
  const rest = JSON.stringify(others)
  const time = keep ?? (target as { readonly within?: unknown } | undefined)?.within ?? within
  const start = JSON.stringify(from ?? (typeof reached === 'string' ? reached : ''))
  if (typeof time === 'object' && time !== null)
    return {
      times: Object.fromEntries(Object.entries(time).map(([level, span]) => [level, String(span)])),
      rest,
    }
  const levels = Array.isArray(severity) ? (severity as readonly string[]) : ['']
  return {
    times: Object.fromEntries(levels.map(level => [level, String(time)])),
    rest: rest === '{}' ? rest : `${rest}${start}`,
  }
}
