import { COMMAND_NAMES } from '#/core/plan/command-name.ts'
import { PEOPLE_ASKED_MAX } from '#/core/plan/limits.ts'
import {
  choice,
  elementKeys,
  flag,
  fullList,
  id,
  idList,
  line,
  list,
  shape,
  span,
  whole,
} from '#/core/plan/source/words.ts'

/** A role inside an incident: who holds it, for how long, and under what conditions. */
export const role = shape({
  ...elementKeys,
  holders: fullList(id, 'a list of positions').describe(
    'Positions that may hold it, in order: the second is asked when the first is silent.',
  ),
  duties: list(line, 'a list of duties').optional().describe('What it does, shown to its holder.'),
  may: list(choice(COMMAND_NAMES), 'a list of commands')
    .optional()
    .describe('Commands that only this role, or another that also lists them, may give.'),
  'not-with': idList
    .optional()
    .describe('Roles that the same person must not hold in the same incident.'),
  most: span
    .optional()
    .describe('Longest time that one person holds it; at its end it must have been handed over.'),
  rest: span
    .optional()
    .describe('How long whoever has held it for that time must rest before taking it again.'),
  needs: idList
    .optional()
    .describe('Trainings, as the directory names them, without which nobody takes it.'),
  default: choice(['first-responder'])
    .optional()
    .describe('Who holds it while nobody else has taken it: whoever responds first, and may.'),
  'hand-over': choice(['confirmed'])
    .optional()
    .describe('`confirmed`: whoever hands it over holds it until the other accepts.'),
  under: id.optional().describe('Role to which it reports.'),
  span: whole(1, PEOPLE_ASKED_MAX).optional().describe('People in the roles under it, at most.'),
  many: flag.optional().describe('Several people may hold it at once: a team.'),
})
