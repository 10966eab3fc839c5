// What the API answers about incidents. `test/http` holds every answer against its schema.
import { z } from 'zod'
import { STANDINGS } from '#/core/obligation/obligation.ts'
import { CHANNELS } from '#/core/plan/plan.ts'
import { EVENT } from '#/http/show-event.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

const text = z.string()
const textOrNull = z.string().nullable()
const count = z.number().int().min(0)
const texts = z.array(text).readonly()
const version = count.describe('How many events the log has.')
const cites = texts.describe('Clauses of the source document that this carries out.')

/** Besides the plain time of everything else. */
export const CLOCK = z
  .object({
    real: instantShape.describe('The instant in real time from which it is reckoned.'),
    at: instantShape.describe('What time it was in the drill then.'),
    factor: z
      .number()
      .describe('Milliseconds of the drill in one of real time; 0: it stands still.'),
    until: instantShape.describe('Where its time stands still until it is moved on.'),
    over: z.boolean().describe('The drill has ended; nothing is done in it any more.'),
  })
  .nullable()
  .meta({ id: 'DrillClock' })
  .describe('How the time of a drill goes; null: the incident is in real time.')

const PROMISED = z
  .object({
    rule: text,
    title: text,
    due: instantShape,
    by: text.describe('The role, position or group that owes it.'),
    owner: textOrNull.describe('Who is asked for it first.'),
    owner_name: textOrNull,
  })
  .meta({ id: 'Promised' })

export const LISTED = z
  .object({
    id: text,
    number: count.describe('What people call it: incident 17.'),
    version,
    title: text,
    status: z.enum(['undeclared', 'open', 'resolved', 'closed', 'declassified', 'merged']),
    severity: textOrNull,
    severity_title: textOrNull,
    rank: count.nullable().describe('Of the severity: 0 is the worst of the plan.'),
    type: textOrNull,
    type_title: textOrNull,
    stage: textOrNull,
    stage_title: textOrNull,
    level: count.describe('Highest level of the escalation ladder reached.'),
    open: z.boolean(),
    exercise: z.boolean(),
    restricted: z.boolean(),
    commander: textOrNull,
    commander_name: textOrNull.describe('Of a drill, as its cast is called.'),
    detected: instantOrNull,
    declared: instantOrNull,
    promises: z
      .object({
        open: count.describe('Owed now, by anybody.'),
        overdue: count,
        next: PROMISED.nullable().describe('The first of those whose limit is not over.'),
        late: PROMISED.nullable().describe('The one that has been overdue for longest.'),
      })
      .describe('As last recorded; what time alone changes is recorded too.'),
    waiting: count.describe('Pages that nobody has answered yet.'),
    plan: z.object({ id: text, hash: text }),
    drill: textOrNull.describe('The drill that it is the incident of.'),
    clock: CLOCK,
  })
  .meta({ id: 'ListedIncident' })

export const INCIDENTS = z
  .object({
    incidents: z.array(LISTED),
    next: count.nullable().describe('`before` of the next page; null on the last.'),
  })
  .meta({ id: 'Incidents' })

const MATERIAL = {
  pages: z.array(
    z.object({
      id: text,
      obligation: textOrNull,
      party: text.describe('The role, position or group that is asked.'),
      person: text,
      attempt: count,
      sent: instantShape,
      state: z.enum(['waiting', 'handed-on', 'acknowledged', 'ended']),
      answered: instantOrNull,
      answered_by: textOrNull,
    }),
  ),
  signals: z.array(
    z.object({
      id: text,
      title: text,
      source: text,
      count,
      resolved: z.boolean(),
      url: textOrNull.describe('Where its sender shows it.'),
    }),
  ),
  evidence: z.array(
    z.object({
      id: text,
      kind: text,
      title: text,
      sha256: text,
      held_by: text,
      bytes: count,
      obligation: textOrNull,
      custody: z.array(
        z.object({
          at: instantShape,
          by: text,
          did: z.enum(['take', 'hand-over', 'ask-to-delete']),
          to: textOrNull,
        }),
      ),
    }),
  ),
  findings: z.array(z.object({ id: text, kind: text, text })),
  follow_ups: z.array(
    z.object({
      id: text,
      title: text,
      owner: text,
      due: instantShape,
      done: instantOrNull,
      plan_change: z.boolean(),
    }),
  ),
  meetings: z.array(
    z.object({
      id: text,
      obligation: text,
      starts: instantShape,
      held: instantOrNull,
      present: texts,
    }),
  ),
}

