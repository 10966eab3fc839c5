// `npm test`, or `npm test -- src/store` for the test files under a path.
import { spawnSync } from 'node:child_process'

const patterns = process.argv
  .slice(2)
  .map(path => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`))
const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    '--test-concurrency=2',
    ...(patterns.length > 0 ? patterns : ['src/**/*.test.ts', 'test/**/*.test.ts']),
  ],
  { stdio: 'inherit' },
)
process.exit(status ?? 1)
