// Takes alerts in: durable before the answer, thousands a second, and only what becomes of their groups goes on from here.
//
// What memory may answer: a firing alert that is sent again with nothing new but a later end. That end is written
// within a second. A crash in that second loses no alert: its row stands, firing, with the earlier end, and a node
// that has just started declares nothing over before it has listened for as long as a sender may be silent. What
// other nodes write is heard within milliseconds; while that cannot be relied on, every report is written.
import type { Alert } from '#/core/intake/alert.ts'
import type { GroupChange, Sources } from '#/core/intake/group.ts'
import type { Labels } from '#/core/intake/labels.ts'
import type { Matcher } from '#/core/intake/matchers.ts'
import type { Silence, SilenceDraft } from '#/core/intake/silence.ts'
import { createBeat } from '#/app/ingest/beat.ts'
import { createDoor } from '#/app/ingest/door.ts'
import type { KnownAlert } from '#/app/ingest/alert-index.ts'
import { assemble } from '#/app/ingest/parts.ts'
import { applySilences } from '#/app/ingest/restate.ts'
import type { SilenceRefusal } from '#/app/ingest/silences.ts'
import type { Pool } from '#/store/db.ts'

const BEAT_MS = 1_000
export type IngestNeeds = {
  readonly pool: Pool
  /**
   * No other node can reach this database: it is the one inside, locked to this process. Else the nodes tell each other of
   * every commit, over a connection that each keeps to listen on: a quarter of the time of a single alert.
   */
  readonly alone: boolean
  /** Milliseconds since 1970: asked for once a request, where making an `Instant` each time would show. */
  readonly nowMs: () => number
  /** A clock that is never set back, for how long a connection has been silent. */
  readonly elapsedMs: () => number
  /** A new random UUID. */
  readonly newUuid: () => string
  /** The labels that make alerts one group, by the plan in force. */
  readonly groupBy: () => readonly string[]
  readonly sources: () => Sources
  /** The place of a sender's word for the weight among the levels of the plan, the heaviest first: these are told first. */
  readonly rankOf?: (urgency: string) => number
  /**
   * Opens incidents for groups, or attaches them. At least once for each change, again after a crash or a rejection,
   * so it must be idempotent by the group's key; never two calls at a time on one node.
   */
  readonly onGroups: (changes: readonly GroupChange[]) => Promise<void>
  /** Is told of what failed and is tried again. */
  readonly report: (error: unknown, doing: string) => void
}

export type Ingest = {
  /** Resolves when every alert is durable; rejects with NotTaken when one could not be written. */
  readonly accept: (alerts: readonly Alert[]) => Promise<void>
  /** The alert of this label text, as memory has it; `on-its-way` while a report of it waits to be written. */
  readonly knows: (text: string) => KnownAlert | 'on-its-way' | undefined
  /** The unresolved alerts that fulfil all matchers, from memory. */
  readonly find: (matchers: readonly Matcher[]) => Iterable<KnownAlert>
  /** The active silences that cover such labels. */
  readonly silencesOver: (labels: Labels) => readonly Silence[]
  readonly putSilence: (
    id: string | undefined,
    draft: SilenceDraft,
  ) => Promise<{ readonly id: string } | { readonly refused: SilenceRefusal }>
  readonly expireSilence: (id: string) => Promise<'expired' | 'silence-unknown'>
  readonly silence: (id: string) => Silence | undefined
  readonly silences: (asked: readonly Matcher[]) => readonly Silence[]
  /** For metrics. */
  readonly counts: () => IngestCounts
  /** What happens once a second: ends that passed, silences that began or ended, repeats written. Tests call it themselves. */
  readonly beat: () => Promise<void>
  /** Resolves when everything taken is written and told. */
  readonly settled: () => Promise<void>
  /** Takes nothing more, writes what is owed. */
  readonly stop: () => Promise<void>
}

export type IngestCounts = {
  readonly received: number
  readonly answeredFromMemory: number
  readonly commits: number
  readonly waiting: number
  readonly known: number
  readonly unresolved: number
}

/** Reads what the database knows, and takes alerts from then on. */
export async function createIngest(needs: IngestNeeds): Promise<Ingest> {
  const parts = assemble(needs)
  const { memory, queue, follower, teller, silences, restating } = parts
  await follower.start()
  // What was taken and not yet told of when the program ended.
  await teller.sweep()
  const beat = createBeat(needs, parts)
  const timer = setInterval(() => void beat(), BEAT_MS)
  const door = createDoor(needs, parts)

  async function settled(): Promise<void> {
    await queue.drained()
    await teller.settled()
  }

  return {
    accept: door.accept,
    knows: text => (queue.holds(text) ? 'on-its-way' : memory.index.get(text)),
    find: matchers => memory.index.find(matchers),
    silencesOver: labels => silences.covering(labels),
    async putSilence(id, draft) {
      const answer = await silences.put(id, draft)
      if ('id' in answer) await applySilences(restating)
      return answer
    },
    async expireSilence(id) {
      const answer = await silences.expire(id)
      await applySilences(restating)
      return answer
    },
    silence: id => silences.get(id),
    silences: asked => silences.list(asked),
    counts: () => ({
      ...door.counts(),
      commits: memory.commits,
      waiting: queue.length(),
      ...memory.index.count(),
    }),
    beat,
    settled,
    async stop() {
      door.close()
      clearInterval(timer)
      await queue.drained()
      await beat()
      await teller.stop()
      follower.stop()
    },
  }
}
