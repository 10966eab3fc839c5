import { z } from 'zod'

import { ENTRIES_MAX, PEOPLE_ASKED_MAX } from '#/core/plan/limits.ts'
import { COMPUTED_FIELDS } from '#/core/plan/plan.ts'
import { decision, gate } from '#/core/plan/source/authority.ts'
import { classification, classifying, severity } from '#/core/plan/source/classification.ts'
import { answer } from '#/core/plan/source/answer.ts'
import { calendar, system } from '#/core/plan/source/calendar.ts'
import { condition } from '#/core/plan/source/condition.ts'
import { start } from '#/core/plan/source/start.ts'
import { programEntry, retention } from '#/core/plan/source/upkeep.ts'
import { obligation, playbook } from '#/core/plan/source/obligation.ts'
import type { Form } from '#/core/plan/source/read.ts'
import { use } from '#/core/plan/source/uses.ts'
import { paging, PAGING_SAYS } from '#/core/plan/source/paging.ts'
import { role } from '#/core/plan/source/people.ts'
import {
  channels,
  choice,
  clauseId,
  elementKeys,
  entries,
  flag,
  id,
  ids,
  line,
  list,
  oneOrMany,
  shape,
  span,
  text,
  whole,
} from '#/core/plan/source/words.ts'

/**
 * The shape of a plan source. This one description validates (`compile.ts`), gives editors completion and hover
 * (`json-schema.ts`) and is the reference of the language (`reference.ts`). What names refer to is checked by the compiler.
 */

const clause = z.union(
  [
    line,
    shape({
      text: line.describe('The sentence, in short words of your own.'),
      later: line
        .optional()
        .describe(
          'The work that will carry it. Listed apart by the check instead of being refused.',
        ),
    }),
  ],
  { error: 'the sentence as text, or {text: …, later: …}' },
)

const type = shape({
  ...elementKeys,
  means: text.optional().describe('Definition shown to who classifies.'),
  examples: list(line, 'a list of examples')
    .optional()
    .describe('Examples shown to who classifies.'),
  security: flag
    .optional()
    .describe('Whether it is a security incident: for `security: yes` in conditions.'),
})

const detectionSource = shape({
  ...elementKeys,
  machine: flag.optional().describe('Whether a machine reports through it, or a person.'),
})

const fact = shape({
  ...elementKeys,
  ask: line.describe('The question, as a person reads it.'),
  kind: choice(['yes-no', 'number', 'choice', 'text'])
    .optional()
    .describe('Kind of answer. Without it, yes-no.'),
  choices: list(line, 'a list of choices')
    .optional()
    .describe('The answers to choose from (kind: choice).'),
  is: condition
    .optional()
    .describe(
      'The answer follows from this: yes while it holds, no while it does not. Nobody is asked.',
    ),
  known: answer
    .optional()
    .describe(
      'The answer, where it is the same in every incident under this plan. Nobody is asked.',
    ),
  by: id
    .optional()
    .describe(
      'Who is asked: a role, position or group, or `on-call`. Needed unless `is` or `known` answers.',
    ),
  when: condition
    .optional()
    .describe('When it is asked. Without it, as soon as an obligation waits for the answer.'),
  help: text.optional().describe('What helps to answer it.'),
})

const moment = shape({
  ...elementKeys,
  is: start
    .optional()
    .describe(
      'Derived from others. Without it, a person marks it; with `by` as well, a person may.',
    ),
  by: id.optional().describe('Who marks it.'),
  scheduled: flag
    .optional()
    .describe('It may be marked before it comes, and moved: a release, a meeting, a disclosure.'),
})

const party = shape(elementKeys)

const audience = shape({
  ...elementKeys,
  members: ids.describe(
    'Roles, positions or groups, or: everyone, responders, reporter, on-call. Of an outside audience: lists of contacts in the directory.',
  ),
  outside: flag
    .optional()
    .describe('Whether it is outside the organisation: never reached in an exercise.'),
  via: channels.optional().describe('Channels by which it is reached. Without it, email.'),
})

const part = z.union(
  [
    line,
    shape({
      title: line.describe('Heading of the section.'),
      draft: text.optional().describe('Draft of the section; may hold {{placeholders}}.'),
      when: condition.optional().describe('It must be filled in only while this holds.'),
      optional: flag.optional().describe('It may be left out.'),
    }),
  ],
  { error: 'the heading as text, or {title: …, draft: …}' },
)

const template = shape({
  ...elementKeys,
  subject: line.optional().describe('Subject; may hold {{placeholders}}.'),
  body: text.optional().describe('Text; may hold {{placeholders}}.'),
  parts: entries(id, part)
    .optional()
    .describe('Sections that must be filled in before it can be sent.'),
})

const stage = shape({
  ...elementKeys,
  goal: line.optional().describe('What the stage is to reach.'),
  begins: condition
    .optional()
    .describe('The stage begins by itself as soon as this holds; otherwise a person begins it.'),
})

const level = shape({
  ...elementKeys,
  members: ids.describe('Who is woken: roles, positions or groups.'),
  when: condition.optional().describe('Only then may the level be reached.'),
})

const field = shape({
  ...elementKeys,
  from: choice(COMPUTED_FIELDS)
    .optional()
    .describe('Computed from the incident. Without it, a person fills it in.'),
  required: flag.optional().describe('Whether a gate with `fields: complete` waits for it.'),
})

