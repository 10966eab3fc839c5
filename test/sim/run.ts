// `node test/sim/run.ts --seeds 10000 [--from 0]`: more days than the tests have time for.
import { parseArgs } from 'node:util'
import { playDay } from './day.ts'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '0' } },
})
const first = Number(values.from)
const last = first + Number(values.seeds)
const failed: number[] = []
const started = performance.now()
let events = 0
for (let seed = first; seed < last; seed++)
  try {
    events += playDay(seed).events.length
  } catch (error) {
    failed.push(seed)
    const { message, stack = '' } = error as Error
    if (failed.length <= 5)
      console.error(`seed ${seed}: ${message}\n${stack.split('\n').slice(1, 6).join('\n')}`)
  }
const seconds = (performance.now() - started) / 1000
console.log(
  `${last - first} seeds, ${events} events, ${seconds.toFixed(1)} s; failed: ${failed.length}`,
)
if (failed.length > 0) console.log(`seeds that failed: ${failed.slice(0, 40).join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
