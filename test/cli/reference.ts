// docs/reference/cli.md, made of the program itself: what `--help` says of every command, and what each exit code means.
import type { Command } from 'commander'
import { EXIT, EXIT_MEANS } from '#/cli/exit-codes.ts'
import { programOf } from '#/cli/program.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { terminalOf } from '#/cli/terminal/terminal.ts'
import { instant } from '#/core/time.ts'
import { ROOT } from './tocsin.ts'

/** As wide as a pipe is taken to be. */
const WIDTH = 100

export function programForReading(): Command {
  const surroundings: Surroundings = {
    environment: {},
    terminal: { ...terminalOf(process.stdout, process.stderr), width: WIDTH },
    now: () => instant('2026-03-01T02:00:00Z'),
    zone: 'UTC',
    root: ROOT,
    readInput: () => Promise.resolve(new Uint8Array()),
  }
  return programOf(surroundings)
}

/** Every command with the words that call it, parents first. */
export function everyCommand(
  command: Command,
  words: readonly string[] = [],
): readonly { readonly words: readonly string[]; readonly command: Command }[] {
  return [
    { words, command },
    ...command.commands.flatMap(inner => everyCommand(inner, [...words, inner.name()])),
  ]
}

/** What `--help` prints, texts before and after it included. */
export function helpOf(command: Command): string {
  let help = ''
  command.configureOutput({ writeOut: written => (help += written), getOutHelpWidth: () => WIDTH })
  command.outputHelp()
  return help
}

export function reference(): string {
  const commands = everyCommand(programForReading())
  return `${[
    HEAD,
    exitCodes(),
    ...commands.map(({ words, command }) =>
      [
        `## \`${['tocsin', ...words].join(' ')}\``,
        '',
        '```text',
        helpOf(command).trimEnd(),
        '```',
      ].join('\n'),
    ),
  ].join('\n\n')}\n`
}

function exitCodes(): string {
  const rows = Object.entries(EXIT).map(
    ([name, code]) => `| ${code} | ${name} | ${EXIT_MEANS[name as keyof typeof EXIT]} |`,
  )
  return ['## Exit codes', '', '| code | name | means |', '|---|---|---|', ...rows].join('\n')
}

const HEAD = `# The command line

This page is made of the program itself: \`TOCSIN_UPDATE_GOLDENS=1 npm test -- test/cli/reference.test.ts\` writes it anew.

In a checkout it is \`bin/tocsin\`. \`plan check\`, \`plan show\`, \`plan render\`, \`plan schema\`, \`simulate\` and \`verify FILE\` need nothing
but files; all else asks the server.

## Whom it asks, and as whom

| variable | without it | what |
|---|---|---|
| \`TOCSIN_URL\` | \`http://127.0.0.1:4870\` | where the server is |
| \`TOCSIN_TOKEN\` | \`operator.token\` in the data directory | the token to ask it with |
| \`TOCSIN_DATA\` | \`data\` in the checkout | the data directory, on the machine of the server |
| \`TOCSIN_AS\` | – | the person for whom an operator's token speaks; \`--as\` overrules it |

A token that was made with \`--person\` speaks for that person, and needs neither \`--as\` nor \`TOCSIN_AS\`.

## Answers

- What was asked for goes to standard output, what went wrong to standard error, never with a stack.
- \`--json\` prints the API's answer as it is (docs/api.md). When the server refuses, its problem document goes to standard error.
- A command that is sent twice because a connection broke is carried out once (\`Idempotency-Key\`).
- Texts from outside are stripped of every control character before they reach a terminal. Colours only on a terminal, and not
  with \`NO_COLOR\`.

## Times

A time is typed as \`2026-03-01T02:00:00Z\` (RFC 3339), as \`2026-03-01 02:00\` or \`02:00\` where you are, as a length from now, such as
\`14d\`, \`2h\` or \`-20m\`, or as \`now\`. A time of day is the last one of that name; for what lies ahead (\`--due\`, \`--starts\`) the next. Times
are shown where you are, in a simulation in the plan's own zone.`
