import type { ChannelBook } from '#/app/channel-book.ts'
import type { Previews } from '#/app/foresee.ts'
import type { FigureShelf } from '#/app/figures/figures.ts'
import type { DoorShelf } from '#/app/doors/shelf.ts'
import type { Tallies } from '#/app/doors/tally.ts'
import type { Heartbeats } from '#/app/doors/heartbeats.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import type { Drills } from '#/app/drills/drills.ts'
import type { ScenarioFile } from '#/app/drills/scenarios.ts'
import type { Bench } from '#/app/plans/bench.ts'
import type { Push } from '#/app/paging/push.ts'
import type { Secrets } from '#/app/access/secrets.ts'
import type { Shell } from '#/app/shell.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import type { Finding } from '#/app/watchdog/finding.ts'
import type { TokenShelf } from '#/app/access/tokens.ts'
import type { Live } from '#/http/live.ts'
import type { Figures } from '#/http/watch.ts'
import type { Press } from '#/pdf/press.ts'

/** What routes are handed. Made once, by `buildServer`. */
export type Needs = {
  readonly shell: Shell
  /** The key with which checkpoints are signed. */
  readonly secrets: Secrets
  readonly tokens: TokenShelf
  readonly signIn: SignIn
  readonly drills: Drills
  readonly push: Push
  readonly live: Live
  readonly figures: Figures
  readonly press: Press
  /** Where plans are tried. */
  readonly bench: Bench
  /** The scenarios that come with the product. */
  readonly scenarios: readonly ScenarioFile[]
  /** What was reckoned of incidents for the figures of many. */
  readonly measured: FigureShelf
  /** The door for signals. */
  readonly ingest: Ingest
  /** The doors of senders, and what came through them. */
  readonly doors: DoorShelf
  readonly tallies: Tallies
  readonly heartbeats: Heartbeats
  readonly previews: Previews
  readonly channels: ChannelBook
  /** What the watchdog finds, now. */
  readonly examine: () => Promise<readonly Finding[]>
  /** The loops of this node by name: `/readyz` asks each whether it turns. */
  readonly loops: Readonly<Record<string, { readonly isAlive: () => boolean }>>
}
