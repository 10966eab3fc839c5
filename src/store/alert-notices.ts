// What nodes tell each other about alerts: which they wrote, so that the others read those again.
import type { Pool } from '#/store/db.ts'
import { ALERT_CHANNEL } from '#/store/alerts.ts'

/** PostgreSQL takes no payload of 8,000 bytes or more. */
const PAYLOAD_CHARS_MAX = 7_900
/** Base64 of 16 bytes, without its padding. */
const IDENTITY_CHARS = 22

/** What a node hears from another: alerts that it wrote, or that silences changed. */
export type AlertNotice = {
  readonly node: string
  readonly identities: readonly string[]
  readonly silences: boolean
}

/** The payloads for one commit. */
export function alertNotices(node: string, identities: readonly string[]): readonly string[] {
  const perNotice = Math.floor((PAYLOAD_CHARS_MAX - node.length - 1) / IDENTITY_CHARS)
  const notices: string[] = []
  for (let start = 0; start < identities.length; start += perNotice) {
    const some = identities.slice(start, start + perNotice)
    const texts = some.map(identity => Buffer.from(identity, 'hex').toString('base64url'))
    notices.push(`${node}:${texts.join('')}`)
  }
  return notices
}

export function silenceNotice(node: string): string {
  return `${node}:silences`
}

/** Reads a payload; what this node sent itself is not worth reading. */
export function readAlertNotice(payload: string, ownNode: string): AlertNotice | undefined {
  const colon = payload.indexOf(':')
  const node = payload.slice(0, colon)
  if (node === ownNode) return undefined
  const told = payload.slice(colon + 1)
  if (told === 'silences') return { node, identities: [], silences: true }
  const texts = told.match(/.{22}/g) ?? []
  const identities = texts.map(text => Buffer.from(text, 'base64url').toString('hex'))
  return { node, identities, silences: false }
}

/** A connection that hears every notice while it lives. */
export type Listening = {
  /** A round trip over it: resolves when it is alive and everything sent before has been heard. Rejects when it is not. */
  readonly check: () => Promise<void>
  readonly stop: () => void
}

/** Listens on a connection of its own. `onLost` is called once, when it breaks without `stop`. */
export async function listenToAlerts(
  pool: Pool,
  ownNode: string,
  onNotice: (notice: AlertNotice) => void,
  onLost: (error: Error) => void,
): Promise<Listening> {
  const client = await pool.connect()
  let live = true
  const end = () => {
    if (!live) return false
    live = false
    // Not back into the pool: it listens.
    client.release(true)
    return true
  }
  const lose = (error: Error) => {
    if (end()) onLost(error)
  }
  client.on('notification', ({ payload = '' }) => {
    const notice = readAlertNotice(payload, ownNode)
    if (notice !== undefined) onNotice(notice)
  })
  client.on('error', lose)
  client.on('end', () => lose(new Error('the connection ended')))
  try {
    await client.query(`listen ${ALERT_CHANNEL}`)
  } catch (error) {
    end()
    throw error
  }
  return {
    check: async () => {
      await client.query('select')
    },
    stop: () => {
      end()
    },
  }
}
