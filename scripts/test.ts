// `npm test`, or `npm test -- src/store test/http/login.test.ts` for some folders and files.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { SERVER_VARIABLE, startServer, WEB_VARIABLE } from '../test/kit/server.ts'
import { buildWeb } from './build-web.ts'

// A test that hangs shall say so by its name, long before whoever waits for the run gives up.
const TIMEOUT = '--test-timeout=90000'
// It counts for files as well, and those of the browser are long.
const BROWSER_TIMEOUT = '--test-timeout=600000'

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
const isInBrowser = (file: string) => file.startsWith('test/e2e/')
const inBrowser = files.filter(isInBrowser)
const others = files.filter(file => !isPure(file) && !isInBrowser(file))
if (files.length === 0) {
  console.error(`No test file in ${asked.join(', ')}.`)
  process.exit(2)
}

// What the core's tests do stays in them, so they share one process: a process each takes twenty times as long.
const passed = [await run(pure, [TIMEOUT, '--test-isolation=none']), await runOnServer()]
process.exitCode = passed.every(Boolean) ? 0 : 1

function patternOf(path: string): string {
  return path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.test.ts`
}

async function runOnServer(): Promise<boolean> {
  if (others.length + inBrowser.length === 0) return true
  const { server, stop } = await startServer()
  const environment = { [SERVER_VARIABLE]: JSON.stringify(server) }
  const two = '--test-concurrency=2'
  try {
    const without = await run(others, [TIMEOUT, two], environment)
    if (inBrowser.length === 0) return without
    const web = { [WEB_VARIABLE]: process.env[WEB_VARIABLE] ?? (await buildWeb()) }
    return (await run(inBrowser, [BROWSER_TIMEOUT, two], { ...environment, ...web })) && without
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
  const child = spawn(process.execPath, ['--test', SEED, ...options, ...tests], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0
}
