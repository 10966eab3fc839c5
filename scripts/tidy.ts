// What no linter knows of: rules about all files of this repository. `node scripts/tidy.ts` names each breach.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/** A file as the rules see it. `path` is from the root of the repository. */
export type Source = { readonly path: string; readonly text: string }

const LINES_MAX = 500

/** Every breach as `path:line: what is wrong, and what to do`. `root` is where the repository lies on this machine. */
export function breaches(sources: readonly Source[], root: string): readonly string[] {
  return [
    ...sources.flatMap(source => [
      ...tooLong(source),
      ...badName(source),
      ...linesAgainst(LINE_RULES, source),
      ...linesAgainst(machineRules(root), source),
    ]),
    ...sharedDecisionNumbers(sources),
  ]
}

type LineRule = {
  readonly files: RegExp
  readonly pattern: RegExp
  readonly message: string
  /** Whether comments are left out: they may name what they warn of. */
  readonly codeOnly?: boolean
}

const CODE = /\.(ts|tsx|mjs|sql|css)$/
const ANY = /^(?!LICENSE$)/

const LINE_RULES: readonly LineRule[] = [
  {
    // The watchdog compares the two clocks.
    files: /^src\/store\/(?!watched\.ts$).*\.(ts|sql)$/,
    // A method of that name is our own clock's; a bare one is the database's.
    pattern:
      /(?<![.\w])(now|(clock|statement|transaction)_timestamp)\s*\(|\b(current_(date|time|timestamp)|localtime(stamp)?)\b/i,
    message: 'SQL never reads the time; take it as a parameter',
    codeOnly: true,
  },
  {
    files: ANY,
    // In two parts, so that this file keeps its own rule.
    pattern: new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`),
    message: 'finish it, or write down as an issue what is missing',
  },
  {
    files: /^src\/core\/(?!.*\.test\.ts$)/,
    pattern: /\bimport\(/,
    message: 'the core is imported as a whole; the linter does not see what is loaded later',
    codeOnly: true,
  },
  {
    files: /\.test\.ts$/,
    pattern: /\b(test|it|describe|suite)\.only\(/,
    message: 'run one test by its name instead: --test-name-pattern',
  },
  {
    files: ANY,
    pattern: /"resolved": ?"https?:|registry\.[a-z]+\.(org|com)/,
    message: 'no registry has a name here; see .npmrc',
    codeOnly: true,
  },
]

// Where this checkout lies says nothing to others. A path of one part, as in a container, means other things too.
function machineRules(root: string): readonly LineRule[] {
  if (root.split('/').length < 3) return []
  const pattern = new RegExp(`(?<![\\w.#])${RegExp.escape(root)}\\b`)
  return [{ files: ANY, pattern, message: 'this path exists on one machine only' }]
}

function linesAgainst(rules: readonly LineRule[], { path, text }: Source): readonly string[] {
  const held = rules.filter(({ files }) => files.test(path))
  return text
    .split('\n')
    .flatMap((line, index) =>
      held
        .filter(({ pattern, codeOnly }) => pattern.test(codeOnly === true ? codeIn(line) : line))
        .map(({ message }) => `${path}:${index + 1}: ${message}`),
    )
}

function codeIn(line: string): string {
  return /^\s*(\/\/|\/?\*|--)/.test(line) ? '' : line.replace(/\s(\/\/|--)\s.*$/, '')
}

/** Written by a script, and read by nobody as a whole. */
const MADE: ReadonlySet<string> = new Set(['src/web/api/operations.ts', 'src/store/schema.sql'])

function tooLong({ path, text }: Source): readonly string[] {
  const lines = text.split('\n').length - 1
  if (!CODE.test(path) || lines <= LINES_MAX || MADE.has(path)) return []
  return [`${path}:${LINES_MAX}: a file has at most ${LINES_MAX} lines; this has ${lines}`]
}

// Alone, or as the noun that a name ends in. "Incident types" are a thing of ours, and `c5-types.test.ts` is about them.
const EMPTY_NOUN = 'data|info|item|manager|helpers?|utils?'
const EMPTY_NAME = new RegExp(`/(?:[\\w-]+-)?(${EMPTY_NOUN})[./]|/(common|shared|types)[./]`)

function badName({ path }: Source): readonly string[] {
  const [, noun, word = noun] = /^(src|test|scripts|bench)\//.test(path)
    ? (EMPTY_NAME.exec(path) ?? [])
    : []
  return word === undefined ? [] : [`${path}:1: "${word}" in a name says nothing; name what it is`]
}

function sharedDecisionNumbers(sources: readonly Source[]): readonly string[] {
  const decisions = sources
    .map(({ path }) => path)
    .filter(path => dirname(path) === 'docs/adr' && /^\d/.test(basename(path)))
  const byNumber = Map.groupBy(decisions, path => basename(path).slice(0, 4))
  return [...byNumber.values()]
    .filter(paths => paths.length > 1)
    .map(([first, second]) => `${second}:1: its number is taken by ${first}`)
}

/** All files that git tracks or would track, but for those that are no text. */
function sourcesIn(root: string): readonly Source[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const { stdout, status } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error('tidy needs git, and a checkout')
  return stdout
    .split('\0')
    .filter(path => path !== '' && !path.startsWith('test/boundaries/fixtures/'))
    .map(path => ({ path, text: textOf(`${root}/${path}`) }))
    .filter(({ text }) => !text.includes('\0'))
}

// A file that git knows and somebody has just removed has no lines.
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

if (import.meta.main) {
  const root = dirname(import.meta.dirname)
  const found = breaches(sourcesIn(root), root)
  for (const breach of found) console.error(breach)
  process.exitCode = found.length === 0 ? 0 : 1
}
