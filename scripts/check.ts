// `npm run check`: everything that needs no database. Every check runs, then all that failed are named.
import { spawnSync } from 'node:child_process'

const CHECKS: readonly string[] = [
  'tsc -p .',
  'tsc -p tsconfig.core.json',
  'oxlint --type-aware --deny-warnings',
  'oxfmt --check',
  'knip',
]

const failed = CHECKS.filter(command => {
  console.log(`· ${command}`)
  return spawnSync(command, { shell: true, stdio: 'inherit' }).status !== 0
})
for (const command of failed) console.error(`failed: ${command}`)
process.exit(failed.length === 0 ? 0 : 1)
