import type { Command } from 'commander'
import { writeText } from '#/cli/files.ts'
import { addCheck } from '#/cli/plan/check.ts'
import { addKeptPlans } from '#/cli/plan/kept.ts'
import { planOf } from '#/cli/plan/read.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { planJsonSchema } from '#/core/plan/json-schema.ts'
import { render } from '#/core/plan/render.ts'
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
  plan
    .command('render')
    .description('A plan as a document for people (Markdown), with the clauses it carries out.')
    .argument('<plan>', 'A file, or the id of a bundled plan.')
    .option('--out <file>', 'Write it there.')
    .action((named: string, { out }: { readonly out?: string }) => {
      const document = render(planOf(surroundings, named))
      if (out === undefined) terminal.text(document)
      else writeText(out, document)
    })
  plan
    .command('schema')
    .description('The JSON Schema of a plan source, for editors: completion and hover.')
    .action(() => terminal.text(planJsonSchema()))
  addKeptPlans(plan, surroundings)
}
