// What all incidents together want of one person.
import type { Page } from '#/core/incident/incident.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { ownersOf } from '#/core/obligation/party.ts'
import type { Instant } from '#/core/time.ts'
import { waitingIn } from '#/app/owed.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { maySee, restrictedSeenBy } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { listAsking } from '#/store/incidents.ts'

/** More incidents than anybody answers for at once. */
const INCIDENTS_MAX = 200

export type Mine = {
  /** What they owe now, the most urgent first. */
  readonly promises: readonly { readonly live: Live; readonly obligation: Obligation }[]
  /** Pages that wait for their answer, the oldest first. */
  readonly pages: readonly { readonly live: Live; readonly page: Page }[]
}

/** What a person is asked for, in incidents that they may see; nothing for a machine. */
export async function readMine(
  shell: Shell,
  reader: Reader,
): Promise<Mine & { readonly at: Instant }> {
  const at = shell.now()
  const { person } = reader
  if (person === undefined) return { at, promises: [], pages: [] }
  const sees = await restrictedSeenBy(shell, reader)
  const asked = await partiesOf(shell, person)
  const heads = await listAsking(shell.pool, { asked, sees, limit: INCIDENTS_MAX })
  const promises: Mine['promises'][number][] = []
  const pages: Mine['pages'][number][] = []
  for (const head of heads) {
    // In a drill others play, whatever they are called.
    const live = head.drillId === null ? await readLive(shell, head.id) : undefined
    if (live === undefined || !maySee(live.setting, live.incident, reader)) continue
    promises.push(...owedBy(live, person, at).map(obligation => ({ live, obligation })))
    const waiting = waitingIn(live.incident).filter(page => page.person === person)
    pages.push(...waiting.map(page => ({ live, page })))
  }
  return {
    at,
    promises: promises.toSorted((a, b) => byDue(a.obligation, b.obligation)),
    pages: pages.toSorted((a, b) => (a.page.sentAt < b.page.sentAt ? -1 : 1)),
  }
}

/** The person, and every party of which they may be the one who is asked. */
async function partiesOf(shell: Shell, person: string): Promise<readonly string[]> {
  const { positions, groups } = await shell.directory.current(shell.pool)
  const held = [...positions, ...groups].filter(([, people]) => people.includes(person))
  return [person, ...held.map(([party]) => party), 'everyone', 'responders', 'reporter']
}

function owedBy({ setting, incident }: Live, person: string, at: Instant): readonly Obligation[] {
  return currentObligations(setting.plan, incident, at).filter(obligation => {
    const { rule, about } = obligation
    if (rule.by === undefined || !isOwed(obligation)) return false
    return rule.by === 'each'
      ? about === person
      : ownersOf(setting, incident, rule.by).includes(person)
  })
}

/** What has no limit comes last. */
function byDue({ due: one }: Obligation, { due: other }: Obligation): number {
  if (one === other) return 0
  if (one === undefined || (other !== undefined && other < one)) return 1
  return -1
}
