import { refer, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Start } from '#/core/plan/clock.ts'
import type { StartSource } from '#/core/plan/source/condition.ts'

export const APPLIES: Start = { kind: 'applies' }

export function compileStart(context: Context, path: Path, source: StartSource): Start {
  if (source === 'applies' || source === 'entered') return { kind: source }
  if (typeof source === 'string')
    return { kind: 'moment', moment: refer(context, path, ['moment', 'start'], source) }
  const starts: Start[] = []
  if (source.met !== undefined)
    starts.push({ kind: 'met', rule: refer(context, [...path, 'met'], ['obligation'], source.met) })
  for (const kind of ['earliest', 'newest', 'latest'] as const) {
    const of = source[kind]
    if (of === undefined) continue
    starts.push({
      kind,
      of: of.map((start, index) => compileStart(context, [...path, kind, index], start)),
    })
  }
  const [first] = starts
  if (first === undefined || starts.length > 1)
    report(
      context,
      path,
      'contradiction',
      `A clock starts from one thing, and here are ${starts.length}.`,
      'Write one of {met: …}, {earliest: […]}, {newest: […]}, {latest: […]}.',
    )
  return first ?? APPLIES
}
