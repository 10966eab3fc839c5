// What was quiet and still fires when that ends, fires then.
import type { GroupChange } from '#/core/intake/group.ts'
import { planFor } from '#/app/plans/plans.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Notice, Operators } from '#/app/deliver/operators.ts'
import type { Fault } from '#/app/routing/shelf.ts'
import type { Shell } from '#/app/shell.ts'
import { groupOfRow, sourcesNow } from '#/app/signals/desk.ts'
import { routeInside } from '#/app/signals/signals.ts'
import { transaction } from '#/store/db.ts'
import { lockRouting } from '#/store/incidents.ts'
import { dueSignalRoutes, endSignalRoutes } from '#/store/signal-routes.ts'
import { readGroupsOf } from '#/store/signals.ts'

const LOOKED_AT_MAX = 500
const PAUSE_MS = 1_000

/** Looks once at what is due. Gives how many were. */
export async function revisitQuiet(shell: Shell): Promise<number> {
  await shell.routing.look(shell.pool)
  // Mostly there is none: then nobody waits for the lock.
  const waiting = await dueSignalRoutes(shell.pool, shell.now(), 1)
  const plan = waiting.length === 0 ? undefined : await planFor(shell, undefined)
  if (plan === undefined) return 0
  const sources = await sourcesNow(shell)
  const looked = await transaction(shell.pool, async tx => {
    await lockRouting(tx)
    const due = await dueSignalRoutes(tx, shell.now(), LOOKED_AT_MAX)
    const groups = await readGroupsOf(
      tx,
      due.map(({ key }) => key),
    )
    const over = groups.filter(({ active }) => active === 0).map(({ key }) => key)
    if (over.length > 0) await endSignalRoutes(tx, over)
    const changes = groups
      .filter(({ active }) => active > 0)
      .map((group): GroupChange => {
        const { key, round, active, incidentId, firstAlert } = group
        return {
          key,
          change: 'fired',
          silenced: false,
          round,
          ...(incidentId === null ? {} : { incident: incidentId }),
          ...(firstAlert === null ? {} : { first: firstAlert }),
          signal: groupOfRow(group, sources).signal,
          active,
          at: shell.now(),
        }
      })
    if (changes.length > 0) await routeInside(shell, tx, plan, changes)
    return due.length
  })
  await shell.routing.look(shell.pool)
  return looked
}

/** Also tells the operators what of the book could not be followed: somebody has to correct it. */
export function startRevisiting(shell: Shell, operators: Pick<Operators, 'tell'>): Loop {
  return startLoop(shell.now, async () => {
    for (const fault of shell.routing.takeFaults()) operators.tell(noticeOf(fault))
    try {
      return (await revisitQuiet(shell)) === LOOKED_AT_MAX ? 0 : PAUSE_MS
    } catch (error) {
      shell.log.error({ err: error }, 'looking again at what is quiet')
      return PAUSE_MS
    }
  })
}

const SAID: Readonly<Record<Fault['what'], (name: string) => string>> = {
  'plan-unknown': name => `A rule names the plan "${name}", and there is none.`,
  'on-call-unknown': name => `A rule puts "${name}" on call, and nobody is called so.`,
  'on-call-nobody': name => `A rule puts "${name}" on call, and nobody had the turn.`,
  'rule-failed': name => `The rule "${name}" failed.`,
  'book-broken': name =>
    `Version ${name} of the routing book cannot be read by this version of Tocsin.`,
}

export function noticeOf({ what, name }: Fault): Notice {
  return {
    kind: `routing ${what} ${name}`,
    act: 'routing',
    subject: 'The routing book could not be followed',
    text: [
      SAID[what](name),
      'Signals went on as if it had not been written: nothing was held back.',
      '',
      'Correct it under Signals → Rules, or with `tocsin routing import`.',
    ].join('\n'),
  }
}
