import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { toMs } from '#/core/time.ts'
import { began } from './outbox.ts'

/** After a message was claimed and before it is sent; after it was sent; while its receipt is being written. */
export type Point = 'claimed' | 'sent' | 'recording'

export type NodeOrders = {
  readonly connection: pg.PoolConfig
  readonly smtp: string
  readonly people: readonly string[]
  readonly clock: { readonly from: number; readonly real: number; readonly speed: number }
  readonly strike?: { readonly at: Point; readonly signal: 'SIGSTOP' | 'SIGKILL' }
}

/** A minute of the nodes' time takes one second. */
export const SPEED = 60
const WAIT_MS_MAX = 20_000

export const clockFromHere = () => ({ from: toMs(began), real: Date.now(), speed: SPEED })

export type RunningNode = {
  readonly process: ChildProcess
  /** Resolves when it has reached the point at which it was ordered to be struck. */
  readonly struck: Promise<void>
  stop(): Promise<void>
}

/** Starts a node and resolves when its loop runs. */
export async function startNode(orders: NodeOrders): Promise<RunningNode> {
  const child = fork(new URL('node.ts', import.meta.url), [JSON.stringify(orders)])
  const struck = new Promise<void>(resolve => {
    child.on('message', said => {
      if (said !== 'started') resolve()
    })
  })
  await once(child, 'message')
  return {
    process: child,
    struck,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Waits for what other processes do. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MS_MAX
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It never came about that ${what}.`)
    await pause(20)
  }
}
