// Why an obligation is due when it is, from the log of its incident.
import { explain } from '#/core/obligation/explain.ts'
import type { Explanation } from '#/core/obligation/explain.ts'
import type { Instant } from '#/core/time.ts'
import type { Live } from '#/app/read.ts'
import type { Db } from '#/store/db.ts'
import { readEvents } from '#/store/log.ts'

/** Undefined when the incident has no obligation of this key. Explained as of the state that was read, whatever came since. */
export async function explainIn(
  db: Db,
  { head, incident, setting }: Live,
  key: string,
  now: Instant,
): Promise<Explanation | undefined> {
  const logged = await readEvents(db, head.id, 0, incident.version)
  const events = logged.map(({ event }) => event)
  return explain(setting.plan, incident, events, now, key)
}
