// Which Chromium the tests drive, and how it is started. Nothing has to be installed by hand on x86 Linux: the package
// @sparticuz/chromium carries the browser, the libraries that a bare Debian lacks, and a font.
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, brotliDecompressSync } from 'node:zlib'
import { readUstar } from './ustar.ts'

/** What `playwright-core` is to launch. */
export type Chromium = {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
  readonly args: readonly string[]
}

const ROOT = join(import.meta.dirname, '..', '..')
const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium')
const CACHE = join(ROOT, 'node_modules/.cache/chromium')

/** The package's own list turns web security off, which would make what we test of it worthless. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-pings',
]

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** CHROME_PATH, or the package's, or one that is installed. Throws a sentence when there is none. */
export async function findChromium(): Promise<Chromium> {
  const chosen = process.env['CHROME_PATH']
  if (chosen !== undefined && chosen !== '') return installed(chosen)
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(PACKAGE))
    return packaged()
  const found = INSTALLED.find(path => existsSync(path))
  if (found !== undefined) return installed(found)
  throw new Error(
    'The browser tests need Chromium or Chrome: install one, or set CHROME_PATH to where it lies.',
  )
}

function installed(executablePath: string): Chromium {
  return { executablePath, env: environment({}), args: ARGS }
}

async function packaged(): Promise<Chromium> {
  const directory = await unpacked()
  const libraries = [process.env['LD_LIBRARY_PATH'], join(directory, 'lib')]
  return {
    executablePath: join(directory, 'chromium'),
    env: environment({
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(directory, 'tocsin-fonts.conf'),
    }),
    args: ARGS,
  }
}

function environment(more: Readonly<Record<string, string>>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...Object.fromEntries(inherited), ...more }
}

/** Where this version of the browser lies unpacked. Two processes may do it at once: the first to be done wins. */
async function unpacked(): Promise<string> {
  const manifest = await readFile(join(PACKAGE, 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { readonly version: string }
  const directory = join(CACHE, version)
  if (!existsSync(directory)) await unpackTo(directory)
  await nameFonts(directory)
  return directory
}

async function unpackTo(directory: string): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const unfinished = await mkdtemp(join(CACHE, 'unpacking-'))
  await unpackInto(unfinished)
  await rename(unfinished, directory).catch(async (error: unknown) => {
    if (!existsSync(directory)) throw error
    await rm(unfinished, { recursive: true })
  })
}

async function unpackInto(directory: string): Promise<void> {
  const executable = join(directory, 'chromium')
  await pipeline(
    createReadStream(join(PACKAGE, 'bin/chromium.br')),
    createBrotliDecompress(),
    createWriteStream(executable),
  )
  await chmod(executable, 0o755)
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const archive = brotliDecompressSync(await readFile(join(PACKAGE, `bin/${name}.tar.br`)))
    for (const { path, bytes } of readUstar(archive)) {
      await mkdir(dirname(join(directory, path)), { recursive: true })
      await writeFile(join(directory, path), bytes)
    }
  }
}

/** Without any font at all the renderer crashes on its first page. Its paths are absolute, and a checkout may have moved. */
async function nameFonts(directory: string): Promise<void> {
  const file = join(directory, 'tocsin-fonts.conf')
  const wanted = fontsConf(directory)
  if (existsSync(file) && (await readFile(file, 'utf8')) === wanted) return
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, wanted)
  await rename(unfinished, file)
}

function fontsConf(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
  <config></config>
</fontconfig>
`
}
