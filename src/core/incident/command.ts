import { z } from 'zod'
import { CHANNELS } from '#/core/plan/plan.ts'
import { mark } from '#/core/plan/source/words.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { Instant } from '#/core/time.ts'
import { instant, parseInstant } from '#/core/time.ts'

/**
 * Every command, once: what validates it, types it, and documents it in the API, at the terminal and in scenarios.
 * Limits have names; unknown properties are refused, so that nothing is assigned that was not meant to be.
 */
export const TITLE_LENGTH_MAX = 300
export const TEXT_LENGTH_MAX = 20_000
export const LIST_LENGTH_MAX = 500
export const ID_LENGTH_MAX = 200
/** More events than any log has room for. */
export const VERSION_MAX = 2_147_483_647

const id = z.string().min(1).max(ID_LENGTH_MAX)
const title = z.string().trim().min(1).max(TITLE_LENGTH_MAX)
const text = z.string().trim().min(1).max(TEXT_LENGTH_MAX)
const ids = z.array(id).max(LIST_LENGTH_MAX)
/** Times that a command may name: so far from the ends of the calendar that no span of a plan leads past them. */
const TIME_MIN = instant('1900-01-01T00:00:00Z')
const TIME_MAX = instant('2999-12-31T23:59:59.999Z')
const at = z
  .string()
  .refine(isTime, 'a time with offset between 1900 and 2999, as 2026-03-01T02:00:00Z')
  .transform(value => parseInstant(value) as Instant)
  .meta({ format: 'date-time' })
const reason = text.describe('Why; goes on record.')
const parts = z.record(id, text).describe('Sections of the message by part id.')
const obligation = id.describe('Key of the obligation, as the agenda shows it.')
const decision = id.describe('Decision id of the plan.')
/** What an approval is about: one of the two. */
const matter = { obligation: obligation.optional(), decision: decision.optional() }
const breaking = {
  'break-glass': z
    .boolean()
    .optional()
    .describe('Act without the approvals that the plan wants, where it lets you; needs a reason.'),
  reason: reason.optional().describe('Why it is done without approval; goes on record.'),
}

function isTime(value: string): boolean {
  const read = parseInstant(value)
  return read !== undefined && read >= TIME_MIN && read <= TIME_MAX
}

