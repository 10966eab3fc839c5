import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import type pg from 'pg'
import { openPool, type Pool } from '#/store/db.ts'
import { administer, connectionTo, SERVER_VARIABLE, startServer } from './server.ts'
import type { OwnServer, TestServer } from './server.ts'

/** A database with the program's schema and nothing in it. */
export type TestDatabase = { readonly pool: Pool; readonly connection: pg.PoolConfig }

/**
 * Makes a database for the calling test file, or for the calling suite; it goes when that ends.
 * `connection` is for programs and further pools; whoever opens one closes it.
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const { connection: toServer, template } = await borrowServer()
  const name = `tocsin_test_${randomUUID().slice(0, 8)}`
  await administer(toServer, `create database ${name} template ${template}`)
  const connection = connectionTo(toServer, name)
  const pool = openPool(connection, error => {
    throw error
  })
  after(async () => {
    await pool.end()
    // Also when a test left a connection open: the next one must not suffer for it.
    await administer(toServer, `drop database ${name} with (force)`)
    await returnServer()
  })
  return { pool, connection }
}

let own: Promise<OwnServer> | undefined
let borrowers = 0

// A file that is run by itself has no runner to start a server for it. It starts one, and ends it after its last database.
async function borrowServer(): Promise<TestServer> {
  const given = process.env[SERVER_VARIABLE]
  if (given !== undefined) return JSON.parse(given) as TestServer
  borrowers++
  own ??= startServer()
  const { server } = await own
  return server
}

async function returnServer(): Promise<void> {
  if (own === undefined || --borrowers > 0) return
  const { stop } = await own
  own = undefined
  await stop()
}
