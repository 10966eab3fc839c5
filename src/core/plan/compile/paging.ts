import {
  compilePlainSpan,
  many,
  present,
  refer,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Channel, Pace, Paging } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import type { Span } from '#/core/time.ts'

/** What the product does by itself where a plan says nothing about it. */
const DEFAULT = { wait: '5m', rounds: 3, via: ['email'] } as const

/** How pages move on: once for all, or for each severity. */
export function compilePaging(context: Context, { paging = {} }: PlanSource): Paging {
  const [worst, ...others] = context.names.of('severity').keys()
  const wait = read<string, Span>(
    context,
    ['paging', 'wait'],
    paging.wait ?? DEFAULT.wait,
    (path, value) => compilePlainSpan(context, path, value),
  )
  const rounds = read<number, number>(
    context,
    ['paging', 'rounds'],
    paging.rounds ?? DEFAULT.rounds,
    (_, value) => value,
  )
  const via = read<Channel | readonly Channel[], readonly Channel[]>(
    context,
    ['paging', 'via'],
    paging.via ?? DEFAULT.via,
    (_, value) => many(value),
  )
  const paceAt = (severity = '') => ({
    wait: wait(severity),
    rounds: rounds(severity),
    via: via(severity),
  })
  const base = paceAt(worst)
  const levels = others.flatMap(severity => {
    const differs = differing(base, paceAt(severity))
    return Object.keys(differs).length === 0 ? [] : [{ severity, ...differs }]
  })
  return { ...base, ...(levels.length > 0 && { levels }) }
}

function differing(base: Pace, { wait, rounds, via }: Pace): Partial<Pace> {
  return present({
    wait: wait.text === base.wait.text ? undefined : wait,
    rounds: rounds === base.rounds ? undefined : rounds,
    via: via.join() === base.via.join() ? undefined : via,
  })
}

/** What holds at each severity. What is written for one must be written for all: silence is no place for a guess. */
function read<Written, Value>(
  context: Context,
  path: Path,
  written: Written | Readonly<Record<string, Written>>,
  compile: (path: Path, written: Written) => Value,
): (severity: string) => Value {
  if (!isByLevel(written)) {
    const value = compile(path, written)
    return () => value
  }
  const values = new Map(
    Object.entries(written).map(([severity, value]) => {
      const here = [...path, severity]
      return [refer(context, here, ['severity'], severity), compile(here, value)] as const
    }),
  )
  for (const severity of context.names.of('severity').keys())
    if (!values.has(severity))
      reportMissing(
        context,
        path,
        'key-missing',
        `\`paging.${String(path[1])}\` is written for each severity, and says nothing of ${quote(severity)}.`,
        `Add \`${severity}\`, or write one value for all.`,
      )
  const [first] = values.values()
  return severity => values.get(severity) ?? (first as Value)
}

function isByLevel<Written>(
  written: Written | Readonly<Record<string, Written>>,
): written is Readonly<Record<string, Written>> {
  return typeof written === 'object' && written !== null && !Array.isArray(written)
}
