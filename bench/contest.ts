// Things that do the same, measured in turns, so that what else the machine does meets them all alike.
import { goFirst, startCounting } from './processor.ts'

/** One thing to measure: `prepare` is not timed, `work` gives how many it did. */
export type Contender = {
  readonly name: string
  readonly prepare: () => Promise<void>
  readonly work: () => Promise<number>
}

export type Rate = {
  readonly perSecond: number
  /** Processor time for each, in microseconds. */
  readonly nodeUs: number
  readonly postgresUs: number
}

/** Lets everyone work once in each round, in the order given. Gives the rates of each by name. */
export async function contest(
  postmaster: number,
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly Rate[]>> {
  const rates = new Map(contenders.map(({ name }) => [name, [] as Rate[]]))
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders)
      rates.get(contender.name)?.push(await measure(postmaster, contender))
  return rates
}

async function measure(postmaster: number, { prepare, work }: Contender): Promise<Rate> {
  await prepare()
  goFirst(postmaster)
  const spent = startCounting(postmaster)
  const began = performance.now()
  const count = await work()
  const seconds = (performance.now() - began) / 1000
  const { nodeUs, postgresUs } = spent()
  return { perSecond: count / seconds, nodeUs: nodeUs / count, postgresUs: postgresUs / count }
}