const measure = shape({
  ...elementKeys,
  from: id.optional().describe('Moment from which it is measured.'),
  to: id
    .optional()
    .describe('Moment up to which it is measured. Without both, incidents are counted.'),
  target: shape({
    within: span.describe('The target.'),
    severity: ids.optional().describe('Only for these severities.'),
  })
    .optional()
    .describe('What is aimed for.'),
  by: oneOrMany(
    choice(['severity', 'type', 'source']),
    'severity, type or source, or a list of them',
  )
    .optional()
    .describe('By what the figure is split.'),
})

const statement = shape({ ...elementKeys, text: text.describe('The statement.') })

const levelNumber = z
  .string()
  .regex(/^([1-9]|1\d|20)$/, 'the number of a level, from 1 to 20')
  // To an editor the key is a number.
  .meta({ type: ['string', 'number'] })

const version = z
  .string({ error: 'the version as text in quotes, such as "1.0"' })
  .min(1)
  .max(ENTRIES_MAX)

export const planSource = shape({
  plan: id.describe('Id of the plan.'),
  title: line.describe('Title of the plan.'),
  version: version.describe('Version, as text: "1.0".'),
  zone: line
    .optional()
    .describe(
      'IANA time zone in which days, months and times of day are counted. Without it, UTC.',
    ),
  document: z
    .record(id, line, { error: 'a mapping of names to text' })
    .optional()
    .describe('About the source document: name, owner, status … Shown only.'),
  uses: entries(id, use)
    .optional()
    .describe(
      'Regimes that are switched on, such as dora: their obligations join those of the plan.',
    ),
  clauses: entries(clauseId, clause)
    .optional()
    .describe(
      'The sentences of the source document, in its order, each as text. Each must be carried by an element that cites it.',
    ),
  calendars: entries(id, calendar)
    .optional()
    .describe(
      'Working days and hours. The first is the one of working spans that name no calendar.',
    ),
  systems: entries(id, system)
    .optional()
    .describe('Systems that may be affected. Others may be affected as well.'),
  sources: entries(id, detectionSource).optional().describe('Kinds of detection source.'),
  severities: entries(id, severity).describe('The levels, worst first.'),
  classifying: classifying.optional().describe('How the severity is given.'),
  classifications: entries(id, classification)
    .optional()
    .describe('Further classifications, each with its own levels and clocks.'),
  types: entries(id, type).optional().describe('Types of incident.'),
  facts: entries(id, fact)
    .optional()
    .describe('Questions that the plan asks about the incident; unknown until answered.'),
  moments: entries(id, moment).optional().describe('Named instants besides the built-in ones.'),
  positions: entries(id, party).optional().describe('Positions that the directory must fill.'),
  groups: entries(id, party).optional().describe('Groups of people that the directory must fill.'),
  roles: entries(id, role).optional().describe('Roles inside an incident.'),
  people: shape({
    ...elementKeys,
    'roles-each': whole(1, PEOPLE_ASKED_MAX)
      .optional()
      .describe('Roles that one person may hold in one incident, at most.'),
  })
    .optional()
    .describe('What holds of everyone who takes part.'),
  decisions: entries(id, decision)
    .optional()
    .describe('What may be decided in an incident, and by whom.'),
  audiences: entries(id, audience).optional().describe('For whom messages are.'),
  templates: entries(id, template).optional().describe('Messages to be completed by a person.'),
  stages: entries(id, stage).optional().describe('Stages of the response, in order.'),
  obligations: list(obligation, 'a list of obligations').optional().describe('The promises.'),
  playbooks: entries(id, playbook).optional().describe('What types add to the promises.'),
  gates: entries(id, gate).optional().describe('Steps that wait until their needs are met.'),
  escalation: entries(levelNumber, level)
    .optional()
    .describe('The escalation ladder: levels by number, from 1.'),
  record: entries(id, field).optional().describe('Fields of the record of an incident.'),
  measures: entries(id, measure).optional().describe('Figures computed from the record.'),
  program: entries(id, programEntry).optional().describe('What recurs outside incidents.'),
  retention: entries(id, retention)
    .optional()
    .describe('How long evidence and records are kept, by kind.'),
  paging: paging.optional().describe(PAGING_SAYS),
  intake: shape({
    ...elementKeys,
    'group-by': list(line, 'a list of labels')
      .optional()
      .describe('Labels that make alerts one signal. Without it, alertname, cluster and service.'),
    join: span
      .optional()
      .describe(
        'For how long further signals join an incident that nobody has classified. Without it, 5m.',
      ),
    source: id
      .optional()
      .describe(
        'The source of alerts that name none. Without it, the first machine among the sources.',
      ),
  })
    .optional()
    .describe('How signals become incidents.'),
  statements: entries(id, statement)
    .optional()
    .describe('Statements kept and shown, not executed.'),
}).meta({ title: 'Tocsin plan', description: 'An incident response plan as a list of promises.' })
export type PlanSource = z.infer<typeof planSource>

export const PLAN_FORM: Form<PlanSource> = {
  schema: planSource,
  noun: 'plan',
  needed: { plan: 'plan', title: 'Plan', version: '0', severities: {} },
  begin: '`plan: my-plan`, `title: …`, `version: "1.0"` and `severities:`',
}
