import { join, resolve } from 'node:path'
import type { Terminal } from '#/cli/terminal/terminal.ts'
import type { Instant } from '#/core/time.ts'

/** What a command is handed: where it runs, what time it is, and where it shows what it found. */
export type Surroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  readonly now: () => Instant
  /** IANA zone of whoever sits at the terminal. */
  readonly zone: string
  /** The checkout, in which the bundled plans and the data directory lie. */
  readonly root: string
  /** All of standard input, once. */
  readonly readInput: () => Promise<Uint8Array>
}

/** A variable of the environment; empty counts as unset. */
export function variable({ environment }: Surroundings, name: string): string | undefined {
  const value = environment[name]?.trim()
  return value === '' ? undefined : value
}

/** Where the server is asked, without a slash at the end. As the server itself reads its settings. */
export function serverAddress(surroundings: Surroundings): string {
  const host = variable(surroundings, 'HOST') ?? '127.0.0.1'
  const port = variable(surroundings, 'PORT') ?? '4870'
  return (variable(surroundings, 'TOCSIN_URL') ?? `http://${host}:${port}`).replace(/\/+$/, '')
}

/** `npm start` runs in the checkout, so what is relative is relative to that. */
export function dataDirectory(surroundings: Surroundings): string {
  return resolve(surroundings.root, variable(surroundings, 'TOCSIN_DATA') ?? 'data')
}

export function operatorTokenFile(surroundings: Surroundings): string {
  return join(dataDirectory(surroundings), 'operator.token')
}
