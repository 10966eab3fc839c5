import { COMMANDS } from '#/core/incident/command.ts'
import type { Command } from '#/core/incident/command.ts'
import type { EventOf, EventType } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { RefusalCode } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'
import type { AnyBody } from '../kit/any-command.ts'
import { give, isWhatItsLogSays, letTimePassUntil, living } from '../kit/living.ts'

/** Something that was done, and when. `orElse`: what was done instead when that was refused. */
export type Deed = { readonly at: Instant; readonly body: AnyBody; readonly orElse?: AnyBody }

export type Replayed = {
  readonly incident: Incident
  readonly refused: readonly { readonly do: AnyBody['do']; readonly code: RefusalCode }[]
  eventsOf<T extends EventType>(type: T): readonly EventOf<T>[]
}

/**
 * Plays what was done, by one person, on the real engine: in the order of time, what is of one instant in the order given,
 * and woken in between whenever the incident asks for it, until `until`. Each command is read as at the doors of the
 * product, and after each of them everything is checked that must always hold.
 */
export function replay(
  setting: Setting,
  by: string,
  deeds: readonly Deed[],
  until: Instant,
): Replayed {
  const it = living(setting)
  const refused: { do: AnyBody['do']; code: RefusalCode }[] = []
  for (const { at, body, orElse } of deeds.toSorted(inTime)) {
    letTimePassUntil(it, at)
    const asked = (what: AnyBody) => give(it, { ...atTheDoor(what), at, by })
    const first = asked(body)
    const decision = 'refused' in first && orElse !== undefined ? asked(orElse) : first
    if ('refused' in decision) refused.push({ do: body.do, code: decision.refused.code })
  }
  letTimePassUntil(it, until)
  isWhatItsLogSays(it)
  const { log } = it.watched
  return {
    incident: it.incident,
    refused,
    eventsOf: <T extends EventType>(type: T) =>
      log.filter((event): event is EventOf<T> => event.type === type),
  }
}

function inTime(one: Deed, other: Deed): number {
  return one.at < other.at ? -1 : Number(one.at > other.at)
}

/** A record out of which no command can be made is a mistake of whoever reads it, and not one of the engine. */
function atTheDoor({ do: name, ...body }: AnyBody): Command {
  const read = COMMANDS[name].safeParse(body)
  if (!read.success)
    throw new Error(`${name} is not read: ${read.error.issues.map(it => it.path.join('.')).join()}`)
  return { ...read.data, do: name } as Command
}

/**
 * Does something with a record and says of which line it was when that goes wrong. What was wrong is told by its first
 * line, which is ours: the rest would quote the record.
 */
export function ofLine<T>(line: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const [says] = (error as Error).message.split('\n')
    const place = (error as Error).stack?.split('\n').filter(it => it.startsWith('    at '))
    // oxlint-disable-next-line preserve-caught-error -- the cause would quote the record
    throw new Error(`line ${line}: ${says}\n${place?.slice(0, 8).join('\n') ?? ''}`)
  }
}
