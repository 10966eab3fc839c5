import pg from 'pg'
import type { PoolConfig } from 'pg'
import { NOTICE_CHANNEL, readNotice } from '#/store/notice.ts'
import type { Notice } from '#/store/notice.ts'

const RECONNECT_MS = 500

export type Hearing = {
  readonly onNotice: (notice: Notice) => void
  /** Listening has begun, or begun again: what was said meanwhile was not heard, so everyone has to look. */
  readonly onListening: () => void
  readonly onTrouble: (error: unknown) => void
}

/** Hears what nodes tell each other, on a connection of its own outside the pool; connects anew when that is lost. */
export function startListening(
  connection: PoolConfig,
  hearing: Hearing,
): { readonly stop: () => Promise<void> } {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  function again(): void {
    if (stopped || retry !== undefined) return
    retry = setTimeout(() => {
      retry = undefined
      void connect()
    }, RECONNECT_MS)
  }
  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...connection, application_name: 'tocsin listening' })
    client = fresh
    fresh.on('error', hearing.onTrouble)
    fresh.on('end', again)
    fresh.on('notification', ({ payload }) => {
      const notice = readNotice(payload ?? '')
      if (notice !== undefined) hearing.onNotice(notice)
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${NOTICE_CHANNEL}`)
      hearing.onListening()
    } catch (error) {
      hearing.onTrouble(error)
      await fresh.end().catch(hearing.onTrouble)
      again()
    }
  }
  void connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
