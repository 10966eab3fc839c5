// A program to be killed: it keeps writing numbers, and says a number only once PostgreSQL has said that it is committed.
import pg from 'pg'
import { startPostgres } from '#/store/postgres/start.ts'

const WRITERS = 8

let isWriting = true
process.once('SIGTERM', () => {
  isWriting = false
})

const [dataDirectory = '', first = ''] = process.argv.slice(2)
const { connection, stop } = await startPostgres({ dataDirectory })
const pool = new pg.Pool({ ...connection, max: WRITERS })
// PostgreSQL is killed under us now and then; the pool replaces what broke.
pool.on('error', () => {})

await pool.query('create table if not exists kept (number bigint primary key)')
const { rows } = await pool.query('select number::text from kept')
process.stdout.write(`found ${rows.map(({ number }) => number).join(',')}\n`)

let next = Number(first)
await Promise.all(Array.from({ length: WRITERS }, write))
await pool.end()
await stop()

async function write(): Promise<void> {
  while (isWriting) {
    const number = next++
    try {
      await pool.query('insert into kept values ($1)', [number])
    } catch {
      // Nobody was told that it is kept. A moment, so that a server which is down is not asked in a circle.
      await new Promise(resume => setTimeout(resume, 5))
      continue
    }
    process.stdout.write(`kept ${number}\n`)
  }
}
