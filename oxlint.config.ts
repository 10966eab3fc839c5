// How the code is checked as it is written. The folders' boundaries stand in boundaries.ts.
import { readFileSync } from 'node:fs'
import { defineConfig } from 'oxlint'
import { FOLDERS } from './boundaries.ts'

type Folder = (typeof FOLDERS)[number]
type Pattern = { regex: string; message: string; allowTypeImports?: boolean }

const manifest = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const PACKAGES = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
const TESTS = ['**/*.test.ts', 'test/**', 'bench/**']

// The linter's regular expressions know no look-ahead, and it ignores one that it cannot read.
// So what is refused is spelled out: all there is, less what the table allows.
const others = (folder: Folder, allowed: readonly string[]) =>
  FOLDERS.map(({ path }) => path).filter(
    path => path !== folder.path && path !== 'core' && !allowed.some(a => within(path, a)),
  )

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

/** Matches an import of any of these folders, as `#/folder/…` or by climbing up to it. */
const into = (folders: readonly string[]) => {
  const names = folders.flatMap(path => {
    const inCore = path.startsWith('core/') ? path.slice('core/'.length) : undefined
    return inCore === undefined
      ? [`#/${path}`, `(\\.\\.?/)+${path}`]
      : [`#/${path}`, `(\\.\\.?/)+(core/)?${inCore}`]
  })
  return `^(${names.join('|')})(/|$)`
}

function importsOf(folder: Folder): ['error', { patterns: Pattern[] }] {
  const inCore = within(folder.path, 'core')
  const allowed = [...(folder.uses ?? [])]
  const typesOnly = [...(folder.usesTypesOf ?? [])]
  const refused = others(folder, [...allowed, ...typesOnly])
  const refusedCore =
    inCore || allowed.includes('core') || typesOnly.includes('core') ? [] : ['core']
  const packages = PACKAGES.filter(name => !(folder.packages ?? []).includes(name))
  const seeTable = `src/${folder.path} may not import this; see boundaries.ts.`
  const patterns: Pattern[] = [
    { regex: into([...refused, ...refusedCore]), message: seeTable },
    { regex: `^(${packages.join('|')})(/|$)`, message: seeTable },
    // `src/main.ts` and what it is made of, by both of their addresses.
    { regex: '^#/[\\w-]+\\.ts$', message: 'Nobody imports the composition root.' },
    { regex: '^(\\.\\./)+(main|system)\\.ts$', message: 'Nobody imports the composition root.' },
    {
      regex: '^(\\.\\./)+(test|scripts|bench)/',
      message: 'The product does not lean on its tests.',
    },
    // tsc accepts it and Node does not: `x.js` where the file is `x.ts`.
    { regex: '^[.#].*[.]js$', message: 'Name the file that there is: it ends in .ts.' },
  ]
  if (folder.node !== true)
    patterns.push({ regex: '^node:', message: 'Node is not in reach here.' })
  const typed =
    typesOnly.length === 0
      ? []
      : [{ regex: into(typesOnly), message: `Types only. ${seeTable}`, allowTypeImports: true }]
  return ['error', { patterns: [...patterns, ...typed] }]
}

// `core` has files of its own and folders with rules of their own; each file must match one override only,
// because the later one replaces the options of the earlier.
const filesOf = ({ path }: Folder) => [path === 'core' ? 'src/core/*.ts' : `src/${path}/**`]

const AMBIENT = [
  { object: 'Math', property: 'random', message: 'Chance is handed in.' },
  { object: 'Temporal', property: 'Now', message: 'The time is handed in.' },
  { object: 'Date', property: 'now', message: 'The time is handed in.' },
]

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'node', 'promise', 'react', 'jsx-a11y'],
  categories: { correctness: 'error' },
  ignorePatterns: ['test/boundaries/fixtures', 'node_modules', 'dist'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/extensions': ['error', 'always', { ignorePackages: true }],
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      // A `default` that somebody wrote is an answer for the rest.
      { considerDefaultExhaustiveForUnions: true },
    ],
    // It takes texts for collections, and `[...text]` is how their code points are had.
    'typescript/no-misused-spread': 'off',
    'typescript/no-floating-promises': [
      'error',
      {
        allowForKnownSafeCalls: [
          { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
        ],
      },
    ],
    'max-lines': ['error', 500],
    'max-lines-per-function': ['error', { max: 70, skipComments: true }],
  },
  overrides: [
    ...FOLDERS.map(folder => ({
      files: filesOf(folder),
      excludeFiles: TESTS,
      rules: { 'no-restricted-imports': importsOf(folder) },
    })),
    {
      files: ['src/**'],
      excludeFiles: [...TESTS, 'src/main.ts', 'src/core/**', 'src/cli/**'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...AMBIENT,
          { object: 'process', property: 'env', message: 'Only main.ts reads the environment.' },
        ],
      },
    },
    {
      files: ['src/core/**'],
      excludeFiles: TESTS,
      rules: {
        'no-restricted-properties': ['error', ...AMBIENT],
        'no-restricted-globals': [
          'error',
          {
            name: 'Date',
            message: 'The time is handed in; an instant is a string, see core/time.ts.',
          },
          { name: 'globalThis', message: 'The core is handed all that it needs.' },
          { name: 'setTimeout', message: 'The core never waits; it says when to wake it.' },
        ],
      },
    },
    {
      // Read by programs that want it so.
      files: ['oxlint.config.ts', 'vite.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    {
      // Vite is told of a style sheet by an import of nothing.
      files: ['src/web/**'],
      rules: {
        'import/no-unassigned-import': 'off',
        'react/react-in-jsx-scope': 'off',
        // What scrolls must be reached by the keyboard: axe asks for it in the browser, and this rule against it.
        'jsx-a11y/no-noninteractive-tabindex': 'off',
        // A drawing is an `svg` with the role of an image; `img` cannot hold one.
        'jsx-a11y/prefer-tag-over-role': 'off',
      },
    },
    { files: TESTS, rules: { 'max-lines-per-function': 'off' } },
  ],
})
