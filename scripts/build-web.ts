// Builds the web page below dist/web when its sources, or what it is built with, have changed: `node scripts/build-web.ts`.
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const builds = join(root, 'dist/web')
const SOURCES = ['src/web/**/*', 'src/core/**/*.ts', 'vite.config.ts', 'package-lock.json']
/** What is compressed ahead; fonts and pictures are already. */
const TEXT = /\.(js|css|html|svg|json|webmanifest)$/
/** A server that still serves an older build goes on finding it, and so does one that a test has started. */
const BUILDS_KEPT = 6
const KEPT_MS = 3_600_000

/**
 * Gives the directory of the build of the sources as they are. Each build has a directory named after what it was made
 * from, put in place as a whole: who serves one is not disturbed by the next, and of two at once either will do.
 */
export async function buildWeb(): Promise<string> {
  const name = fingerprint()
  const directory = join(builds, name)
  if (!existsSync(directory)) await buildInto(directory)
  writeFileSync(join(builds, 'current'), name)
  forgetOld()
  return directory
}

async function buildInto(directory: string): Promise<void> {
  // A production install has no bundler, and brings the page with it.
  const { build } = await import('vite')
  const outDir = `${directory}.${process.pid}`
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'src/web'),
    logLevel: 'warn',
    build: { outDir },
  })
  for (const file of filesIn(outDir)) if (TEXT.test(file)) compress(join(outDir, file))
  if (existsSync(directory)) rmSync(outDir, { recursive: true })
  else renameSync(outDir, directory)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: root }).toSorted()) {
    const path = join(root, file)
    if (file.endsWith('.test.ts') || !statSync(path).isFile()) continue
    hash.update(file).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}

function filesIn(directory: string): readonly string[] {
  return globSync('**/*', { cwd: directory }).filter(file =>
    statSync(join(directory, file)).isFile(),
  )
}

function compress(file: string): void {
  const content = readFileSync(file)
  writeFileSync(`${file}.br`, brotliCompressSync(content))
  writeFileSync(`${file}.gz`, gzipSync(content))
}

function forgetOld(): void {
  const directories = readdirSync(builds, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => ({ path: join(builds, name), at: statSync(join(builds, name)).mtimeMs }))
    .toSorted((one, other) => other.at - one.at)
  for (const { path, at } of directories.slice(BUILDS_KEPT))
    if (Date.now() - at > KEPT_MS) rmSync(path, { recursive: true, force: true })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(builds, { recursive: true })
  const before = performance.now()
  await buildWeb()
  const seconds = (performance.now() - before) / 1000
  if (seconds > 1) console.log(`The web page was built in ${seconds.toFixed(1)} s.`)
}
