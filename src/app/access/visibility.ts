// Who may see which incident. Restricted means restricted: every list, count, search and stream asks here.
import type { Incident } from '#/core/incident/incident.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import type { Setting } from '#/core/setting.ts'
import { isCast } from '#/app/drills/cast.ts'
import { load } from '#/app/execute.ts'
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { listRestricted } from '#/store/restricted.ts'

/** Who looks. `seesAll`: an operator or an auditor. `person` undefined: a machine, which sees nothing restricted. */
export type Reader = { readonly seesAll: boolean; readonly person: string | undefined }

/** Whether someone may see an incident: it is open to all, or names them, a role that is theirs, or a group they are in. */
export function maySee(setting: Setting, incident: Incident, { seesAll, person }: Reader): boolean {
  if (incident.restrictedTo === undefined || seesAll) return true
  if (isCast(setting.directory)) return true
  if (person === undefined) return false
  return incident.restrictedTo.some(
    member => member === person || peopleOf(setting, incident, member).includes(person),
  )
}

/** Whether a recipient of a message may see the incident that it is about. */
export async function isNamed(
  shell: Shell,
  incidentId: string,
  recipient: string,
): Promise<boolean> {
  const live = await readLive(shell, incidentId)
  if (live === undefined) return false
  return maySee(live.setting, live.incident, { seesAll: false, person: recipient })
}

/** The restricted incidents that a reader may see, by id: what the lists of the store ask for. */
export async function restrictedSeenBy(
  shell: Shell,
  reader: Reader,
): Promise<'all' | readonly string[]> {
  return reader.seesAll ? 'all' : (await sortRestricted(shell, reader)).seen
}

/** The incidents that are hidden from a reader, by id. */
export async function hiddenFrom(shell: Shell, reader: Reader): Promise<ReadonlySet<string>> {
  return new Set(reader.seesAll ? [] : (await sortRestricted(shell, reader)).hidden)
}

type Sorted = { readonly seen: readonly string[]; readonly hidden: readonly string[] }

async function sortRestricted(shell: Shell, reader: Reader): Promise<Sorted> {
  const seen: string[] = []
  const hidden: string[] = []
  for (const head of await listRestricted(shell.pool)) {
    const { setting, incident } = await load(shell, shell.pool, head)
    const list = maySee(setting, incident, reader) ? seen : hidden
    list.push(head.id)
  }
  return { seen, hidden }
}