export const INCIDENT = z
  .object({
    id: text,
    number: count,
    version,
    title: text,
    status: LISTED.shape.status,
    severity: textOrNull,
    type: textOrNull,
    stage: textOrNull,
    level: count,
    exercise: z.boolean(),
    source: text,
    reporter: text,
    restricted_to: texts.nullable().describe('Who may see it; null: everyone who sees incidents.'),
    label: textOrNull.describe('Confidentiality mark that every message about it carries.'),
    merged_into: textOrNull,
    split_from: textOrNull.describe('The incident of which it was a part.'),
    on_call: textOrNull.describe('Who is on call for it in place of the position.'),
    proposed_by_rule: z
      .object({ rule: z.string(), severity: textOrNull, type: textOrNull })
      .nullable()
      .describe('What a rule of the routing book proposes to whoever classifies.'),
    split_off: texts.describe('Incidents that were parts of it.'),
    plan: z.object({ id: text, version: text, hash: text, title: text }),
    drill: textOrNull.describe('The drill that it is the incident of.'),
    clock: CLOCK,
    systems: z.array(text),
    moments: z.record(text, instantShape),
    stages: z.record(text, instantShape).describe('When each stage began.'),
    fields: z.record(text, text),
    levels: z.array(z.object({ level: count, at: instantShape, people: texts })),
    answers: z.array(
      z.object({
        fact: text,
        answer: z.union([z.string(), z.number()]).nullable().describe('null: not known yet.'),
        at: instantShape,
        by: text,
      }),
    ),
    roles: z.array(
      z.object({
        role: text,
        title: text,
        person: textOrNull,
        since: instantOrNull,
        accepted: z.boolean(),
        stand_in: z.boolean().describe('Only until somebody takes it.'),
        others: texts.describe('Who else holds it, where several may.'),
        offered_to: textOrNull.describe('To whom it is being handed over, until they accept.'),
      }),
    ),
    assessments: z
      .array(z.object({ classification: text, level: text, at: instantShape, by: text }))
      .describe('The levels of the classifications besides the severity.'),
    decisions: z
      .array(
        z.object({
          decision: text,
          at: instantShape,
          by: text,
          lapses: instantOrNull,
          lapsed: z.boolean(),
        }),
      )
      .describe('What was decided, as it stands.'),
    approvals: z
      .array(
        z.object({
          obligation: textOrNull,
          decision: textOrNull,
          asked: z
            .object({
              at: instantShape,
              of: texts,
              parts: z
                .record(text, text)
                .nullable()
                .describe('The words that they were asked to approve; null where it is a deed.'),
            })
            .nullable()
            .describe('Whose word was asked for last.'),
          given: z.array(
            z.object({
              role: text,
              by: text,
              at: instantShape,
              of_asked: z.boolean().describe('For the very words that were asked for last.'),
            }),
          ),
          objections: z.array(z.object({ by: text, at: instantShape })),
        }),
      )
      .describe('Whose word was asked for and given; by `tocsin` where silence was consent.'),
    responders: z.array(z.object({ person: text, since: instantShape })),
    counts: z
      .object({
        signals: count,
        pages: count,
        evidence: count,
        findings: count,
        follow_ups: count,
        meetings: count,
      })
      .describe('How many there are; of each kind the newest 500 are listed.'),
    ...MATERIAL,
  })
  .meta({ id: 'Incident' })

export const EVENTS = z
  .object({
    events: z.array(EVENT),
    version,
    next: count.nullable().describe('`after` of the next page; null on the last.'),
  })
  .meta({ id: 'Events' })

