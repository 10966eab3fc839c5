// `npm test`, or `npm test -- src/store test/http/login.test.ts` for some folders and files.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { SERVER_VARIABLE, startServer } from '../test/kit/server.ts'

// A test that hangs shall say so by its name, long before whoever waits for the run gives up.
const TIMEOUT = '--test-timeout=90000'

// What is drawn is drawn alike each time, unless another seed is asked for.
const SEED = '--import=./test/kit/seed.ts'

const asked = process.argv.slice(2)
// Code that must not pass is there to be refused, not to be run.
const isFixture = (path: string) => path.includes('boundaries/fixtures/')
const files = globSync(
  asked.length > 0 ? asked.map(patternOf) : ['{src,test,scripts}/**/*.test.ts'],
).filter(path => !isFixture(path))
const isPure = (file: string) => file.startsWith('src/core/')
const pure = files.filter(isPure)
const others = files.filter(file => !isPure(file))
if (files.length === 0) {
  console.error(`No test file in ${asked.join(', ')}.`)
  process.exit(2)
}

// What the core's tests do stays in them, so they share one process: a process each takes twenty times as long.
const passed = [await run(pure, ['--test-isolation=none']), await runOnServer(others)]
process.exitCode = passed.every(Boolean) ? 0 : 1

function patternOf(path: string): string {
  return path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.test.ts`
}

async function runOnServer(tests: readonly string[]): Promise<boolean> {
  if (tests.length === 0) return true
  const { server, stop } = await startServer()
  try {
    return await run(tests, ['--test-concurrency=2'], { [SERVER_VARIABLE]: JSON.stringify(server) })
  } finally {
    await stop()
  }
}

async function run(
  tests: readonly string[],
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  if (tests.length === 0) return true
  const child = spawn(process.execPath, ['--test', TIMEOUT, SEED, ...options, ...tests], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0
}
