// The command line: a client of the API, save for what needs only a file (plan, simulate, verify FILE).
import { Command } from 'commander'

import { EXIT } from '#/cli/exit-codes.ts'

const program = new Command('tocsin').description('Your incident response plan, running.')
process.exitCode = EXIT.ok
await program.parseAsync()
