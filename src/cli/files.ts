import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { EXIT } from '#/cli/exit-codes.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { joined, line } from '#/cli/terminal/line.ts'

/** Reads a file that was named on the command line; says which and why when it cannot. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

export function readText(path: string): string {
  return Buffer.from(readBytes(path)).toString('utf8')
}

/** Writes a file whole: a text as UTF-8, or bytes. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content)
  } catch (error) {
    throw unwritable(path, error)
  }
}

export function unreadable(path: string, error: unknown): Stop {
  return new Stop(EXIT.usage, { what: line`${path} cannot be read: ${reasonOf(error)}.` })
}

export function unwritable(path: string, error: unknown): Stop {
  return new Stop(EXIT.usage, { what: line`${path} cannot be written: ${reasonOf(error)}.` })
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not',
  EPERM: 'you may not',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return REASONS[code ?? ''] ?? message
}

/** Where a bundled plan of this id would lie, from the root of the checkout. */
export function bundledPlan(id: string): string {
  return join('plans', `${id}.yaml`)
}

/** A file, or the id of a plan of this checkout. Gives its path and its text. */
export function readPlanSource(
  { root }: Surroundings,
  named: string,
): { readonly path: string; readonly text: string } {
  if (existsSync(named)) return { path: named, text: readText(named) }
  const bundled = bundledPlan(named)
  const isName = /^[\w.-]+$/.test(named)
  if (isName && existsSync(join(root, bundled)))
    return { path: bundled, text: readText(join(root, bundled)) }
  const ids = readdirSync(join(root, 'plans')).map(file => basename(file, '.yaml'))
  throw new Stop(EXIT.usage, {
    what: line`${named} is no file, and no bundled plan.`,
    more: [line`Bundled: ${joined(ids)}`],
  })
}
