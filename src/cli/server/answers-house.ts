// The same of what is not of one incident: plans, people, doors, rules, tokens, and the installation itself.
import { z } from 'zod'
import { LEVELS, REASONS } from '#/core/readiness/levels.ts'
import { text, texts, count, instant, textOrNull, instantOrNull } from '#/cli/server/shapes.ts'

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