const OBLIGATION = z
  .object({
    id: text.describe('Key, as commands take it.'),
    rule: text,
    title: text,
    cites,
    law: text.optional().describe('The article of the law that it carries out.'),
    regime: text.optional().describe('The regime that it comes from.'),
    unverified: text.optional().describe('Why this is not certain.'),
    act: text,
    standing: z.enum(STANDINGS),
    stage: text.optional(),
    about: text.optional(),
    from: instantShape.optional(),
    aim: instantShape.optional(),
    due: instantShape.optional(),
    was: instantShape.optional().describe('The limit before it was last moved.'),
    met_at: instantShape.optional(),
    met_by: text.optional(),
    missed_at: instantShape.optional(),
    waived: z.object({ at: instantShape, by: text, reason: text }).optional(),
    by: text.optional().describe('Who owes it; nobody: the product itself.'),
    to: texts.optional(),
    unmeasured: text.optional().describe('A deadline that the plan leaves in words.'),
    not_before: instantShape.optional().describe('It cannot be done earlier.'),
    waits_for: texts
      .optional()
      .describe('Facts and moments that are not known yet, on which it hangs.'),
    cause: text.optional().describe('Why it no longer applies.'),
    owners: texts.describe('The people who are asked for it now.'),
  })
  .meta({ id: 'Obligation' })

export const OBLIGATIONS = z
  .object({
    at: instantShape.describe('The instant for which the standings were computed.'),
    version,
    obligations: z.array(OBLIGATION),
  })
  .meta({ id: 'Obligations' })

export const EXPLAINED = z
  .object({
    at: instantShape.describe('The instant for which it was computed.'),
    version,
    obligation: OBLIGATION,
    explanation: z.object({
      zone: text.describe('IANA zone of the times in `how`.'),
      law: text.optional(),
      regime: z.object({ id: text, title: text, version: text }).optional(),
      unverified: text.optional(),
      starts: z
        .array(
          z.object({
            type: text.describe('The event that put it on record.'),
            when: instantShape,
            recorded_at: instantShape,
            by: text,
            was: instantShape.optional().describe('The instant that it corrected.'),
            reason: text.optional(),
          }),
        )
        .describe('The record from which it counts and its corrections, oldest first.'),
      legal: instantShape
        .optional()
        .describe('The strict end of the period in law, where it is later than `due`.'),
      how: texts.describe('The counting, a sentence for each step.'),
      days_off: z
        .array(z.object({ date: text, why: z.enum(['weekend', 'holiday', 'closed']) }))
        .readonly()
        .describe('Days that did not count, or over which the limit was moved.'),
      moved: z
        .array(
          z.object({
            at: instantShape,
            was: instantShape.optional(),
            due: instantShape.optional(),
          }),
        )
        .readonly()
        .describe('Each time that the limit was moved, oldest first.'),
    }),
  })
  .meta({ id: 'ExplainedObligation' })

export const GATES = z
  .object({
    at: instantShape,
    version,
    gates: z.array(
      z.object({
        id: text,
        title: text,
        cites,
        before: texts.describe('The steps that wait for it.'),
        waivable_by: text.nullable().describe('Null: nobody may.'),
        passed: z.object({ at: instantShape, waived: z.boolean() }).nullable(),
        open: texts.describe(
          'What it waits for: obligations, record fields as `field:ID`, `until` with the facts that are not known as `fact:ID`.',
        ),
      }),
    ),
  })
  .meta({ id: 'Gates' })

export const FIGURES = z
  .object({
    figures: z.array(
      z.object({
        id: text,
        title: text,
        cites,
        state: z.enum(['recorded', 'pending', 'not-applicable', 'invalid']),
        from: instantOrNull,
        to: instantOrNull,
        ms: z.number().nullable(),
        on_target: z.boolean().nullable(),
      }),
    ),
  })
  .meta({ id: 'Figures' })

export const SENT = z
  .object({
    sent: z
      .array(
        z.object({
          version: count.describe('Of the event that sent it.'),
          message: text,
          at: instantShape,
          act: text,
          obligation: textOrNull,
          cites,
          subject: text,
          to: text,
          channel: z.enum(CHANNELS),
          outcome: z
            .enum(['delivered', 'failed', 'channel-missing', 'no-address', 'withheld'])
            .nullable()
            .describe('null: not known yet.'),
          attempts: count,
          detail: textOrNull,
          settled: instantOrNull,
        }),
      )
      .readonly(),
    more: z.boolean().describe('More follows: ask with `after` set to the last `version` here.'),
  })
  .meta({ id: 'Sent' })
