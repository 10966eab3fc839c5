// Why something cannot be done, in words of the plan instead of ids.
import type { Foresight } from '../../api/operations.ts'
import type { Words } from '../../words/words.ts'
import type { Names } from '../use-names.ts'

type Refused = NonNullable<Foresight['refused']>

export function refusalText(
  { code, detail, about }: Refused,
  names: Pick<Names, 'any' | 'party'>,
  { dealing }: Pick<Words, 'dealing'>,
): string {
  const told = (dealing.refused as Readonly<Record<string, unknown>>)[code]
  if (typeof told === 'string') return told
  if (typeof told !== 'function') return detail
  const ids = idsIn(about, ABOUT[code] ?? [])
  const named = ids.map(id =>
    ABOUT[code]?.includes('roles') === true ? names.party(id) : names.any(id),
  )
  const list = named.length === 0 ? dealing.conditionOfPlan : dealing.list(named)
  return (told as (list: string) => string)(list)
}

/** In which fields of a refusal the ids stand that its sentence names. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  'below-floor': ['floor'],
  'lower-not-yet': ['waits-for'],
  'lower-not-yours': ['roles'],
  'gate-not-met': ['gate'],
  'approval-missing': ['roles'],
  'order-broken': ['first'],
  'too-early': ['not-before'],
  'part-missing': ['missing'],
  'not-yours': ['roles'],
  'stage-before-done': ['open'],
  'attendance-missing': ['missing'],
  'migration-leaves-overdue': ['open'],
  'migration-leaves-state': ['missing'],
}

function idsIn(about: Refused['about'], fields: readonly string[]): readonly string[] {
  return fields.flatMap(field => {
    const value = about[field]
    if (value === undefined) return []
    return typeof value === 'object' ? value : [String(value)]
  })
}
