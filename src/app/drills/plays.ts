// The drills that this node plays, and the loop in which it does.
import { turnPlay } from '#/app/drills/play.ts'
import type { Play } from '#/app/drills/play.ts'
import { SLEEP_MS_MAX, startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import type { Notice } from '#/store/notice.ts'

const RETRY_MS = 1_000
const ENDED_KEPT_MAX = 20

export type Plays = {
  readonly add: (play: Play) => void
  /** Under way, or among the last that have ended. */
  readonly find: (id: string) => Play | undefined
  readonly isUnderWay: (id: string) => boolean
  /** Does what is due in all of them; gives in how many milliseconds something will be. */
  readonly turn: () => Promise<number>
  readonly startLoop: () => Loop
  readonly onNotice: (notice: Notice) => void
}

export function createPlays(shell: Shell): Plays {
  const plays = new Map<string, Play>()
  /** For whoever still looks at them. */
  const over = new Map<string, Play>()
  let poke: () => void = () => {}

  async function turn(): Promise<number> {
    const waits = await Promise.all([...plays.values()].map(play => turnOne(play)))
    return Math.min(SLEEP_MS_MAX, ...waits)
  }

  async function turnOne(play: Play): Promise<number> {
    try {
      const waitMs = await turnPlay(shell, play)
      if (waitMs === undefined) putAway(play)
      return waitMs ?? SLEEP_MS_MAX
    } catch (error) {
      shell.log.error({ err: error, drill: play.drill.id }, 'a drill could not go on; trying again')
      return RETRY_MS
    }
  }

  function putAway(play: Play): void {
    plays.delete(play.drill.id)
    over.set(play.drill.id, play)
    const [oldest] = over.keys()
    if (over.size > ENDED_KEPT_MAX && oldest !== undefined) over.delete(oldest)
  }

  return {
    turn,
    add(play) {
      plays.set(play.drill.id, play)
      poke()
    },
    find: id => plays.get(id) ?? over.get(id),
    isUnderWay: id => plays.has(id),
    startLoop() {
      const loop = startLoop(shell.now, turn)
      poke = loop.poke
      return loop
    },
    onNotice(notice) {
      if (notice.kind !== 'drill' && notice.kind !== 'incident') return
      for (const { drill } of plays.values()) if (drill.incidentId === notice.incidentId) poke()
    },
  }
}
