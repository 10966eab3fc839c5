import type { Command } from 'commander'
import { addCommands } from '#/cli/incident/command.ts'
import { addEvidence } from '#/cli/incident/evidence.ts'
import { addLog } from '#/cli/incident/log.ts'
import { addLooking } from '#/cli/incident/look.ts'
import type { Surroundings } from '#/cli/surroundings.ts'

/** `tocsin incident …` */
export function addIncident(program: Command, surroundings: Surroundings): void {
  const incident = program
    .command('incident')
    .description('See incidents, and give commands to them.')
  addLooking(incident, surroundings)
  addLog(incident, surroundings)
  addCommands(incident, surroundings)
  addEvidence(incident, surroundings)
  incident.addHelpText('after', EXAMPLES)
}

const EXAMPLES = `
What a command requires may be given without its name, in the order of its usage, and the number may be left out while only
one incident is open:
  tocsin incident declare "Checkout is down"
  tocsin incident acknowledge
  tocsin incident classify 1 P0 data-breach
  tocsin incident answer personal-data yes
  tocsin incident note "Disk full on db-1"
  tocsin incident contain --when 02:47

Who you are is said by the token, or by --as PERSON, or by TOCSIN_AS=PERSON.`
