import { board } from './de/board.ts'
import { everywhere } from './de/everywhere.ts'
import { declare } from './de/declare.ts'
import { drill } from './de/drill.ts'
import { figures } from './de/figures.ts'
import { people } from './de/people.ts'
import { plan } from './de/plan.ts'
import { room } from './de/room.ts'
import { settings } from './de/settings.ts'
import { sheet } from './de/sheet.ts'
import { signIn } from './de/sign-in.ts'
import { signals } from './de/signals.ts'
import type { Words } from './words.ts'

/** Fetched only by who speaks it. */
export const GERMAN: Words = {
  everywhere,
  board,
  declare,
  room,
  plan,
  signals,
  people,
  figures,
  signIn,
  settings,
  drill,
  sheet,
}
