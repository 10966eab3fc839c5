// `npm run check`: everything that needs no database. Every check runs, then those that failed are named.
import { spawnSync } from 'node:child_process'

const CHECKS: readonly string[] = [
  'tsc -p .',
  'tsc -p tsconfig.core.json',
  'tsc -p tsconfig.web.json',
  'oxlint --type-aware --deny-warnings',
  'oxfmt --check',
  'knip',
  'node scripts/tidy.ts',
  'node --test --test-reporter=dot "{scripts,test/boundaries,test/golden}/*.test.ts"',
]

const failed = CHECKS.filter(command => {
  console.log(`· ${command}`)
  // npm has put node_modules/.bin first on the path.
  return spawnSync(command, { shell: true, stdio: 'inherit' }).status !== 0
})
for (const command of failed) console.error(`failed: ${command}`)
process.exitCode = failed.length === 0 ? 0 : 1