export const COMMANDS = {
  declare: z.strictObject({
    title: title.describe('One line that says what is wrong.'),
    description: text.optional(),
    source: id.optional().describe('Detection source of the plan.'),
    reporter: id.optional().describe('Person or address that reported it; the caller otherwise.'),
    detected: at.optional().describe('When it was detected; now otherwise.'),
    occurred: at.optional().describe('When it began, as far as known.'),
    systems: ids.optional(),
    'from-incident': id
      .optional()
      .describe('The incident of which this one was a part, by its number or id.'),
    exercise: z.boolean().optional().describe('Practice: never reaches outsiders, never counts.'),
    signal: z
      .strictObject({
        id,
        source: id,
        urgency: id.exactOptional(),
        url: z.string().max(2000).exactOptional(),
      })
      .optional(),
    'on-call': id
      .optional()
      .describe('Who is on call for it in place of the position: a position, or rota:ID.'),
    proposed: z
      .strictObject({ rule: id, severity: id.exactOptional(), type: id.exactOptional() })
      .optional()
      .describe('What a rule proposes to whoever classifies.'),
  }),
  'attach-signal': z.strictObject({
    signals: z
      .array(
        z.strictObject({
          id,
          source: id,
          urgency: id.exactOptional(),
          url: z.string().max(2000).exactOptional(),
          title,
          count: z.number().int().min(1),
          systems: ids.exactOptional(),
          resolved: z.boolean().exactOptional(),
        }),
      )
      .min(1),
  }),
  classify: z.strictObject({
    severity: id.describe('Severity id of the plan.'),
    type: id.optional().describe('Incident type id of the plan; kept when absent.'),
    reason: reason.optional().describe('Needed to lower a level.'),
  }),
  assess: z.strictObject({
    classification: id.describe('Classification id of the plan.'),
    level: id.describe('Level of the classification.'),
    reason: reason.optional().describe('Needed to lower a level.'),
  }),
  declassify: z.strictObject({ reason }),
  answer: z.strictObject({
    fact: id,
    value: z
      .union([z.string().max(TEXT_LENGTH_MAX), z.number(), z.boolean(), z.null()])
      .describe('yes or no, a number, a choice or a text; null while it is not known.'),
    reason: reason.optional(),
  }),
  'verify-breach': z.strictObject({ when: at.optional(), reason: reason.optional() }),
  mark: z.strictObject({ moment: id, when: at.optional(), reason: reason.optional() }),
  'correct-moment': z.strictObject({ moment: id, when: at, reason }),
  assign: z.strictObject({
    role: id,
    person: id,
    reason: reason.optional().describe('Needed where the person lacks what the plan wants.'),
  }),
  accept: z.strictObject({ role: id }),
  decline: z.strictObject({ role: id, reason: reason.optional() }),
  'hand-over': z.strictObject({ role: id, to: id, reason: reason.optional() }),
  'call-in': z.strictObject({
    person: id.describe(
      'Whom: a person, or a position, role or group, or `rota:` and its id, of whom one after the other is asked until somebody answers.',
    ),
    reason: reason.optional(),
  }),
  acknowledge: z.strictObject({
    page: id.optional().describe('All pages of yours that wait when absent.'),
  }),
  'hand-on': z.strictObject({
    page: id.optional(),
    to: id
      .optional()
      .describe(
        'A person, position, role or group, or `rota:` and its id; it comes back to you when nobody of them answers. Absent: you cannot, and the next in line is asked.',
      ),
    reason: reason.optional(),
  }),
  complete: z.strictObject({
    obligation,
    text: text.optional().describe('What was done or found.'),
    url: z.string().max(2000).optional().describe('Where it can be seen.'),
    ...breaking,
  }),
  waive: z.strictObject({
    obligation: obligation.optional(),
    gate: id.optional(),
    reason,
  }),
  'begin-stage': z.strictObject({ stage: id, reason: reason.optional() }),
  update: z.strictObject({
    to: z.array(id).min(1).max(LIST_LENGTH_MAX).optional().describe('Audience ids.'),
    obligation: obligation.optional(),
    text,
    ...breaking,
  }),
  'ask-approval': z.strictObject({ ...matter, parts: parts.optional(), text: text.optional() }),
  approve: z.strictObject({ ...matter, parts: parts.optional(), text: text.optional() }),
  object: z.strictObject({ ...matter, reason }),
  'take-decision': z.strictObject({
    decision,
    text: text.optional().describe('What exactly was decided.'),
    ...breaking,
    reason: reason
      .optional()
      .describe('Needed where it cannot be undone, or goes without approval.'),
  }),
  'send-notice': z.strictObject({
    obligation,
    parts: parts.optional(),
    text: text.optional().describe('For a notice without template.'),
    'by-hand': z.boolean().optional().describe('It was sent outside of Tocsin; this records it.'),
    ...breaking,
  }),
  'submit-report': z.strictObject({
    obligation,
    parts: parts.optional(),
    receipt: id.optional().describe('Number under which the authority received it.'),
    text: text.optional(),
    ...breaking,
  }),
  'add-evidence': z.strictObject({
    kind: id,
    title,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().min(0),
    obligation: obligation.optional(),
  }),
  'transfer-evidence': z.strictObject({ evidence: id, to: id, reason }),
  'delete-evidence': z.strictObject({ evidence: id, reason }),
  note: z.strictObject({ text }),
  'write-notes': z.strictObject({ text }),
  'add-finding': z.strictObject({ kind: id, text, obligation: obligation.optional() }),
  'add-follow-up': z.strictObject({
    title,
    owner: id,
    due: at,
    'plan-change': z.boolean().optional().describe('It asks for a change of the plan itself.'),
  }),
  'finish-follow-up': z.strictObject({ 'follow-up': id, text: text.optional() }),
  'give-feedback': z.strictObject({ person: id, text }),
  'schedule-meeting': z.strictObject({
    obligation,
    starts: at,
    minutes: z.number().int().min(5).max(1440).optional(),
    invite: ids.optional().describe('People besides those whom the plan wants and who took part.'),
  }),
  'hold-meeting': z.strictObject({
    obligation,
    present: z.array(id).min(1).max(LIST_LENGTH_MAX),
    text: text.optional(),
    ...breaking,
  }),
  escalate: z.strictObject({
    level: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe(
        'Level of the ladder, from 1; when absent, the next that may be reached: help is needed.',
      ),
    reason,
  }),
  'set-field': z.strictObject({ field: id, value: text }),
  'add-systems': z.strictObject({ systems: z.array(id).min(1).max(LIST_LENGTH_MAX) }),
  publish: z.strictObject({
    obligation,
    text,
    url: z.string().max(2000).exactOptional(),
    ...breaking,
  }),
  restrict: z.strictObject({
    to: ids.describe('People and roles who may see it; empty: everyone.'),
    label: mark.exactOptional().describe('Mark on every message about it, such as TLP:AMBER.'),
  }),
  contain: z.strictObject({ when: at.optional(), reason: reason.optional() }),
  resolve: z.strictObject({ text: text.describe('How it was resolved.') }),
  close: z.strictObject({}),
  reopen: z.strictObject({ reason }),
  merge: z.strictObject({ into: id, reason }),
  absorb: z.strictObject({ incident: id }),
  'split-off': z.strictObject({ incident: id }),
  'record-receipts': z.strictObject({
    receipts: z
      .array(
        z.strictObject({
          message: id,
          to: z.string().max(ID_LENGTH_MAX * 2),
          channel: z.enum(CHANNELS),
          outcome: z.enum(['delivered', 'failed', 'channel-missing', 'no-address', 'withheld']),
          attempts: z.number().int().min(0),
          detail: z.string().max(1000).exactOptional(),
        }),
      )
      .min(1),
  }),
  wake: z.strictObject({}),
  migrate: z.strictObject({
    plan: id.describe('Hash of a kept version of the same plan, or its id for the newest one.'),
    reason,
  }),
  redact: z.strictObject({ version: z.number().int().min(1).max(VERSION_MAX), reason }),
} satisfies Record<CommandName, z.ZodType>

/** What a command asks for, validated. */
export type Body<N extends CommandName> = N extends Empty ? object : z.output<(typeof COMMANDS)[N]>
/** Commands that say nothing but their name. */
type Empty = 'close' | 'wake'
/** A command as the engine takes it: who asks, when, what. */
export type Asked<N extends CommandName> = {
  readonly at: Instant
  readonly by: string
  readonly do: N
} & Pick<Body<N>, Extract<keyof Body<N>, string>>
export type Command = { [N in CommandName]: Asked<N> }[CommandName]

/** Commands that only the product itself gives, never a person through a door. */
export const OWN_COMMANDS: ReadonlySet<CommandName> = new Set<CommandName>([
  'attach-signal',
  'absorb',
  'split-off',
  'record-receipts',
  'wake',
])
