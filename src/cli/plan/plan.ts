import type { Command } from 'commander'
import { addCheck } from '#/cli/plan/check.ts'
import { addDiff } from '#/cli/plan/diff.ts'
import { addDraft } from '#/cli/plan/draft.ts'
import { addKeptPlans } from '#/cli/plan/kept.ts'
import { planOf } from '#/cli/plan/read.ts'
import { addRender } from '#/cli/plan/render.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { planJsonSchema, regimeJsonSchema } from '#/core/plan/json-schema.ts'
import { show } from '#/core/plan/show.ts'

/** `tocsin plan …` */
export function addPlan(program: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const plan = program.command('plan').description('Check plans, read them, and choose one.')
  addCheck(plan, surroundings)
  plan
    .command('show')
    .description('A plan on one screen: its names, and which elements carry each clause.')
    .argument('<plan>', 'A file, or the id of a bundled plan.')
    .option('--json', 'Print the compiled plan: what the engine acts on.')
    .action((named: string, { json }: { readonly json?: boolean }) => {
      const compiled = planOf(surroundings, named)
      if (json === true) terminal.json(compiled)
      else terminal.text(show(compiled))
    })
  addRender(plan, surroundings)
  addDiff(plan, surroundings)
  addDraft(plan, surroundings)
  plan
    .command('schema')
    .description('The JSON Schema of a plan source, for editors: completion and hover.')
    .option('--regime', 'That of a regime, as the files of `regimes/` are.')
    .action(({ regime }: { readonly regime?: boolean }) =>
      terminal.text(regime === true ? regimeJsonSchema() : planJsonSchema()),
    )
  addKeptPlans(plan, surroundings)
}
