import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export type Clock = { readonly from: number; readonly real: number; readonly speed: number }

export type NodeOrders = {
  readonly databaseUrl: string
  readonly smtp: string
  readonly clock: Clock
}

/** A minute of the nodes' time takes a second. */
export const SPEED = 60

/** Where the fast clock stands now. */
export function clockNow({ from, real, speed }: Clock): number {
  return from + (Date.now() - real) * speed
}

export type Node = {
  readonly process: ChildProcess
  readonly address: string
  readonly operatorToken: string
  readonly intakeToken: string
  readonly freeze: () => void
  readonly thaw: () => void
  /** Resolves with the exit code. */
  readonly stop: () => Promise<number | null>
}

/** Starts a node and resolves when its door is open. */
export async function startNode(orders: NodeOrders): Promise<Node> {
  const child = fork(new URL('node.ts', import.meta.url), [JSON.stringify(orders)])
  const [said] = (await Promise.race([once(child, 'message'), ending(child)])) as [
    Pick<Node, 'address' | 'operatorToken' | 'intakeToken'>,
  ]
  return {
    ...said,
    process: child,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      await once(child, 'exit')
      return child.exitCode
    },
  }
}

/** Rejects when a node ends, which none does before it was told to. */
async function ending(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`The node ended with ${code}.`)
}
