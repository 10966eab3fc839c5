// What the command line reads in the server's answers: no more of them than it shows, so that a server that says more is
// understood too. `--json` prints what came.
import { z } from 'zod'
import { STANDINGS } from '#/core/obligation/obligation.ts'
import { text, texts, count, instant, textOrNull, instantOrNull } from '#/cli/server/shapes.ts'

/** Of the rest the event's type says what it is. */
export const EVENT = z.looseObject({
  version: count,
  at: instant,
  by: text,
  type: text,
  redacted: z.boolean().optional(),
  shortened: z.record(text, count).optional(),
})
export type ShownEvent = z.output<typeof EVENT>

export const DECLARED = z.object({ id: text, number: count, version: count })
export const COMMANDED = z.object({ number: count, version: count, events: z.array(EVENT) })
export type Commanded = z.output<typeof COMMANDED>

export const INCIDENTS = z.object({
  incidents: z.array(
    z.object({
      id: text,
      number: count,
      title: text,
      status: text,
      severity: textOrNull,
      type: textOrNull,
      stage: textOrNull,
      level: count,
      exercise: z.boolean(),
      restricted: z.boolean(),
      commander: textOrNull,
      declared: instantOrNull,
    }),
  ),
  next: count.nullable(),
})
export type Listed = z.output<typeof INCIDENTS>['incidents'][number]

export const INCIDENT = z.object({
  id: text,
  number: count,
  version: count,
  title: text,
  status: text,
  severity: textOrNull,
  type: textOrNull,
  stage: textOrNull,
  level: count,
  exercise: z.boolean(),
  source: text,
  reporter: text,
  restricted_to: texts.nullable(),
  label: textOrNull,
  merged_into: textOrNull,
  split_from: textOrNull,
  split_off: texts,
  plan: z.object({ id: text, version: text, hash: text, title: text }),
  systems: texts,
  moments: z.record(text, instant),
  fields: z.record(text, text),
  levels: z.array(z.object({ level: count, at: instant, people: texts })),
  answers: z.array(
    z.object({ fact: text, answer: z.union([text, z.number()]).nullable(), at: instant, by: text }),
  ),
  roles: z.array(
    z.object({
      role: text,
      title: text,
      person: textOrNull,
      accepted: z.boolean(),
      stand_in: z.boolean(),
      others: texts,
      offered_to: textOrNull,
    }),
  ),
  assessments: z.array(z.object({ classification: text, level: text, by: text })),
  decisions: z.array(
    z.object({ decision: text, by: text, lapses: instantOrNull, lapsed: z.boolean() }),
  ),
  responders: z.array(z.object({ person: text })),
  pages: z.array(
    z.object({
      id: text,
      party: text,
      person: text,
      attempt: count,
      sent: instant,
      state: text,
      answered_by: textOrNull,
    }),
  ),
  signals: z.array(z.object({ id: text, title: text, source: text, count, resolved: z.boolean() })),
  evidence: z.array(z.object({ id: text, kind: text, title: text, sha256: text, held_by: text })),
  findings: z.array(z.object({ id: text, kind: text, text })),
  follow_ups: z.array(
    z.object({ id: text, title: text, owner: text, due: instant, done: instantOrNull }),
  ),
  meetings: z.array(z.object({ id: text, obligation: text, starts: instant, held: instantOrNull })),
})
export type Incident = z.output<typeof INCIDENT>

const OBLIGATION = z.object({
  id: text,
  title: text,
  cites: texts,
  law: text.optional(),
  unverified: text.optional(),
  act: text,
  standing: z.enum(STANDINGS),
  stage: text.optional(),
  aim: instant.optional(),
  due: instant.optional(),
  was: instant.optional(),
  met_at: instant.optional(),
  met_by: text.optional(),
  waived: z.object({ at: instant, by: text, reason: text }).optional(),
  by: text.optional(),
  unmeasured: text.optional(),
  waits_for: texts.optional(),
  cause: text.optional(),
  owners: texts,
})
export const AGENDA = z.object({ at: instant, obligations: z.array(OBLIGATION) })
export type Agenda = z.output<typeof AGENDA>
export type Owed = Agenda['obligations'][number]

export const EXPLAINED = z.object({
  obligation: OBLIGATION,
  explanation: z.object({
    law: text.optional(),
    regime: z.object({ title: text, version: text }).optional(),
    unverified: text.optional(),
    starts: z.array(
      z.object({
        when: instant,
        recorded_at: instant,
        by: text,
        was: instant.optional(),
        reason: text.optional(),
      }),
    ),
    legal: instant.optional(),
    how: texts,
    days_off: z.array(z.object({ date: text, why: text })),
    moved: z.array(z.object({ at: instant, was: instant.optional(), due: instant.optional() })),
  }),
})
export type Explained = z.output<typeof EXPLAINED>

export const EVENTS = z.object({ events: z.array(EVENT), next: count.nullable() })

export const PROPOSAL = z.object({
  proposed: z
    .object({
      severity: text,
      title: text,
      forced: z.boolean(),
      in_doubt: z.boolean(),
      because: texts,
      cites: texts,
    })
    .nullable(),
  may_worsen: texts,
  questions: z.array(
    z.object({
      fact: text,
      ask: text,
      kind: text,
      choices: texts,
      by: textOrNull,
      help: textOrNull,
      answer: z.union([text, z.number()]).nullable(),
    }),
  ),
  severities: z.array(z.object({ id: text, title: text, means: text })),
  classifications: z.array(
    z.object({
      id: text,
      title: text,
      level: textOrNull,
      proposed: z.object({ level: text, forced: z.boolean(), in_doubt: z.boolean() }).nullable(),
      levels: z.array(z.object({ id: text, title: text, means: text })),
    }),
  ),
  types: z.array(z.object({ id: text, title: text, means: text })),
})
export type Proposal = z.output<typeof PROPOSAL>

export const GATES = z.object({
  gates: z.array(
    z.object({
      id: text,
      title: text,
      cites: texts,
      before: texts,
      waivable_by: textOrNull,
      passed: z.object({ at: instant, waived: z.boolean() }).nullable(),
      open: texts,
    }),
  ),
})

export const FIGURES = z.object({
  figures: z.array(
    z.object({
      id: text,
      title: text,
      cites: texts,
      state: text,
      ms: z.number().nullable(),
      on_target: z.boolean().nullable(),
    }),
  ),
})

export const SENT = z.object({
  sent: z.array(
    z.object({
      version: count,
      at: instant,
      act: text,
      subject: text,
      to: text,
      channel: text,
      outcome: textOrNull,
      attempts: count,
      detail: textOrNull,
    }),
  ),
  more: z.boolean(),
})
