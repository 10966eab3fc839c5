// Every command there is, in the order in which the help names them.
import { join } from 'node:path'
import { Command } from 'commander'
import { addSimulate } from '#/cli/exercise/simulate.ts'
import { readText } from '#/cli/files.ts'
import { addIncident } from '#/cli/incident/incident.ts'
import { addOncall } from '#/cli/oncall/oncall.ts'
import { addDirectory, addImport } from '#/cli/operate/directory.ts'
import { addDoors } from '#/cli/operate/doors.ts'
import { addDoctor } from '#/cli/operate/doctor.ts'
import { addMembers } from '#/cli/operate/members.ts'
import { addRouting } from '#/cli/operate/routing.ts'
import { addReadiness } from '#/cli/operate/ready.ts'
import { addServe } from '#/cli/operate/serve.ts'
import { addDeadLetters, addSignals } from '#/cli/operate/signals.ts'
import { addTokens } from '#/cli/operate/tokens.ts'
import { addPlan } from '#/cli/plan/plan.ts'
import { addExport, addLibrary } from '#/cli/record/export.ts'
import { addVerify } from '#/cli/record/verify.ts'
import { addSelftest } from '#/cli/selftest/clocks.ts'
import type { Surroundings } from '#/cli/surroundings.ts'

const ABOUT = `Your incident response plan, running.

At three in the morning:
  tocsin incident list                    what is open
  tocsin incident agenda                  what is owed, by whom, until when
  tocsin incident acknowledge             you are on it`

const ENVIRONMENT = `
Environment:
  TOCSIN_URL    where the server is (http://127.0.0.1:4870)
  TOCSIN_TOKEN  the token to ask it with (operator.token of the data directory)
  TOCSIN_DATA   the data directory (./data of the checkout)
  TOCSIN_AS     the person for whom an operator speaks
  NO_COLOR      no colours

Exit codes: 0 done, 1 our bug, 2 usage, 3 refused, 4 not found, 5 faults found,
6 server not reached, 7 not allowed. docs/reference/cli.md tells more.`

/** The command line. What it cannot parse it throws as a CommanderError instead of ending the process. */
export function programOf(surroundings: Surroundings): Command {
  const { width } = surroundings.terminal
  const program = new Command('tocsin')
    .description(ABOUT)
    .version(versionOf(surroundings), '-V, --version', 'Print the version.')
    .exitOverride()
    .configureOutput({ getOutHelpWidth: () => width, getErrHelpWidth: () => width })
    .configureHelp({ subcommandTerm: command => command.name() })
    .helpOption('-h, --help', 'Show this.')
    .helpCommand(false)
    .addHelpText('after', ENVIRONMENT)
    .showSuggestionAfterError()
  program.commandsGroup('During an incident:')
  addIncident(program, surroundings)
  addSignals(program, surroundings)
  addOncall(program, surroundings)
  program.commandsGroup('Without a server:')
  addPlan(program, surroundings)
  addSimulate(program, surroundings)
  addVerify(program, surroundings)
  addExport(program, surroundings)
  addLibrary(program, surroundings)
  addDirectory(program, surroundings)
  addImport(program, surroundings)
  addRouting(program, surroundings)
  addTokens(program, surroundings)
  addDoors(program, surroundings)
  addMembers(program, surroundings)
  addServe(program, surroundings)
  addDoctor(program, surroundings)
  addReadiness(program, surroundings)
  addSelftest(program, surroundings)
  addDeadLetters(program, surroundings)
  return program
}

function versionOf({ root }: Surroundings): string {
  const { version } = JSON.parse(readText(join(root, 'package.json'))) as { version: string }
  return version
}
