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

const DECIDING = [
  'core/calendar',
  'core/plan',
  'core/obligation',
  'core/oncall',
  'core/incident',
  'core/paging',
]

/** `core` itself stands for the files directly in `src/core`, which every folder of the core may import. */
export const FOLDERS: readonly Folder[] = [
  // A span of working days is a span, so that time leans on calendars, and they on the days beneath it.
  { path: 'core', uses: ['core/calendar'], usesTypesOf: ['core/plan', 'core/oncall'] },
  { path: 'core/calendar', packages: ['date-holidays'] },
  // What a document says and how it is written down knows nothing of what it is about.
  { path: 'core/document' },
  {
    path: 'core/plan',
    uses: ['core/calendar', 'core/document', 'core/oncall'],
    packages: ['yaml', 'zod'],
  },
  // A plan file from a document: text in, text out.
  { path: 'core/draft', uses: ['core/plan'], packages: ['yaml'] },
  // A signal knows no plan: what it means is decided after it is safely written.
  { path: 'core/intake', uses: ['core/intake/match'], packages: ['yaml', 'zod'] },
  // Of the plan it takes how a text with places is read and what a mistake is; nothing of plans.
  { path: 'core/intake/match', uses: ['core/intake', 'core/plan'], packages: ['zod'] },
  // Its text is read as a plan's is; which plans there are it does not know.
  {
    path: 'core/routing',
    uses: ['core/calendar', 'core/intake', 'core/oncall', 'core/plan'],
    packages: ['yaml', 'zod'],
  },
  // It knows no plan: whoever is on call holds positions, and plans name those.
  { path: 'core/oncall', uses: ['core/calendar'], packages: ['ical.js', 'zod'] },
  // What is owed is read off an incident, and deciding about one asks what is owed.
  {
    path: 'core/obligation',
    uses: ['core/calendar', 'core/plan'],
    usesTypesOf: ['core/incident'],
  },
  // One layer: a command may begin a page, and a page is recorded like all that a command does.
  {
    path: 'core/incident',
    uses: ['core/calendar', 'core/plan', 'core/obligation', 'core/oncall', 'core/paging'],
    packages: ['zod'],
  },
  {
    path: 'core/paging',
    uses: ['core/calendar', 'core/plan', 'core/obligation', 'core/oncall', 'core/incident'],
  },
  ...['core/review', 'core/metrics', 'core/evidence', 'core/program', 'core/readiness'].map(
    path => ({
      path,
      uses: DECIDING,
    }),
  ),
  {
    path: 'core/exercise',
    uses: [...DECIDING, 'core/metrics', 'core/program'],
    packages: ['yaml', 'zod'],
  },
  { path: 'core/selftest', uses: DECIDING },
  { path: 'store', uses: ['core'], packages: ['pg'], node: true },
  {
    path: 'outbound',
    usesTypesOf: ['core'],
    packages: ['nodemailer', 'standardwebhooks', 'web-push'],
    node: true,
  },
  // It needs Node, so it is not of the core; it tells nobody, so it is no destination.
  { path: 'pdf', uses: ['core'], packages: ['pdfmake'], node: true },
  {
    path: 'app',
    uses: ['core', 'store', 'app/sign-in'],
    usesTypesOf: ['outbound'],
    packages: ['pino', 'prom-client', 'yaml', 'zod'],
    node: true,
  },
  {
    path: 'app/sign-in',
    uses: ['core', 'store', 'app'],
    usesTypesOf: ['outbound'],
    packages: ['@simplewebauthn/server', 'openid-client', 'otpauth'],
    node: true,
  },
  {
    path: 'http',
    uses: ['core', 'app', 'pdf'],
    packages: ['@fastify/cookie', '@fastify/static', 'fastify', 'pino', 'prom-client', 'zod'],
    node: true,
  },
  // Asked as the web is, by mail servers.
  {
    path: 'mail',
    uses: ['core', 'app'],
    usesTypesOf: ['outbound'],
    packages: ['postal-mime', 'smtp-server'],
    node: true,
  },
  // A client of the API. What it takes of the core are types, and what is pure.
  {
    path: 'web',
    uses: ['core'],
    packages: [
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-yaml',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/search',
      '@codemirror/state',
      '@codemirror/view',
      '@fontsource-variable/inter',
      '@mantine/core',
      '@mantine/dates',
      '@mantine/hooks',
      '@mantine/notifications',
      '@mantine/spotlight',
      '@radix-ui/react-icons',
      '@simplewebauthn/browser',
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@tanstack/react-virtual',
      'get-nonce',
      'markdown-it',
      'react',
      'react-dom',
      'uplot',
      'uqr',
    ],
  },
  { path: 'cli', uses: ['core', 'pdf'], packages: ['commander', 'yaml', 'zod'], node: true },
]
