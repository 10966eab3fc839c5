// Planted mistakes: `node test/mutation/run.ts [--share 10] [--seed 1] [--plan bank] [--survivors]`. Every value of the bundled
// plans is deleted or changed, one at a time; who notices it is counted. The full run takes minutes: give it `nice`.
import { parseArgs } from 'node:util'
import { seeded } from '#/core/chance.ts'
import { NOTICED_BY, judgeOf, sourceOf } from './judge.ts'
import type { NoticedBy } from './judge.ts'
import { mutantsOf } from './mutants.ts'

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    plan: { type: 'string', multiple: true, default: ['creditnexus', 'tiered', 'bank'] },
    survivors: { type: 'boolean', default: false },
    kinds: { type: 'boolean', default: false },
  },
})

type Tally = Readonly<Record<NoticedBy, number>>
const NONE: Tally = { compiler: 0, check: 0, scenario: 0, play: 0, golden: 0, nothing: 0, same: 0 }

const tallies = new Map<string, Tally>()
const survivors: string[] = []
const began = performance.now()

for (const id of values.plan) {
  const judge = judgeOf(id)
  const chance = seeded(Number(values.seed))
  for (const mutant of mutantsOf(sourceOf(id))) {
    const { kind, where, about } = mutant
    if (!chance.of(Number(values.share), 100)) continue
    const by = judge(mutant)
    for (const name of [`${id}, what is ${about}`, kind]) {
      const tally = tallies.get(name) ?? NONE
      tallies.set(name, { ...tally, [by]: tally[by] + 1 })
    }
    if (by === 'nothing' || (by === 'golden' && about === 'done'))
      survivors.push(`${by}: ${id}: ${where}`)
  }
}

const rows = [...tallies].map(([name, tally]) => {
  const all = NOTICED_BY.reduce((sum, by) => sum + tally[by], 0) - tally.same
  const noticed = tally.compiler + tally.check + tally.scenario + tally.play
  return { name, all, ...tally, noticed: `${((100 * noticed) / all).toFixed(1)} %` }
})
if (values.survivors) console.log(survivors.join('\n'))
const total = rows.filter(({ name }) => name.includes(', what is'))
console.table(total)
if (values.kinds)
  console.table(
    rows
      .filter(row => !total.includes(row))
      .toSorted((a, b) => b.golden + b.nothing - a.golden - a.nothing),
  )
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`)
