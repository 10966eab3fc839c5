// The pages of one person: what waits for them and when it goes on, and what they were asked before.
import type { Page } from '#/core/incident/incident.ts'
import { beginTurn } from '#/core/incident/turn.ts'
import { earliest, msBetween, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { movesOnAt, stepsAt } from '#/core/paging/pace.ts'
import { nearby } from '#/core/paging/page.ts'
import { notBefore } from '#/app/execute.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { maySee } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { listLinesAsked } from '#/store/pages.ts'

const DAY_MS = 86_400_000
const DAYS_BACK = 90
const LINES_MAX = 100

/** How a page that waits goes on. */
export type Going = {
  /** Whoever it waits for is called again then; undefined: not any more. */
  readonly againAt: Instant | undefined
  /** The next in line is asked then. */
  readonly nextAt: Instant
  readonly others: readonly { readonly id: string; readonly name: string }[]
}

export function goingOf(shell: Shell, { setting, incident }: Live, page: Page): Going {
  const at = notBefore(shell.now(), incident)
  const turn = beginTurn(setting, incident, at, page.person)
  const nextAt = movesOnAt(setting.plan, incident, page)
  const again = earliest([stepsAt(page), nextAt])
  return {
    againAt: again === nextAt ? undefined : again,
    nextAt,
    others: nearby(turn, page).map(id => ({
      id,
      name: setting.directory.people.get(id)?.name ?? id,
    })),
  }
}

/** A line in which somebody was asked, and what became of it. */
export type AskedBefore = {
  readonly live: Live
  readonly page: Page
  readonly sentAt: Instant
  readonly times: number
  /** From being asked first to their own answer; undefined where they gave none. */
  readonly answeredMs: number | undefined
}

/** Of the last three months, the newest first, in incidents that they may still see. */
export async function readAskedBefore(
  shell: Shell,
  reader: Reader,
): Promise<readonly AskedBefore[]> {
  const { person } = reader
  if (person === undefined) return []
  const from = plusMs(shell.now(), -DAYS_BACK * DAY_MS)
  const lines = await listLinesAsked(shell.pool, { person, from, limit: LINES_MAX })
  const asked: AskedBefore[] = []
  for (const { incidentId, page: id, sentAt, times } of lines) {
    const live = await readLive(shell, incidentId)
    const page = live?.incident.pages.get(id)
    if (live === undefined || page === undefined) continue
    if (!maySee(live.setting, live.incident, reader)) continue
    const isTheirs = page.answeredBy === person && page.answeredAt !== undefined
    const answeredMs = isTheirs ? msBetween(sentAt, page.answeredAt ?? sentAt) : undefined
    asked.push({ live, page, sentAt, times, answeredMs })
  }
  return asked
}
