// The live streams of one node: who watches what, and what ends them all.
import type { Shell } from '#/app/shell.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { createBoard } from '#/http/live-board.ts'
import { createIncidentRoom } from '#/http/live-incident.ts'
import type { IncidentRoom } from '#/http/live-incident.ts'
import { HEARTBEAT, LIVE_CONNECTIONS_MAX, LIVE_HEARTBEAT_MS } from '#/http/sse.ts'
import type { LiveConnection } from '#/http/sse.ts'

export type Live = {
  /** Whether one more stream may be opened. */
  readonly hasRoom: () => boolean
  /** Sends an incident's log from the event after `after`, and what happens from then on. */
  readonly watch: (
    connection: LiveConnection,
    reader: Reader,
    from: { readonly id: string; readonly after: number },
  ) => void
  /** Sends how the open incidents stand, and every change of any incident that the reader may see. */
  readonly watchAll: (connection: LiveConnection, reader: Reader) => void
  readonly count: () => number
  /** Somebody's right to watch may have ended: asks for every stream, now. */
  readonly askAgain: () => void
  /** Ends every stream: the program stops. */
  readonly close: () => void
}

export function createLive(shell: Shell): Live {
  const connections = new Set<LiveConnection>()
  const rooms = new Map<string, IncidentRoom>()
  const board = createBoard(shell)
  const unsubscribe = shell.notices.subscribe(notice => {
    if (notice.kind !== 'incident' && notice.kind !== 'drill') return
    board.changed(notice.incidentId)
    lookInto(notice.incidentId)
  })
  const heart = setInterval(beat, LIVE_HEARTBEAT_MS)
  heart.unref()

  function lookInto(id: string): void {
    const room = rooms.get(id)
    if (room === undefined) return
    if (room.isEmpty()) rooms.delete(id)
    else guard(room.look())
  }

  function guard(work: Promise<void>, connection?: LiveConnection): void {
    work.catch((error: unknown) => {
      shell.log.warn({ err: error }, 'a live stream could not be served')
      // It comes back by itself, and says how far it got.
      connection?.close()
    })
  }

  function beat(): void {
    for (const connection of connections) {
      connection.write(HEARTBEAT)
      ask(connection)
    }
    // A notice may have been lost while the database was away.
    for (const id of rooms.keys()) lookInto(id)
  }

  function admit(connection: LiveConnection): void {
    connections.add(connection)
    connection.onClose(() => connections.delete(connection))
  }

  return {
    hasRoom: () => connections.size < LIVE_CONNECTIONS_MAX,
    watch(connection, reader, { id, after }) {
      admit(connection)
      const room = rooms.get(id) ?? createIncidentRoom(shell, id)
      rooms.set(id, room)
      guard(room.enter(connection, reader, after), connection)
    },
    watchAll(connection, reader) {
      admit(connection)
      guard(board.enter(connection, reader), connection)
    },
    count: () => connections.size,
    askAgain() {
      for (const connection of connections) ask(connection)
    },
    close() {
      clearInterval(heart)
      unsubscribe()
      for (const connection of connections) connection.close()
    },
  }
}

/** Whether whoever watches may go on watching. */
function ask(connection: LiveConnection): void {
  connection.stillAllowed().then(
    allowed => {
      if (!allowed) connection.close()
    },
    // The database is away: nothing new is sent meanwhile, and the next beat asks again.
    () => {},
  )
}
