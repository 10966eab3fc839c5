import { compileCondition } from '#/core/intake/match/condition.ts'
import type { Condition, Slip } from '#/core/intake/match/condition.ts'
import { conditionSource } from '#/core/intake/match/source.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import { readShape } from '#/core/plan/source/read.ts'
import type { Form, Places } from '#/core/plan/source/read.ts'
import { readYaml } from '#/core/plan/yaml.ts'

const FORM: Form<Readonly<Record<string, unknown>>> = {
  schema: conditionSource as Form<Readonly<Record<string, unknown>>>['schema'],
  noun: 'condition',
  needed: {},
  begin: '`field: labels.service` and `is: payments`, or with `all:`, `any:` or `none:`',
}

/** Reads a condition that is a YAML text of its own. Every mistake has its line and column. */
export function readCondition(
  text: string,
  roots?: readonly string[],
): { readonly condition: Condition } | { readonly mistakes: readonly Mistake[] } {
  const yaml = readYaml(text, [])
  if ('mistakes' in yaml) return yaml
  const { source, places, mistakes } = readShape(yaml.source, FORM)
  if (mistakes.length > 0) return { mistakes }
  const slips: Slip[] = []
  const condition = compileCondition(source, {
    path: [],
    say: slip => slips.push(slip),
    ...(roots === undefined ? {} : { roots }),
  })
  return slips.length > 0 ? { mistakes: slips.map(located(places)) } : { condition }
}

/** Gives a mistake of a condition its place in the text in which the condition stands. */
export function located(places: Places): (slip: Slip) => Mistake {
  return ({ path, ...slip }) => ({
    ...(slip.code === 'key-not-here' ? places.keyPlace(path) : places.place(path)),
    ...slip,
  })
}
