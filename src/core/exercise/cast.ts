import { COMMANDS } from '#/core/incident/command.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { Setting } from '#/core/setting.ts'

/** Who plays which part: a script names roles and positions, the engine wants people. */
export type Cast = { readonly setting: Setting; readonly incident: Incident }

/** `as` names a role, a position, a group or a person: whoever holds it, or else the first in line. */
export function actor({ setting, incident }: Cast, as: string | undefined): string {
  const party = as ?? setting.plan.roles[0]?.id ?? 'everyone'
  return peopleOf(setting, incident, party)[0] ?? party
}

/** Parameters that name people: there too a role or a position stands for whoever holds it. */
const NAMING_PEOPLE: ReadonlySet<string> = new Set(['person', 'to', 'owner', 'present', 'invite'])
/** Commands that take a list under these names; one alone may be written without its brackets. */
const LISTS: Readonly<Record<string, readonly CommandName[]>> = {
  to: ['update', 'restrict'],
  systems: ['declare', 'add-systems'],
  present: ['hold-meeting'],
  invite: ['schedule-meeting'],
}
/** What stands for a text that a script does not care to write. */
const UNWRITTEN = '(as the script has it)'

/** A command as its schema wants it, from what a script says. */
export function staged(
  cast: Cast,
  command: CommandName,
  said: Readonly<Record<string, unknown>>,
): unknown {
  const body = Object.fromEntries(
    Object.entries(said).map(([key, value]) => {
      const listed =
        LISTS[key]?.includes(command) === true && !Array.isArray(value) ? [value] : value
      return [key, NAMING_PEOPLE.has(key) ? named(cast, listed) : listed]
    }),
  )
  return wantsText(command) && body['text'] === undefined ? { ...body, text: UNWRITTEN } : body
}

function wantsText(command: CommandName): boolean {
  const { shape } = COMMANDS[command]
  return 'text' in shape && !shape.text.safeParse(undefined).success
}

function named(cast: Cast, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(one => named(cast, one))
  const { plan, directory } = cast.setting
  if (typeof value !== 'string' || directory.people.has(value)) return value
  return lookup(plan).audiences.has(value) ? value : actor(cast, value)
}
