import { ordered, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { PlanSource } from '#/core/plan/source.ts'

/** Words that the language itself uses where names of the plan may stand. */
const RESERVED = {
  positions: ['each', 'everyone', 'responders', 'reporter'],
  groups: ['each', 'everyone', 'responders', 'reporter', 'on-call'],
  roles: ['each', 'everyone', 'responders', 'reporter', 'on-call'],
  moments: ['applies', 'entered'],
} as const

/**
 * Roles, positions, groups and audiences are named in the same places (`by`, `to`, `members`, `notify`), so a name must mean
 * one of them only; and none may be a word of the language. An audience may be called `everyone`: inside it the word means itself.
 */
export function checkNamespace(context: Context, source: PlanSource): void {
  const taken = new Map<string, string>()
  for (const section of ['positions', 'groups', 'roles', 'audiences'] as const)
    for (const { id } of ordered(context, [section], source[section])) {
      const other = taken.get(id)
      if (other !== undefined)
        report(
          context,
          [section, id],
          'name-twice',
          `${quote(id)} is there under \`${other}\` already, and both are named in the same places.`,
          'Give one of them another name.',
        )
      taken.set(id, section)
    }
  for (const [section, words] of Object.entries(RESERVED))
    for (const id of Object.keys(source[section as keyof typeof RESERVED] ?? {}))
      if ((words as readonly string[]).includes(id))
        report(
          context,
          [section, id],
          'name-twice',
          `${quote(id)} is a word of the language.`,
          'Give it another name.',
        )
}
