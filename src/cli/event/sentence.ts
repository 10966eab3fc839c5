// What happened, as a sentence: for the log of an incident, for what a command has done, and for a simulation.
import { AUTHORITY_SENTENCES } from '#/cli/event/authority.ts'
import { INCIDENT_SENTENCES } from '#/cli/event/incident.ts'
import { MESSAGE_SENTENCES } from '#/cli/event/message.ts'
import { PEOPLE_SENTENCES } from '#/cli/event/people.ts'
import { PROMISE_SENTENCES } from '#/cli/event/promise.ts'
import type { Clock, Sentences } from '#/cli/event/phrase.ts'
import { WORK_SENTENCES } from '#/cli/event/work.ts'
import { dim, line } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { TEXT_FIELDS } from '#/core/incident/event.ts'
import type { EventType } from '#/core/incident/event.ts'
import type { Instant } from '#/core/time.ts'

const SENTENCES: Sentences<EventType> = {
  ...INCIDENT_SENTENCES,
  ...PEOPLE_SENTENCES,
  ...MESSAGE_SENTENCES,
  ...PROMISE_SENTENCES,
  ...WORK_SENTENCES,
  ...AUTHORITY_SENTENCES,
}

/** An event as the API or the engine gives it. */
export type AnyEvent = {
  readonly type: string
  readonly by: string
  readonly at: Instant
  readonly redacted?: boolean | undefined
}

/** Who did what. A server of a later version may tell of what this one has no words for: then its name is all there is. */
export function sentenceOf(event: AnyEvent, clock: Clock): Line {
  if (!Object.hasOwn(SENTENCES, event.type)) return line`${event.type.replaceAll('-', ' ')}`
  const tell = SENTENCES[event.type as EventType] as (event: unknown, clock: Clock) => Line
  if (event.redacted !== true) return tell(event, clock)
  return [...tell({ ...WITHOUT_TEXTS, ...event }, clock), ...dim(' (its texts were taken out)')]
}

/** In place of the texts of an event that was redacted. */
const WITHOUT_TEXTS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(TEXT_FIELDS.map(name => [name, '…'])),
  titles: [],
  parts: {},
}
