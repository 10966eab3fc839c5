import type { z } from 'zod'

import { planSource } from '#/core/plan/source.ts'
import type { Form } from '#/core/plan/source/read.ts'
import { PERIOD_RULES } from '#/core/plan/regime.ts'
import { calendar } from '#/core/plan/source/calendar.ts'
import { inForce } from '#/core/plan/source/uses.ts'
import {
  choice,
  elementKeys,
  entries,
  fullList,
  id,
  line,
  list,
  shape,
  text,
} from '#/core/plan/source/words.ts'

/**
 * The shape of a regime: what a law, a regulator or a scheme asks, in the words of a plan. Whom it means is named by
 * placeholders (`by`, `to`), what the organisation is by questions (`entity`); a plan that switches it on answers both.
 */

const entityQuestion = shape({
  title: line.optional().describe('Name shown to people. Without it, the id in words.'),
  ask: line.describe('What the plan has to say about the organisation.'),
  choices: fullList(line, 'a list of choices')
    .optional()
    .describe('The answers to choose from. Without them, yes or no.'),
  otherwise: line.optional().describe('The answer when a plan gives none.'),
  names: list(line, 'a list of names')
    .optional()
    .describe('Other names by which a date vector may answer it.'),
  law: elementKeys.law,
  unverified: elementKeys.unverified,
})

const {
  classifications,
  facts,
  moments,
  templates,
  obligations,
  record,
  gates,
  retention,
  program,
  statements,
} = planSource.shape

export const regimeSource = shape({
  regime: id.describe('Id of the regime: what a plan names under `uses`.'),
  title: line.describe('Title of the regime.'),
  version: planSource.shape.version.describe('Version of this text, as text.'),
  law: line.describe('The law that it puts into these words.'),
  names: list(line, 'a list of names')
    .optional()
    .describe('Other names by which a date vector may ask for it.'),
  'in-force': inForce.optional().describe('Days on which the law is in force.'),
  calendar: calendar
    .optional()
    .describe('On what its times are counted where a plan names none of its calendars.'),
  periods: choice(PERIOD_RULES)
    .optional()
    .describe('How its periods end in law: shown beside the plain target.'),
  unverified: text
    .optional()
    .describe('Why none of it is certain. Shown to every reader, with each of its elements.'),
  by: entries(id, line)
    .optional()
    .describe('Who owes something, in words. A plan says who that is.'),
  to: entries(id, line)
    .optional()
    .describe('Audiences, in words. A plan says which of its own are meant.'),
  entity: entries(id, entityQuestion)
    .optional()
    .describe('Questions about the organisation; each is the fact REGIME-NAME in conditions.'),
  facts,
  moments,
  classifications,
  templates,
  obligations,
  gates,
  record,
  retention,
  program,
  statements,
}).meta({
  title: 'Tocsin regime',
  description: 'What a law asks, as promises that plans can switch on.',
})
export type RegimeSource = z.infer<typeof regimeSource>

export const REGIME_FORM: Form<RegimeSource> = {
  schema: regimeSource,
  noun: 'regime',
  needed: { regime: 'regime', title: 'Regime', version: '0', law: 'Law' },
  begin: '`regime: my-regime`, `title: …`, `version: "1"` and `law: …`',
}
