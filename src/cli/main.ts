// The command line: a client of the API, save for what needs only files (plan, simulate, verify FILE).
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { CommanderError } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import type { ExitCode } from '#/cli/exit-codes.ts'
import { programOf } from '#/cli/program.ts'
import { Stop } from '#/cli/stop.ts'
import { line, red } from '#/cli/terminal/line.ts'
import { wrapped } from '#/cli/terminal/layout.ts'
import { terminalOf } from '#/cli/terminal/terminal.ts'
import { fromMs } from '#/core/time.ts'

const terminal = terminalOf(process.stdout, process.stderr)

// Whoever reads through a pipe may have seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const program = programOf({
  environment: process.env,
  terminal,
  now: () => fromMs(Date.now()),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  root: join(import.meta.dirname, '..', '..'),
  readInput: () => buffer(process.stdin),
})

try {
  process.exitCode = EXIT.ok
  await program.parseAsync()
} catch (error) {
  process.exitCode = ended(error)
}

/** Tells what ended a command before it was done. Never with a stack: that is for us, and TOCSIN_DEBUG shows it. */
function ended(error: unknown): ExitCode {
  // Commander has said it already; asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (error instanceof Stop) {
    if (process.argv.includes('--json')) terminal.complainJson(error.document)
    else
      terminal.complain([
        ...wrapped(red(error.what), terminal.width),
        ...error.more.flatMap(one => wrapped([{ text: '  ' }, ...one], terminal.width, 2)),
      ])
    return error.exit
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  terminal.complain([
    red(line`This is a mistake of ours: ${message}`),
    line`  Please report it with what you typed. TOCSIN_DEBUG=1 shows where it happened.`,
  ])
  if (process.env['TOCSIN_DEBUG'] !== undefined) process.stderr.write(`${stack}\n`)
  return EXIT.bug
}
