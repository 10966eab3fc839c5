// One incident's events to everyone who watches it. What happens is read and written out once, however many watch.
import { clockOf } from '#/app/incidents/list.ts'
import type { Shell } from '#/app/shell.ts'
import { EVENTS_AT_ONCE, readTail } from '#/app/stream.ts'
import type { LogTail } from '#/app/stream.ts'
import { maySee } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { event } from '#/http/sse.ts'
import type { LiveConnection } from '#/http/sse.ts'
import { showEvent } from '#/http/show-event.ts'

/** Whoever watches; `version` is the last event that they were sent. */
type Watcher = { readonly connection: LiveConnection; readonly reader: Reader; version: number }

export type IncidentRoom = {
  /** Sends what the log has after `after`, then everything as it happens. */
  readonly enter: (connection: LiveConnection, reader: Reader, after: number) => Promise<void>
  /** Something may have been appended: look. */
  readonly look: () => Promise<void>
  readonly isEmpty: () => boolean
}

/** An event as everyone gets it. */
type Chunk = { readonly version: number; readonly bytes: Buffer }

export function createIncidentRoom(shell: Shell, id: string): IncidentRoom {
  const watchers = new Set<Watcher>()
  /** What everyone in the room has been sent. */
  let version = 0
  /** Those who still catch up. They count as inside: a room that is taken for empty is looked into no more. */
  let entering = 0
  let looking: Promise<void> | undefined
  let lookAgain = false
  const time = createTime()

  async function lookOnce(): Promise<void> {
    for (let more = true; more && watchers.size > 0;) {
      const tail = await readTail(shell, id, version)
      if (tail === undefined) return
      const chunks = tail.events.map(toChunk)
      for (const watcher of watchers) send(watcher, tail, chunks)
      const news = time.newsOf(tail)
      if (news !== undefined) for (const { connection } of watchers) connection.write(news)
      version = chunks.at(-1)?.version ?? version
      more = chunks.length === EVENTS_AT_ONCE
    }
  }

  function send(watcher: Watcher, tail: LogTail, chunks: readonly Chunk[]): void {
    if (!maySee(tail.setting, tail.incident, watcher.reader)) return watcher.connection.close()
    for (const chunk of chunks) {
      if (chunk.version <= watcher.version) continue
      if (!watcher.connection.write(chunk.bytes)) return
      watcher.version = chunk.version
    }
  }

  async function lookUntilQuiet(): Promise<void> {
    try {
      while (lookAgain) {
        lookAgain = false
        await lookOnce()
      }
    } finally {
      // In the same breath in which nobody wanted another look: whoever asks a moment later begins anew.
      looking = undefined
    }
  }

  /** One look at a time; whoever asks during one is answered by the next. */
  function look(): Promise<void> {
    lookAgain = true
    looking ??= lookUntilQuiet()
    return looking
  }

  return {
    async enter(connection, reader, after) {
      const watcher: Watcher = { connection, reader, version: after }
      entering += 1
      try {
        await catchUp(shell, id, watcher, () => (watchers.size === 0 ? undefined : version))
      } finally {
        entering -= 1
      }
      if (!connection.isOpen()) return
      if (watchers.size === 0) version = watcher.version
      watchers.add(watcher)
      connection.onClose(() => watchers.delete(watcher))
      const now = time.now()
      if (now !== undefined) connection.write(now)
      await look()
    },
    look,
    isEmpty: () => watchers.size + entering === 0,
  }
}

/** How the time of a drill goes is no event of its log: nobody did it, and it is gone with the next. */
function createTime() {
  let told: string | undefined
  return {
    /** As everyone in the room was last told it; undefined: it is real time. */
    now: () => told,
    /** What to tell everyone, if it goes otherwise than they were told. */
    newsOf({ head }: LogTail): string | undefined {
      const going = clockOf(head)
      const next = going === null ? undefined : event({ name: 'clock', content: going })
      if (next === told) return undefined
      told = next
      return next
    },
  }
}

/** Reads the log for one watcher, as fast as they take it, until they have all that the room has. */
async function catchUp(
  shell: Shell,
  id: string,
  watcher: Watcher,
  roomVersion: () => number | undefined,
): Promise<void> {
  while (watcher.connection.isOpen()) {
    const tail = await readTail(shell, id, watcher.version)
    if (tail === undefined || !maySee(tail.setting, tail.incident, watcher.reader))
      return watcher.connection.close()
    for (const { version, bytes } of tail.events.map(toChunk)) {
      if (!watcher.connection.write(bytes)) return
      watcher.version = version
    }
    if (tail.events.length < EVENTS_AT_ONCE && watcher.version >= (roomVersion() ?? 0)) return
    // A client that asks from beyond the end of the log has nothing to catch up on.
    if (tail.events.length === 0) return
    await watcher.connection.drained()
  }
}

function toChunk(logged: LogTail['events'][number]): Chunk {
  const { version } = logged
  return { version, bytes: Buffer.from(event({ id: version, content: showEvent(logged) })) }
}
