// `node test/draft/measure.ts`: how much of the two source documents `tocsin plan draft` understands, clause by clause.
import { existsSync } from 'node:fs'
import { CREDITNEXUS, TIERED, measure } from './seeds.ts'
import type { Measured } from './seeds.ts'

if (existsSync(new URL('../../../shared/seeds/', import.meta.url))) {
  report('tiered, as it is', measure(TIERED, false))
  report('creditnexus, as it is: its headings are lost', measure(CREDITNEXUS, false))
  report('creditnexus, with headings put back', measure(CREDITNEXUS, true))
} else console.log('The source documents are not here; nothing is measured.')

function report(what: string, measured: readonly Measured[]): void {
  const of = (state: Measured['state']) =>
    measured.filter(one => one.state === state).map(({ clause }) => clause)
  const wrong = measured.filter(one => one.wrong.length > 0)
  console.log(`${what}: ${measured.length} clauses`)
  for (const state of ['expressed', 'in part', 'recorded', 'lost'] as const)
    console.log(
      `  ${state} ${of(state).length}${state === 'expressed' ? '' : `: ${of(state).join(' ')}`}`,
    )
  console.log(
    `  wrong ${wrong.length}: ${wrong.map(({ clause, wrong: times }) => `${clause} (${times.join(', ')})`).join(' ')}`,
  )
}
