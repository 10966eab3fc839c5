import { board } from './de/board.ts'
import { everywhere } from './de/everywhere.ts'
import { channels } from './de/channels.ts'
import { contacts } from './de/contacts.ts'
import { dealing } from './de/dealing.ts'
import { declare } from './de/declare.ts'
import { doors } from './de/doors.ts'
import { drill } from './de/drill.ts'
import { figures } from './de/figures.ts'
import { members } from './de/members.ts'
import { onCall } from './de/on-call.ts'
import { pages } from './de/pages.ts'
import { people } from './de/people.ts'
import { plan } from './de/plan.ts'
import { push } from './de/push.ts'
import { record } from './de/record.ts'
import { room } from './de/room.ts'
import { routing } from './de/routing.ts'
import { settings } from './de/settings.ts'
import { setUp } from './de/set-up.ts'
import { sheet } from './de/sheet.ts'
import { system } from './de/system.ts'
import { signIn } from './de/sign-in.ts'
import { signals } from './de/signals.ts'
import type { Words } from './words.ts'

/** Fetched only by who speaks it. */
export const GERMAN: Words = {
  everywhere,
  board,
  channels,
  contacts,
  dealing,
  doors,
  declare,
  record,
  room,
  plan,
  signals,
  routing,
  members,
  pages,
  people,
  onCall,
  figures,
  signIn,
  settings,
  setUp,
  drill,
  push,
  sheet,
  system,
}
