import type { Command } from 'commander'
import { clientOf, isBroken, unreachable } from '#/cli/server/client.ts'
import type { Client } from '#/cli/server/client.ts'
import { hintsFor } from '#/cli/server/hints.ts'
import { ServerProblem, toldProblem } from '#/cli/server/problem.ts'
import type { Surroundings } from '#/cli/surroundings.ts'

/** Adds what every command has that asks the server: for whom, and in which form the answer is shown. */
export function asksServer(command: Command): Command {
  return command
    .option('--as <person>', 'Speak for this person, as an operator may. Also TOCSIN_AS.')
    .option('--json', "Print the API's answer as it is.")
}

/**
 * An action that asks the server: what commander hands to actions, with a client before it. What the server refuses is told
 * with hints that only another question to it can give.
 */
export function withServer<A extends readonly unknown[]>(
  surroundings: Surroundings,
  work: (client: Client, ...typed: A) => Promise<void>,
): (...typed: A) => Promise<void> {
  return async (...typed) => {
    const { as } = (typed.at(-1) as Command).opts<{ readonly as?: string }>()
    const client = clientOf(surroundings, as)
    try {
      await work(client, ...typed)
    } catch (error) {
      if (error instanceof ServerProblem)
        throw toldProblem(error.problem, await hintsFor(client, error))
      // In the middle of a stream, which is not begun again by itself.
      throw isBroken(error) ? unreachable(surroundings, client.address, error) : error
    }
  }
}
