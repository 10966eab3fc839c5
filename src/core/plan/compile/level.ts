import { many, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** Levels of one classification, each checked. */
export function referLevels(
  context: Context,
  path: Path,
  classification: string,
  levels: string | readonly string[],
): readonly string[] {
  const known = [...context.names.levelsOf(classification)]
  for (const level of many<string>(levels))
    if (known.length > 0 && !known.includes(level))
      report(
        context,
        path,
        'name-unknown',
        `The classification ${quote(classification)} has no level ${quote(level)}.`,
        mendLevel(level, known),
      )
  return many<string>(levels)
}

function mendLevel(level: string, known: readonly string[]): string {
  const meant = nearest(level, known)
  return meant === undefined ? `Use one of: ${known.join(', ')}.` : `Write \`${meant}\`.`
}
