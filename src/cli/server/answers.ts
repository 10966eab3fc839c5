// What the command line reads in the server's answers: no more of them than it shows, so that a server that says more is
// understood too. `--json` prints what came.
import { z } from 'zod'
import { STANDINGS } from '#/core/obligation/obligation.ts'
import { LEVELS, REASONS } from '#/core/readiness/readiness.ts'
import { parseInstant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const text = z.string()
const texts = z.array(z.string())
const count = z.number().int()
const instant = z
  .string()
  .refine(value => parseInstant(value) !== undefined, 'an instant')
  .transform(value => parseInstant(value) as Instant)
const textOrNull = text.nullable()
const instantOrNull = instant.nullable()

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

export const PLANS = z.object({
  plans: z.array(
    z.object({
      hash: text,
      id: text,
      version: text,
      imported: instant,
      by: text,
      active: z.boolean(),
    }),
  ),
})
export const IMPORTED_PLAN = z.object({ hash: text, id: text, version: text, active: z.boolean() })

/** Of a compiled plan: the names of its elements, to say which there are when one is not, and what it asks. */
const named = z.array(z.object({ id: text, title: text }))
export const PLAN_NAMES = z.object({
  plan: z.object({
    facts: z.array(z.object({ id: text, ask: text, kind: text, choices: texts })),
    severities: named,
    types: named,
    roles: named,
    stages: named,
    audiences: named,
    gates: named,
    moments: named,
    levels: z.array(z.object({ level: count, title: text })),
  }),
})

export const DIRECTORY = z.object({
  people: z.array(
    z.object({
      id: text,
      name: text,
      email: text.optional(),
      phone: text.optional(),
      slack: text.optional(),
      webhook: text.optional(),
    }),
  ),
  positions: z.record(text, texts),
  groups: z.record(text, texts),
  contacts: z.record(text, texts),
})
export const IMPORTED_DIRECTORY = z.object({ version: count, people: count })
export const READINESS = z.object({
  ready: z.boolean(),
  plan: z.object({ id: text, version: text }).nullable(),
  findings: z.array(
    z.object({ severity: z.enum(['error', 'warning', 'note']), message: text, mend: text }),
  ),
})
export type Readiness = z.output<typeof READINESS>

export const READINESS_AHEAD = READINESS.extend({
  from: instant,
  people: z.array(
    z.object({
      person: text,
      level: z.enum(LEVELS),
      reasons: z.array(z.object({ code: z.enum(REASONS), channels: texts })),
      proved: instantOrNull,
    }),
  ),
  risks: z.array(
    z.object({
      from: instant,
      to: instant,
      at: z.object({ kind: text, id: text, title: text }),
      code: z.enum(['nobody', 'person', 'same-twice']),
      level: text,
      person: textOrNull,
    }),
  ),
  sharing: z.array(texts),
})

export const TOKENS = z.object({
  tokens: z.array(
    z.object({
      id: text,
      name: text,
      scopes: texts,
      person: textOrNull,
      created: instant,
      last_used: instantOrNull,
      revoked: instantOrNull,
    }),
  ),
})
export const NEW_INVITATION = z.object({
  person: z.object({ id: text, name: text }),
  role: text,
  link: textOrNull,
})
export const MEMBERS = z.object({
  members: z.array(
    z.object({
      person: z.object({ id: text, name: text }),
      role: text,
      disabled: instant.nullable(),
      last_seen: instant.nullable(),
      password: z.boolean(),
      passkeys: count,
      totp: z.boolean(),
      oidc: z.boolean(),
    }),
  ),
})
export const DOORS = z.object({
  doors: z.array(
    z.object({
      id: text,
      name: text,
      kind: text,
      address: text,
      enabled: z.boolean(),
      taken: count,
      received: instantOrNull,
      last_refused: z.object({ at: instant, cause: text }).nullable(),
    }),
  ),
  kinds: z.array(z.object({ kind: text, title: text })),
})

export const DOOR_KEY = z.object({ id: text, key: textOrNull })

export const DOOR_PREVIEW = z.object({
  mistakes: z.array(z.object({ line: count, column: count, message: text, mend: text })),
})

export const ROUTING = z.object({
  version: count,
  by: textOrNull,
  source: text,
  maintenance: z.array(z.object({ id: text, title: text, times: text, on: z.boolean() })),
})

export const ROUTING_SAVED = z.object({ version: count, rules: count })

const outcomes = z.object({
  opened: count,
  joined: count,
  held: count,
  dropped: count,
  quiet: count,
  nothing: count,
})

export const ROUTING_TRIAL = z.object({
  looked_at: count,
  more: z.boolean(),
  did: outcomes,
  would: outcomes,
  rules: z.array(z.object({ id: text, signals: count })),
  signals: z.array(
    z.object({
      title: text,
      differs: z.boolean(),
      did: z.object({ outcome: text }),
      would: z.object({
        outcome: text,
        rules: z.array(text),
        quiet: z.object({ id: text }).nullable(),
      }),
    }),
  ),
})

const why = z.object({
  holds: z.boolean(),
  name: text,
  asks: textOrNull,
  saw: z.array(text),
  get parts() {
    return z.array(why)
  },
})

export const ROUTING_EXPLAINED = z.object({
  title: text,
  does: text,
  rules: z.array(text),
  plan: textOrNull,
  type: textOrNull,
  severity: textOrNull,
  on_call: textOrNull,
  maintenance: textOrNull,
  asked: z.array(z.object({ id: text, depth: count, holds: z.boolean(), why: why.nullable() })),
})

export const NEW_TOKEN = z.object({ id: text, name: text, secret: textOrNull })

export const LETTERS = z.object({
  letters: z.array(
    z.object({
      id: count,
      incident: text,
      message: text,
      to: text,
      channel: text,
      attempts: count,
      reason: text,
      given_up: instant,
    }),
  ),
})

export const SIGNALS = z.object({
  groups: z.array(
    z.object({
      key: text,
      labels: z.record(text, text),
      firing: count,
      fired: count,
      changed: instant,
      incident: textOrNull,
    }),
  ),
})

export const VERDICT = z.object({
  intact: z.boolean(),
  faults: z.array(
    z.object({
      code: text,
      message: text,
      incident: text.optional(),
      version: count.optional(),
      checkpoint: count.optional(),
      line: count.optional(),
    }),
  ),
  faults_found: count,
  incidents: count,
  events: count,
  checkpoints: count,
  unsigned: count,
  redacted: count,
  key: text,
  keys: texts,
})

export const LIBRARY = z.object({
  publications: z.array(
    z.object({
      incident: z.object({ number: count, title: text }),
      at: instant,
      by: text,
      where: text,
      text,
      url: textOrNull,
    }),
  ),
})

export const ME = z.object({
  token: z.object({ name: text, scopes: texts }),
  person: z.object({ id: text, name: text }).nullable(),
})

export const SYSTEM = z.object({
  findings: z.array(
    z.object({
      check: text,
      state: z.enum(['good', 'doubtful', 'bad']),
      found: text,
      mend: text.optional(),
    }),
  ),
})

export const DONE = z.looseObject({})
