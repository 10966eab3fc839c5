// Runs a real checker, with the real configuration, over a tree of code that must not pass.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const FIXTURES = join(import.meta.dirname, 'fixtures')
const CONFIGURATION = [
  'boundaries.ts',
  'oxlint.config.ts',
  'package.json',
  'tsconfig.json',
  'tsconfig.core.json',
]
// `import x // no-cycle` or `… // TS2304`: what is expected of this line, and nothing else of it.
const MARK = / \/\/ ((?:(?:TS\d+|[a-z]+(?:-[a-z]+)*)\s*)+)$/

/** Findings as `file:line rule`, sorted. */
export type Findings = readonly string[]

/** What the marks in a tree of fixtures say must be found. */
export function expectedIn(tree: string): Findings {
  const directory = join(FIXTURES, tree)
  return globSync('src/**/*.ts', { cwd: directory })
    .flatMap(file =>
      readFileSync(join(directory, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => marksOf(line).map(rule => `${file}:${index + 1} ${rule}`)),
    )
    .toSorted()
}

/** What `oxlint`, as configured for the whole repository, finds in a tree of fixtures. */
export function lintedIn(tree: string): Findings {
  return beside(tree, directory => {
    const output = run(directory, 'oxlint', ['--type-aware', '-f', 'json'])
    const { diagnostics } = JSON.parse(output) as { diagnostics: readonly Diagnostic[] }
    return diagnostics.map(({ filename, code, labels }) => {
      const rule = /\((.+)\)/.exec(code)?.[1] ?? code
      return `${filename}:${labels[0]?.span.line} ${rule}`
    })
  })
}

/** What `tsc -p tsconfig.core.json` finds in a tree of fixtures. */
export function compiledIn(tree: string): Findings {
  return beside(tree, directory => {
    const output = run(directory, 'tsc', ['-p', 'tsconfig.core.json', '--pretty', 'false'])
    return output
      .matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+)/gm)
      .map(([, file, line, code]) => `${file}:${line} ${code}`)
      .toArray()
  })
}

type Diagnostic = {
  readonly filename: string
  readonly code: string
  readonly labels: readonly { readonly span: { readonly line: number } }[]
}

function marksOf(line: string): readonly string[] {
  return MARK.exec(line)?.[1]?.split(/\s+/) ?? []
}

function run(directory: string, program: string, args: readonly string[]): string {
  const { stdout, error } = spawnSync(join(ROOT, 'node_modules/.bin', program), args, {
    cwd: directory,
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  return stdout
}

// The configuration names folders from where it lies, so it is copied to the fixtures and not pointed at them.
function beside(tree: string, look: (directory: string) => Findings): Findings {
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-boundaries-'))
  try {
    cpSync(join(FIXTURES, tree), directory, { recursive: true })
    for (const file of CONFIGURATION) cpSync(join(ROOT, file), join(directory, file))
    symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'))
    return look(directory).toSorted()
  } finally {
    rmSync(directory, { recursive: true })
  }
}
