import { report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { readNames } from '#/core/plan/compile/names.ts'
import type { Names } from '#/core/plan/compile/names.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import { readShape } from '#/core/plan/source/read.ts'
import type { Places } from '#/core/plan/source/read.ts'
import { REGIME_FORM } from '#/core/plan/source/regime.ts'
import type { RegimeSource } from '#/core/plan/source/regime.ts'
import type { UseSource } from '#/core/plan/source/uses.ts'
import { nearest } from '#/core/plan/suggest.ts'
import { readYaml } from '#/core/plan/yaml.ts'

/** A regime that a plan switches on, as its file tells it, and what the plan says to it. */
export type OpenRegime = {
  readonly id: string
  readonly use: UseSource
  readonly file: string
  readonly source: RegimeSource
  /** The names that it declares, as it was written. */
  readonly own: Names
  readonly places: Places
  readonly broken: ReadonlySet<string>
  /** Mistakes in the file of the regime. */
  readonly mistakes: Mistake[]
}

/** What a regime's texts are read as: ids that look like numbers stay as written. */
const TEXT_UNDER = ['cite']

/**
 * Reads the regimes that a plan switches on. One that there is not, or that is no YAML, is a mistake at `uses` or in its own
 * file; the others are opened all the same. `elsewhere` takes mistakes that stand in files of regimes.
 */
export function openRegimes(
  context: Pick<Context, 'names' | 'places' | 'mistakes' | 'broken'>,
  uses: PlanSource['uses'],
  regimes: Regimes,
  elsewhere: Mistake[],
): readonly OpenRegime[] {
  return Object.entries(uses ?? {}).flatMap(([id, use]): readonly OpenRegime[] => {
    const found = regimes.read(id)
    if (found === undefined) {
      reportUnknown(context, id, regimes.names)
      return []
    }
    const yaml = readYaml(found.text, TEXT_UNDER)
    if ('mistakes' in yaml) {
      elsewhere.push(...yaml.mistakes.map(mistake => ({ ...mistake, file: found.file })))
      return []
    }
    const own = readNames(yaml.source.value)
    const { mistakes, ...shaped } = readShape(yaml.source, REGIME_FORM)
    return [{ id, use, file: found.file, own, ...shaped, mistakes: [...mistakes] }]
  })
}

function reportUnknown(context: Context, id: string, known: readonly string[]): void {
  const meant = nearest(id, known)
  const mend =
    meant !== undefined
      ? `Write \`${meant}\`.`
      : known.length === 0
        ? `Put it into a file \`${id}.yaml\` in a folder \`regimes\` beside the plan.`
        : `Write one of: ${known.join(', ')}; or put it into a file \`${id}.yaml\` in a folder \`regimes\` beside the plan.`
  report(context, ['uses', id], 'regime-unknown', `There is no regime ${quote(id)}.`, mend)
}
