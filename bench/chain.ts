// What the hash chain costs, beside the way one would do it with npm: `node bench/chain.ts`.
// Rates are per second of processor time of one core, so that other load on the machine matters less; the rows take turns.
import { createHash, hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { GENESIS, seal } from '#/core/evidence/chain.ts'
import type { Notary } from '#/core/evidence/chain.ts'
import { verifyChain } from '#/core/evidence/verify-chain.ts'
import type { Link } from '#/core/evidence/verify-chain.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'

const EVENTS = 50_000
const ROUNDS = 7
const at = instant('2026-03-01T02:00Z')
const sha256 = (text: string) => hash('sha256', text)
// Chance is not what is measured.
const notary: Notary = { sha256, newSalt: () => 'b69dc8fcf50c6f5c4366f1711d48695a' }

/** Structure only, its keys in order; about 400 bytes with its place. */
const ordered: IncidentEvent = {
  at,
  by: 'tocsin',
  receipts: ['ana', 'bo'].map(to => ({
    attempts: 1,
    channel: 'email',
    message: 'message-41',
    outcome: 'delivered',
    to,
  })),
  type: 'receipts-recorded',
}
/** The same with its keys in the order in which people write them, which have to be sorted. */
const unordered: IncidentEvent = {
  type: 'receipts-recorded',
  at,
  by: 'tocsin',
  receipts: ['ana', 'bo'].map(to => ({
    message: 'message-41',
    to,
    channel: 'email',
    outcome: 'delivered',
    attempts: 1,
  })),
}
/** With a text, which costs a second hash and a second canonical text. */
const spoken: IncidentEvent = {
  at,
  by: 'ana',
  text: 'Files renamed on prod-db-1; the volume is read-only now, and the backup of last night is being checked by Bo.',
  type: 'noted',
}

function appendOurs(event: IncidentEvent, keep?: (link: Link) => void): void {
  let previous = GENESIS
  for (let version = 1; version <= EVENTS; version++) {
    const sealed = seal(notary, { incident: 'inc-1', version, previous }, event)
    keep?.({ version, ...sealed })
    previous = sealed.hash
  }
}

function linksOf(event: IncidentEvent): readonly Link[] {
  const links: Link[] = []
  appendOurs(event, link => links.push(link))
  return links
}

const npmHash = (value: unknown) =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex')

function appendNpm(event: IncidentEvent): string {
  let previous = GENESIS
  for (let version = 1; version <= EVENTS; version++)
    previous = npmHash({ event, incident: 'inc-1', previous, version })
  return previous
}

function appendNpmSpoken({ text, ...event }: typeof spoken & { text: string }): string {
  let previous = GENESIS
  for (let version = 1; version <= EVENTS; version++) {
    const commitment = npmHash({ salt: notary.newSalt(), text })
    previous = npmHash({
      event,
      incident: 'inc-1',
      previous,
      text: { commitment, fields: ['/text'] },
      version,
    })
  }
  return previous
}

const orderedLinks = linksOf(ordered)
const spokenLinks = linksOf(spoken)

function verifyOurs(links: readonly Link[]): void {
  const { faults } = verifyChain(sha256, 'inc-1', links)
  if (faults.length > 0) throw new Error('the chain of the bench does not verify')
}

type Row = {
  readonly what: string
  readonly run: () => unknown
  readonly beside?: string
  readonly goal?: string
}

const ROWS: readonly Row[] = [
  { what: 'npm: canonicalize + createHash', run: () => appendNpm(ordered) },
  {
    what: 'append, keys in order',
    run: () => appendOurs(ordered),
    beside: 'npm: canonicalize + createHash',
    goal: '>= 300,000 and >= 2.0x',
  },
  {
    what: 'append, keys to be sorted',
    run: () => appendOurs(unordered),
    beside: 'npm: canonicalize + createHash',
  },
  {
    what: 'npm, with a text',
    run: () => appendNpmSpoken(spoken as typeof spoken & { text: string }),
  },
  { what: 'append, with a text', run: () => appendOurs(spoken), beside: 'npm, with a text' },
  { what: 'verify', run: () => verifyOurs(orderedLinks), goal: '>= 800,000' },
  { what: 'verify, with a text', run: () => verifyOurs(spokenLinks) },
]

function ratePerSecond(run: () => unknown): number {
  const { user, system } = process.cpuUsage()
  run()
  const spent = process.cpuUsage({ user, system })
  return (EVENTS / (spent.user + spent.system)) * 1e6
}

const rates = new Map(ROWS.map(({ what }) => [what, [] as number[]]))
for (const { run } of ROWS) run()
for (let round = 0; round < ROUNDS; round++)
  for (const { what, run } of ROWS) rates.get(what)?.push(ratePerSecond(run))

const sorted = (what: string) => (rates.get(what) ?? []).toSorted((a, b) => a - b)
const median = (what: string) => sorted(what)[Math.floor(ROUNDS / 2)] ?? NaN
const whole = (rate: number | undefined) => Math.round(rate ?? NaN).toLocaleString('en')

console.log(
  `${orderedLinks[9]?.record.length} bytes a record, ${spokenLinks[9]?.record.length} and a text of ${spokenLinks[9]?.textPart?.length} bytes\n`,
)
console.log('| | events/s of one core (lowest-highest) | beside npm | goal |\n|---|---|---|---|')
for (const { what, beside, goal } of ROWS) {
  const ratio = beside === undefined ? '' : `${(median(what) / median(beside)).toFixed(1)}x`
  const range = `${whole(sorted(what)[0])}-${whole(sorted(what).at(-1))}`
  console.log(`| ${what} | ${whole(median(what))} (${range}) | ${ratio} | ${goal ?? ''} |`)
}
