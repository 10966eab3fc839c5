// `tocsin oncall …`: who is on call, who takes over, and rotas from elsewhere.
import type { Command } from 'commander'
import { addOverride, addSwap } from '#/cli/oncall/change.ts'
import { addRotaImport } from '#/cli/oncall/import.ts'
import { addFairness, addGaps, addList, addNext, addWho } from '#/cli/oncall/look.ts'
import type { Surroundings } from '#/cli/surroundings.ts'

export function addOncall(program: Command, surroundings: Surroundings): void {
  const oncall = program
    .command('oncall')
    .helpGroup('During an incident:')
    .description('Who is on call, and who takes over.')
  addWho(oncall, surroundings)
  addNext(oncall, surroundings)
  addList(oncall, surroundings)
  addGaps(oncall, surroundings)
  addFairness(oncall, surroundings)
  addOverride(oncall, surroundings)
  addSwap(oncall, surroundings)
  addRotaImport(oncall, surroundings)
}
