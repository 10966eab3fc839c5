import { z } from 'zod'

import { conditionSource, field } from '#/core/intake/match/source.ts'
import type { ConditionSource } from '#/core/intake/match/source.ts'
import type { Form } from '#/core/plan/source/read.ts'
import {
  choice,
  entries,
  flag,
  id,
  line,
  list,
  oneOrMany,
  shape,
  span,
  text,
  whole,
} from '#/core/plan/source/words.ts'

/** The routing book as it is written. As in a plan's source, messages are what is expected. */

const PARTY_EXPECTED = 'a position of the directory, or a rota as rota:payments'
const party = z
  .string({ error: PARTY_EXPECTED })
  .regex(/^(rota:)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, PARTY_EXPECTED)

const when = conditionSource.describe('Which signals are meant.')

const group = shape(
  {
    by: field.describe('Fields whose values must be the same.'),
    within: span
      .optional()
      .describe('For how long after the last one others join. Without it, 30m.'),
  },
  'fields and a span, such as {by: [labels.cluster], within: 30m}',
)

const ruleKeys = {
  id: id.describe('Names the rule wherever it decided.'),
  about: text.optional().describe('What it is for. Shown with every signal that it decided.'),
  cite: oneOrMany(line, 'text, or a list of texts')
    .optional()
    .describe('What it goes by: techniques, tickets, clauses.'),
  when: when.optional().describe('Which signals it decides about. Without it, all.'),
  continue: flag
    .optional()
    .describe('Rules below go on: what they say counts where this one says nothing.'),
  do: choice(['open', 'hold', 'drop'])
    .optional()
    .describe(
      'open: an incident. hold: shown in triage, opens nothing. drop: recorded as noise. Without it, open.',
    ),
  plan: id.optional().describe('The plan under which its incident is opened.'),
  type: id.optional().describe('The type that is proposed to whoever classifies.'),
  severity: id.optional().describe('The severity that is proposed to whoever classifies.'),
  urgency: line.optional().describe("The word for its weight, instead of the sender's."),
  systems: oneOrMany(line, 'the name of a system, or a list')
    .optional()
    .describe('Systems that are affected besides those that the signal names.'),
  'on-call': party.optional().describe("Who is paged in place of the plan's position on-call."),
  group: group
    .optional()
    .describe('Which signals make one incident, in place of the joining of the plan.'),
  title: line.optional().describe('Title of its incident; may hold {{labels.instance}}.'),
}

export type RuleSource = {
  id: string
  about?: string | undefined
  cite?: string | string[] | undefined
  when?: ConditionSource | undefined
  continue?: boolean | 'yes' | 'no' | undefined
  do?: 'open' | 'hold' | 'drop' | undefined
  plan?: string | undefined
  type?: string | undefined
  severity?: string | undefined
  urgency?: string | undefined
  systems?: string | string[] | undefined
  'on-call'?: string | undefined
  group?: { by: string | string[]; within?: string | undefined } | undefined
  title?: string | undefined
  rules?: RuleSource[] | undefined
}

const rule: z.ZodType<RuleSource> = shape(
  {
    ...ruleKeys,
    rules: z
      .lazy(() => list(rule, 'a list of rules'))
      .optional()
      .describe('Rules that are tried only where this one holds.'),
  },
  'a rule, such as {id: payments, when: {field: labels.service, is: payments}, plan: acme}',
)

const inhibition = shape({
  id,
  about: text.optional(),
  while: conditionSource.describe('While a signal fires that is like this …'),
  quiet: conditionSource.describe('… those that are like this tell nobody.'),
  equal: field.optional().describe('Only of signals in which these fields are the same.'),
})

const TIME_EXPECTED = 'a time of day in quotes, such as "22:00"'
const time = z
  .string({ error: TIME_EXPECTED })
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, TIME_EXPECTED)
const INSTANT_EXPECTED = 'an instant with its zone, such as 2026-05-01T22:00Z'
const at = z
  .string({ error: INSTANT_EXPECTED })
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, INSTANT_EXPECTED)

const weekly = shape(
  {
    days: oneOrMany(choice(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), 'a day, or a list')
      .optional()
      .describe('On which it begins. Without it, on every day.'),
    from: time,
    to: time.describe('On the next day where it is no later than `from`.'),
    zone: line.optional().describe('IANA time zone. Without it, UTC.'),
  },
  'times of the week, such as {days: [sat], from: "22:00", to: "04:00", zone: Europe/Berlin}',
)

const maintenance = shape({
  id,
  title: line.optional().describe('What is done. Shown with every signal that is quiet for it.'),
  when: when.describe('Which signals tell nobody meanwhile.'),
  from: at.optional().describe('When it begins.'),
  to: at.optional().describe('When it is over.'),
  weekly: weekly.optional().describe('It recurs each week.'),
  by: line.optional().describe('Who asked for it.'),
})

const flapping = shape({
  changes: whole(2, 100)
    .optional()
    .describe('Changes after which a signal that comes and goes is held back. Without it, 4.'),
  within: span.optional().describe('In which time. Without it, 10m.'),
  calm: span
    .optional()
    .describe('How long it must be the same until it tells again. Without it, 15m.'),
})

export const bookSource = shape({
  conditions: entries(id, conditionSource)
    .optional()
    .describe('Conditions to be repeated below, by anchors and aliases. They do nothing here.'),
  rules: list(rule, 'a list of rules').optional().describe('The first that holds decides.'),
  inhibit: list(inhibition, 'a list of inhibitions')
    .optional()
    .describe('What is quiet while something worse fires.'),
  maintenance: list(maintenance, 'a list of windows')
    .optional()
    .describe('What is quiet while somebody works on it.'),
  flapping: flapping.optional().describe('How signals that come and go are damped.'),
}).meta({ title: 'Tocsin routing', description: 'What becomes of signals.' })
export type BookSource = z.infer<typeof bookSource>
export type InhibitionSource = z.infer<typeof inhibition>
export type MaintenanceSource = z.infer<typeof maintenance>

export const BOOK_FORM: Form<BookSource> = {
  schema: bookSource,
  noun: 'routing book',
  needed: {},
  begin: '`rules:` and a list of rules',
}
