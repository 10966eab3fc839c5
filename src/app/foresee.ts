// What would come of a command, asked before it is given: decided on a copy, rendered as it would be sent, and thrown away.
import { roomNamed } from '#/core/directory.ts'
import type { Command } from '#/core/incident/command.ts'
import type { IncidentEvent, Recipient } from '#/core/incident/event.ts'
import { foresee } from '#/core/incident/foresee.ts'
import type { Foreseen } from '#/core/incident/foresee.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'
import { prepare } from '#/app/deliver/message.ts'
import type { Origin, Prepared } from '#/app/deliver/message.ts'
import { reticent } from '#/app/deliver/restricted.ts'
import { notBefore } from '#/app/execute.ts'
import type { Unstamped } from '#/app/execute.ts'
import { timeIn } from '#/app/drills/cast.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { maySee } from '#/app/access/visibility.ts'
import type { Destination, Message } from '#/outbound/message.ts'

/** Which channels are set up, and how a message looks over each: the code that sends is the code that shows. */
export type Previews = {
  readonly destinations: ReadonlyMap<Channel, Destination>
  readonly render: (message: Message) => Rendering
}
export type Rendering = { readonly subject: string; readonly text: string }

export type Outlook = Foreseen & {
  readonly at: Instant
  /** Promises that stand otherwise after it than before. */
  readonly changes: readonly Change[]
  /** People who would see the incident no more. */
  readonly losesSight: readonly string[]
  readonly reach: readonly Reached[]
  readonly samples: readonly Sample[]
}
export type Change = { readonly before: Obligation | undefined; readonly after: Obligation }

/** What would become of what is being written, to one recipient over one channel. */
export type Reached = {
  readonly to: string
  readonly channel: Channel
  readonly outside: boolean
  readonly fate: 'goes' | Exclude<Prepared, { ready: true }>['outcome']
}
/** The first message that each channel would carry, as its reader would get it. */
export type Sample = Rendering & { readonly channel: Channel; readonly to: string }

export async function foreseeLive(
  shell: Shell,
  previews: Previews,
  live: Live,
  asked: Unstamped,
): Promise<Outlook> {
  const { head, incident, setting } = live
  const at = notBefore(timeIn(head, shell.now()), incident)
  const next = asked.do === 'migrate' ? await planFor(shell, asked.plan) : undefined
  const given = next === undefined ? setting : { ...setting, next: next.plan }
  const foreseen = foresee(given, incident, { ...asked, at } as Command)
  const { decided } = foreseen
  return {
    ...foreseen,
    at,
    changes: 'refused' in decided ? [] : changesOf(setting, incident, decided, at),
    losesSight: 'refused' in decided ? [] : losesSightIn(setting, incident, decided.incident),
    ...reachOf(shell, previews, live, foreseen),
  }
}

function changesOf(
  { plan }: Setting,
  incident: Incident,
  decided: { readonly incident: Incident; readonly plan: Setting['plan'] },
  at: Instant,
): readonly Change[] {
  const before = new Map(obligations(plan, incident, at).map(it => [it.key, it]))
  return obligations(decided.plan, decided.incident, at)
    .map(after => ({ before: before.get(after.key), after }))
    .filter(it => it.before?.standing !== it.after.standing || it.before?.due !== it.after.due)
}

/** Everyone of the directory who sees it now and would not then. */
function losesSightIn(setting: Setting, before: Incident, after: Incident): readonly string[] {
  if (after.restrictedTo === undefined || after.restrictedTo === before.restrictedTo) return []
  return peopleOf(setting, before, 'everyone').filter(
    person =>
      maySee(setting, before, { seesAll: false, person }) &&
      !maySee(setting, after, { seesAll: false, person }),
  )
}

function reachOf(
  shell: Shell,
  previews: Previews,
  { head, incident, setting }: Live,
  { writing }: Foreseen,
): Pick<Outlook, 'reach' | 'samples'> {
  const event = writing?.message
  if (event === undefined) return { reach: [], samples: [] }
  const origin: Origin = {
    incident: {
      id: head.id,
      number: head.number,
      title: incident.title,
      ...(incident.severity !== undefined && { severity: incident.severity }),
      exercise: incident.exercise,
      restricted: incident.restrictedTo !== undefined,
    },
    event,
  }
  const means = {
    directory: setting.directory,
    destinations: previews.destinations,
    publicUrl: shell.publicUrl,
    linkSecret: shell.linkSecret,
  }
  const version = incident.version + 1
  const tried = event.recipients.flatMap(recipient =>
    channelsOf(recipient).map(channel => {
      const { to } = recipient
      const sees =
        roomNamed(setting.directory, to) !== undefined ||
        maySee(setting, incident, { seesAll: false, person: to })
      const readable = sees ? origin : reticent(origin)
      const row = { recipient: to, channel, version, idempotencyKey: '' }
      return { to, channel, prepared: prepare(row, readable, means) }
    }),
  )
  const channels = [...new Set(tried.map(({ channel }) => channel))]
  return {
    reach: tried.map(({ to, channel, prepared }) => ({
      to,
      channel,
      outside: !setting.directory.people.has(to) && roomNamed(setting.directory, to) === undefined,
      fate: isKeptBack(event, incident, to, setting)
        ? 'withheld'
        : prepared.ready
          ? 'goes'
          : prepared.outcome,
    })),
    samples: channels.flatMap(channel => {
      const first = tried.find(it => it.channel === channel)
      if (first === undefined) return []
      return [{ channel, to: first.to, ...previews.render(first.prepared.message) }]
    }),
  }
}

/** An outsider in an exercise has no channel left: it is shown what the mail would have been. */
function channelsOf({ channels }: Recipient): readonly Channel[] {
  return channels.length === 0 ? ['email'] : channels
}

function isKeptBack(
  event: Extract<IncidentEvent, { type: 'message-sent' }>,
  incident: Incident,
  to: string,
  { directory }: Setting,
): boolean {
  const isInside = directory.people.has(to) || roomNamed(directory, to) !== undefined
  return incident.exercise && (event.outside || !isInside)
}
