// Who may import whom. `oxlint.config.ts` turns this table into rules; `test/boundaries` shows that each of them bites.

/** One folder of `src/`, and all that it may lean on. What is not named here is refused. */
type Folder = {
  /** Path below `src/`. */
  readonly path: string
  /** Folders of `src/` whose values and types it may import. */
  readonly uses?: readonly string[]
  /** Folders of `src/` of which it may import types only. */
  readonly usesTypesOf?: readonly string[]
  /** Packages from package.json. */
  readonly packages?: readonly string[]
  /** Whether it may use Node's own modules. */
  readonly node?: boolean
}

/** The core from the bottom up: a folder may import those in the layers below its own. */
const CORE_LAYERS: readonly (readonly string[])[] = [
  ['core/plan'],
  ['core/obligation', 'core/oncall'],
  ['core/incident', 'core/paging'],
  ['core/review', 'core/exercise', 'core/metrics', 'core/evidence', 'core/program'],
]

const CORE_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'core/plan': ['yaml', 'zod'],
  'core/intake': ['yaml', 'zod'],
  'core/incident': ['zod'],
  'core/exercise': ['yaml', 'zod'],
}

const core: readonly Folder[] = [
  ...CORE_LAYERS.flatMap((layer, depth) =>
    layer.map(path => ({ path, uses: CORE_LAYERS.slice(0, depth).flat() })),
  ),
  // A signal knows no plan: what it means is decided after it is safely written.
  { path: 'core/intake', uses: [] },
].map(folder => ({ ...folder, packages: CORE_PACKAGES[folder.path] ?? [] }))

/** `core` itself stands for the files directly in `src/core`, which every folder of the core may import. */
export const FOLDERS: readonly Folder[] = [
  { path: 'core' },
  ...core,
  { path: 'store', uses: ['core'], packages: ['pg', 'pg-copy-streams'], node: true },
  {
    path: 'outbound',
    usesTypesOf: ['core'],
    packages: ['nodemailer', 'standardwebhooks'],
    node: true,
  },
  {
    path: 'app',
    uses: ['core', 'store'],
    usesTypesOf: ['outbound'],
    packages: ['pino', 'prom-client', 'yaml', 'zod'],
    node: true,
  },
  {
    path: 'http',
    uses: ['core', 'app'],
    packages: ['fastify', 'pino', 'prom-client', 'zod'],
    node: true,
  },
  { path: 'cli', uses: ['core'], packages: ['commander', 'yaml', 'zod'], node: true },
]

/** The one module that may read the environment, the clock and chance; nobody imports it. */
export const COMPOSITION_ROOT = 'main.ts'
