// What the running program has on record.
import { equal } from 'node:assert/strict'
import { childrenOf, postmasterOf } from '../crash/processes.ts'
import { ask } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'

type Asked = Pick<Program, 'address' | 'operatorToken'>

export type Sent = {
  readonly message: string
  readonly act: string
  readonly to: string
  readonly channel: string
  readonly outcome: string | null
}

/** Everything that went out of an incident, with what became of it. */
export async function sentOf(program: Asked, incident: string): Promise<readonly Sent[]> {
  const { status, answer } = await ask(program, 'GET', `/api/incidents/${incident}/sent?limit=1000`)
  equal(status, 200, JSON.stringify(answer))
  return (answer as { readonly sent: readonly Sent[] }).sent
}

/** The processes of the PostgreSQL that runs in a data directory. */
export function processesOf(dataDirectory: string): readonly number[] {
  const postmaster = postmasterOf(dataDirectory)
  return [postmaster, ...childrenOf(postmaster)]
}
