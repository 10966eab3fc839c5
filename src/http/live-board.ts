// Every incident's changes to everyone who watches the board. Each change is read and written out once.
import { lineOf, listOpen } from '#/app/incidents/list.ts'
import type { Listed } from '#/app/incidents/list.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { maySee } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { event } from '#/http/sse.ts'
import type { LiveConnection } from '#/http/sse.ts'

/** Open incidents that a watcher is told of when they come, the worst; the rest is on the pages of the list. */
export const BOARD_SHOWN_MAX = 500

type Watcher = {
  readonly connection: LiveConnection
  readonly reader: Reader
  /** What they were told of: only of those are they told that they are gone. */
  readonly told: Set<string>
}

export type Board = {
  /** `incident` for each open incident, `ready`, then `incident` for each change; `gone` for one that is hidden from now on. */
  readonly enter: (connection: LiveConnection, reader: Reader) => Promise<void>
  /** Something was appended to this incident. */
  readonly changed: (id: string) => void
}

export function createBoard(shell: Shell): Board {
  const watchers = new Set<Watcher>()
  /** Incidents that have changed since they were last read. Many changes of one in a moment are told once. */
  const waiting = new Set<string>()
  let telling = false

  async function tellAll(): Promise<void> {
    telling = true
    try {
      while (waiting.size > 0) {
        const [id = ''] = waiting
        waiting.delete(id)
        const live = await readLive(shell, id)
        if (live !== undefined) tell(live)
      }
    } finally {
      // In the same breath in which nothing was waiting: a change a moment later begins anew.
      telling = false
    }
  }

  function tell(live: Live): void {
    const bytes = Buffer.from(event({ name: 'incident', content: lineNow(live) }))
    const gone = Buffer.from(event({ name: 'gone', content: { id: live.head.id } }))
    for (const { connection, reader, told } of watchers) {
      if (maySee(live.setting, live.incident, reader)) {
        told.add(live.head.id)
        connection.write(bytes)
      } else if (told.delete(live.head.id)) connection.write(gone)
    }
  }

  return {
    async enter(connection, reader) {
      const watcher: Watcher = { connection, reader, told: new Set() }
      // Before the list is read: a change meanwhile is told twice rather than never.
      watchers.add(watcher)
      connection.onClose(() => watchers.delete(watcher))
      const { incidents, more } = await listOpen(shell, reader, BOARD_SHOWN_MAX)
      for (const incident of incidents) {
        watcher.told.add(incident.id)
        connection.write(event({ name: 'incident', content: incident }))
      }
      connection.write(event({ name: 'ready', content: { shown: incidents.length, more } }))
    },
    changed(id) {
      if (watchers.size === 0) return
      waiting.add(id)
      if (telling) return
      tellAll().catch((error: unknown) => {
        shell.log.warn({ err: error }, 'changes of incidents could not be told')
        // Whoever watches must not go on as if nothing had happened: they come back and are told all.
        waiting.clear()
        for (const { connection } of watchers) connection.close()
      })
    },
  }
}

function lineNow({ head, incident, setting }: Live): Listed {
  const said = { title: incident.title, declaredAt: incident.moments.get('declared') }
  return lineOf(head, said, setting)
}
