import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { breaches } from './tidy.ts'

const ROOT = '/home/ana/tocsin'
const unfinished = 'TO' + 'DO'
const registry = 'https:' + '//registry.' + 'example.com'

const BROKEN: readonly (readonly [path: string, text: string, line: number])[] = [
  ['src/store/outbox.ts', 'const CLAIM = `select 1\n where due_at <= now()`', 2],
  ['src/store/outbox.ts', 'export const AT = `select CURRENT_TIMESTAMP`', 1],
  ['src/store/migrations/0001-log.sql', 'at timestamptz default clock_timestamp()', 1],
  ['src/core/time.ts', `// ${unfinished}: leap seconds`, 1],
  ['README.md', `${'FIX' + 'ME'}`, 1],
  ['src/core/time.ts', "const pg = await import('pg')", 1],
  ['src/core/time.test.ts', `test.${'only'}('one', () => {})`, 1],
  ['package-lock.json', `{\n"resolved": "${registry}/pg.tgz"`, 2],
  ['docs/install.md', `cd ${ROOT}/src`, 1],
  ['src/core/a.ts', '\n'.repeat(501), 500],
  ['src/app/user-data.ts', '', 1],
  ['src/utils/text.ts', '', 1],
  ['test/kit/helper.ts', '', 1],
  ['src/core/types.ts', '', 1],
]

for (const [path, text, line] of BROKEN) {
  test(`it names ${path}:${line} for ${JSON.stringify(text.trim().slice(0, 60) || path)}`, () => {
    const found = breaches([{ path, text }], ROOT)
    deepEqual(
      found.map(breach => breach.split(': ')[0]),
      [`${path}:${line}`],
    )
  })
}

test('two decisions may not have one number', () => {
  const paths = ['docs/adr/0001-one-package.md', 'docs/adr/0001-postgres.md', 'docs/adr/log.md']
  deepEqual(
    breaches(
      paths.map(path => ({ path, text: '' })),
      ROOT,
    ),
    ['docs/adr/0001-postgres.md:1: its number is taken by docs/adr/0001-one-package.md'],
  )
})

const SOUND: readonly (readonly [path: string, text: string])[] = [
  ['src/store/outbox.ts', '// `now` is a parameter and not `now()`.\nconst at = clock.now()'],
  ['src/store/migrations/0001-log.sql', '  -- now() would be the time of the database'],
  ['src/app/wake.ts', 'const at = now()'],
  ['src/core/a.ts', '\n'.repeat(500)],
  ['src/core/database.ts', ''],
  ['test/clauses/c5-types.test.ts', ''],
  ['src/main.ts', "const { startPostgres } = await import('#/store/postgres/start.ts')"],
  ['docs/shared/data.md', 'see /home/ana/tocsinate'],
]

for (const [path, text] of SOUND) {
  test(`it leaves ${path} with ${JSON.stringify(text.trim().slice(0, 60))} alone`, () => {
    deepEqual(breaches([{ path, text }], ROOT), [])
  })
}
