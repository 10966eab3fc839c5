// Whether the PostgreSQL that an operator named can carry Tocsin: looked at once, before anything is written to it.
import pg from 'pg'
import type { PoolConfig } from 'pg'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

/** The oldest that the statements of `store/` run on, as `server_version_num` has it. */
const VERSION_MIN = 150_000
/** A server that nothing is heard of for so long is not there. */
const CONNECT_MS_MAX = 10_000

type Found = {
  readonly version: number
  readonly versionText: string
  readonly standby: boolean
  readonly mayCreate: boolean | null
}

/** Throws `PostgresUnavailable`, whose message is one sentence of what is wrong and one of how to mend it. */
export async function checkServer(connection: PoolConfig): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: CONNECT_MS_MAX })
  // What breaks after the answer is met, and told, by whoever uses the database next.
  client.on('error', () => {})
  const place = `${client.database ?? ''} at ${client.host}:${client.port}`
  const found = await lookInto(client, place)
  const problem = problemIn(found, place, client.user ?? '')
  if (problem !== undefined) throw problem
}

async function lookInto(client: pg.Client, place: string): Promise<Found> {
  try {
    await client.connect()
    const { rows } = await client.query<Found>(`
      select current_setting('server_version_num')::int as version,
             current_setting('server_version') as "versionText",
             pg_is_in_recovery() as standby,
             has_schema_privilege(current_schema(), 'create') as "mayCreate"`)
    const [found] = rows
    if (found === undefined) throw new Error('it answered nothing')
    return found
  } catch (cause) {
    throw new PostgresUnavailable('out-of-reach', whyNot(cause, client, place), { cause })
  } finally {
    await client.end().catch(() => {})
  }
}

/** The user's password is in the address, so no address is quoted. */
function whyNot(cause: unknown, client: pg.Client, place: string): string {
  const code = codeOf(cause)
  const said = cause instanceof Error ? cause.message : String(cause)
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code))
    return `No machine is called "${client.host}". Correct the host in DATABASE_URL.`
  if (code.startsWith('28') || said.startsWith('SASL'))
    return `The database ${place} does not let the user "${client.user ?? ''}" in. Correct user and password in DATABASE_URL.`
  if (code === '3D000') return `There is no database ${place}. Create it, or correct DATABASE_URL.`
  if (code === '53300')
    return `The database ${place} has no connection left. Raise its max_connections, or stop what holds them.`
  if (code === '57P03')
    return `The database ${place} is starting or stopping. Start Tocsin again when it is up.`
  if (/^E[A-Z]+$/.test(code) || /timeout|terminated/i.test(said))
    return `Nothing answers for the database ${place}${code === '' ? '' : ` (${code})`}. Start it, or correct DATABASE_URL.`
  return `The database ${place} cannot be used: ${said}. Correct DATABASE_URL.`
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : ''
}

function problemIn(
  { version, versionText, standby, mayCreate }: Found,
  place: string,
  user: string,
): PostgresUnavailable | undefined {
  if (version < VERSION_MIN)
    return new PostgresUnavailable(
      'other-version',
      `The database ${place} is PostgreSQL ${versionText}; Tocsin needs 15 or later. Set DATABASE_URL to such a one.`,
    )
  if (standby)
    return new PostgresUnavailable(
      'out-of-reach',
      `The database ${place} is a standby, which can only be read. Set DATABASE_URL to its primary.`,
    )
  if (mayCreate === true) return undefined
  return new PostgresUnavailable(
    'out-of-reach',
    `The user "${user}" may not create tables in the database ${place}. Make it the owner of that database.`,
  )
}
