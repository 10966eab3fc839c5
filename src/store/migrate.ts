import { readdirSync, readFileSync } from 'node:fs'
import { assert } from '#/core/assert.ts'
import type { Pool, Transaction } from '#/store/db.ts'
import { transaction } from '#/store/db.ts'

/** One numbered file of `migrations/`. Released files are never edited: the next change is the next number. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

/** The database and this program do not belong together; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/**
 * Brings the database to this program's schema, forward only, each migration in a transaction of its own. Several nodes may
 * start at once: one migrates and the others wait. Throws a MigrationError when the database is newer than the program, or
 * was migrated with files other than these.
 */
export async function migrate(
  pool: Pool,
  migrations: readonly Migration[] = bundled(),
): Promise<void> {
  const applied = await transaction(pool, async tx => {
    await waitForOthers(tx)
    await tx.query(
      'create table if not exists migration (number integer primary key, name text not null, checksum text not null)',
    )
    return checkedCount(tx, migrations)
  })
  for (const migration of migrations.slice(applied))
    await transaction(pool, tx => apply(tx, migration))
}

// Any number that nothing else locks; released when the transaction ends, also when its node dies.
const MIGRATION_LOCK = 4870

async function waitForOthers(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
}

async function apply(tx: Transaction, { number, name, sql }: Migration): Promise<void> {
  await waitForOthers(tx)
  const { rowCount } = await tx.query('select from migration where number = $1', [number])
  // Another node has been faster.
  if (rowCount === 1) return
  await tx.query(sql)
  await tx.query(`insert into migration values ($1, $2, ${CHECKSUM_OF('$3')})`, [number, name, sql])
}

const CHECKSUM_OF = (sql: string) => `encode(sha256(convert_to(${sql}, 'UTF8')), 'hex')`

/** How many of the migrations the database has, once it is certain that those are ours. */
async function checkedCount(tx: Transaction, migrations: readonly Migration[]): Promise<number> {
  const { rows: applied } = await tx.query<{ number: number; name: string; same: boolean | null }>(
    `select number, migration.name, migration.checksum = ${CHECKSUM_OF('ours.sql')} as same
       from migration left join unnest($1::int4[], $2::text[]) as ours (number, sql) using (number)
      order by number`,
    [migrations.map(({ number }) => number), migrations.map(({ sql }) => sql)],
  )
  const newest = migrations.at(-1)?.number ?? 0
  for (const [index, { number, name, same }] of applied.entries()) {
    if (number > newest)
      throw new MigrationError(
        `The database is newer than this program: it has migration ${number} (${name}), and the program knows up to ${newest}. Start the version of Tocsin that was used last, or a later one.`,
      )
    if (same !== true || migrations[index]?.number !== number)
      throw new MigrationError(
        `Migration ${number} (${name}) is not the one that this database was made with. Start a released version of Tocsin.`,
      )
  }
  return applied.length
}

function bundled(): readonly Migration[] {
  const folder = new URL('migrations/', import.meta.url)
  const migrations = readdirSync(folder)
    .filter(file => file.endsWith('.sql'))
    .sort()
    .map(file => {
      const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? []
      assert(number !== undefined && name !== undefined, `"${file}" is called NNNN-name.sql`)
      return { number: Number(number), name, sql: readFileSync(new URL(file, folder), 'utf8') }
    })
  const numbers = new Set(migrations.map(({ number }) => number))
  assert(numbers.size === migrations.length, 'each migration has a number of its own')
  return migrations
}
