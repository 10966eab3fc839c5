import pg from 'pg'
import type { PoolConfig } from 'pg'
import type { Logger } from 'pino'
import type { Notices } from '#/app/notices.ts'
import { NOTICE_CHANNEL, readNotice } from '#/store/notice.ts'

const RECONNECT_MS = 500

/** Hears what nodes tell each other, on a connection of its own outside the pool; connects anew when it is lost. */
export function startListening(
  connection: PoolConfig,
  notices: Notices,
  log: Logger,
): { readonly stop: () => Promise<void> } {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    if (stopped) return
    const fresh = new pg.Client({ ...connection, application_name: 'tocsin listening' })
    client = fresh
    fresh.on('error', error =>
      log.warn({ err: error }, 'the connection that listens was lost; connecting anew'),
    )
    fresh.on('end', again)
    fresh.on('notification', ({ payload }) => {
      const notice = readNotice(payload ?? '')
      if (notice !== undefined) notices.publish(notice)
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${NOTICE_CHANNEL}`)
      // What was said while nobody listened is not said again: everyone has to look.
      notices.publish({ kind: 'outbox' })
    } catch (error) {
      log.warn({ err: error }, 'could not listen to the database; trying again')
      await fresh.end().catch(() => {})
      again()
    }
  }
  function again(): void {
    if (stopped || retry !== undefined) return
    retry = setTimeout(() => {
      retry = undefined
      void connect()
    }, RECONNECT_MS)
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
