// What a look at this installation found, judged. Pure: it is handed what was seen.
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** `bad`: something is not done that should be, and operators are woken. `doubtful`: it will be, or it wants to be known. */
export type State = 'good' | 'doubtful' | 'bad'

export type Finding = {
  readonly check: Check
  readonly state: State
  readonly found: string
  /** What to do; absent where there is nothing to do. */
  readonly mend?: string
}

export const CHECKS = [
  'database',
  'loops',
  'messages',
  'clocks of incidents',
  'signals',
  'intake',
  'disk',
  'plan',
  'operators',
  'channels',
  'dead letters',
  'clock',
  'responsiveness',
  'outside heartbeat',
] as const
export type Check = (typeof CHECKS)[number]

/** What was seen of the database; undefined when it did not answer. */
export type SeenInside = {
  readonly at: Instant
  /** The database's own clock. */
  readonly databaseAt: Instant
  readonly messageDueAt: Instant | null
  readonly wakeDueAt: Instant | null
  readonly signalPendingAt: Instant | null
  readonly deadLetters: number
}

export type Seen = {
  readonly inside: SeenInside | undefined
  /** Loops of this node that do not go round. */
  readonly deadLoops: readonly string[]
  readonly alertsWaiting: number
  /** Bytes that are free where the data lies, and of how many; undefined where that cannot be told. */
  readonly disk: { readonly free: number; readonly size: number } | undefined
  readonly hasPlan: boolean
  readonly operators: { readonly named: number; readonly reached: number }
  /** Channels that are set up, but for the log. */
  readonly channels: readonly string[]
  /** The longest time for which this process did nothing but one thing, lately. */
  readonly heldUpMs: number
  /** Undefined: none is set up. */
  readonly heartbeat: { readonly failure: string | undefined } | undefined
}

/** What is due and still not done after this long shows that a loop is dead, on every node. */
export const LATE_MS_MAX = 60_000
const ALERTS_WAITING_DOUBTFUL = 100_000
const DISK_BAD_BYTES = 256 * 2 ** 20
const DISK_DOUBTFUL_BYTES = 2 * 2 ** 30
const HELD_UP_MS_MAX = 2_000
const CLOCK_MS_MAX = 2_000

export function judge(seen: Seen): readonly Finding[] {
  const { inside } = seen
  return [
    ...(inside === undefined ? [NO_DATABASE] : judgeInside(inside)),
    loops(seen.deadLoops),
    intake(seen.alertsWaiting),
    ...(seen.disk === undefined ? [] : [disk(seen.disk)]),
    plan(seen.hasPlan),
    operators(seen.operators),
    channels(seen.channels),
    responsiveness(seen.heldUpMs),
    heartbeat(seen.heartbeat),
  ]
}

const NO_DATABASE: Finding = {
  check: 'database',
  state: 'bad',
  found: 'It does not answer.',
  mend: 'Signals are refused so that senders repeat them; nothing is lost. Look at PostgreSQL, its disk and the way to it.',
}

function judgeInside(inside: SeenInside): readonly Finding[] {
  const { at } = inside
  return [
    { check: 'database', state: 'good', found: 'It answers.' },
    late('messages', 'A message that is due', 'deliver', at, inside.messageDueAt),
    late(
      'clocks of incidents',
      'An incident that wants to be looked at',
      'wake',
      at,
      inside.wakeDueAt,
    ),
    late('signals', 'A group of signals', 'ingest', at, inside.signalPendingAt),
    deadLetters(inside.deadLetters),
    clock(inside),
  ]
}

function late(
  check: Check,
  what: string,
  loop: string,
  at: Instant,
  since: Instant | null,
): Finding {
  const ms = since === null ? 0 : msBetween(since, at)
  if (ms < LATE_MS_MAX) return { check, state: 'good', found: `Nothing waits.` }
  return {
    check,
    state: 'bad',
    found: `${what} has been waiting for ${Math.round(ms / 1000)} s.`,
    mend: `The ${loop} loop does not get on, on any node. Its log says why; start Tocsin again if it says nothing.`,
  }
}

function deadLetters(count: number): Finding {
  const check = 'dead letters'
  if (count === 0)
    return { check, state: 'good', found: 'No message was given up in the last day.' }
  return {
    check,
    state: 'doubtful',
    found: `${count} messages were given up in the last day.`,
    mend: 'See why with `tocsin dead-letter list`; send them again with `redrive` once the cause is mended.',
  }
}

function clock({ at, databaseAt }: SeenInside): Finding {
  const apart = Math.abs(msBetween(databaseAt, at))
  if (apart < CLOCK_MS_MAX)
    return { check: 'clock', state: 'good', found: 'This machine and the database agree.' }
  return {
    check: 'clock',
    state: 'doubtful',
    found: `The clocks of this machine and of the database are ${(apart / 1000).toFixed(1)} s apart.`,
    mend: 'Set both by NTP: limits are reckoned by the clock of whichever node looks.',
  }
}

function loops(dead: readonly string[]): Finding {
  if (dead.length === 0) return { check: 'loops', state: 'good', found: 'All go round.' }
  return {
    check: 'loops',
    state: 'bad',
    found: `Not going round on this node: ${dead.join(', ')}.`,
    mend: 'Start Tocsin again; nothing is lost by it. Send us the log from before.',
  }
}

function intake(waiting: number): Finding {
  const isMuch = waiting > ALERTS_WAITING_DOUBTFUL
  return {
    check: 'intake',
    state: isMuch ? 'doubtful' : 'good',
    found: `${waiting} alerts wait to be written.`,
    ...(isMuch && { mend: 'More comes in than the disk takes. Look for what floods it.' }),
  }
}

function disk({ free, size }: NonNullable<Seen['disk']>): Finding {
  const found = `${gigabytes(free)} of ${gigabytes(size)} are free where the data lies.`
  if (free >= DISK_DOUBTFUL_BYTES) return { check: 'disk', state: 'good', found }
  return {
    check: 'disk',
    state: free < DISK_BAD_BYTES ? 'bad' : 'doubtful',
    found,
    mend: 'Make room before it is full: a full disk stops PostgreSQL, and with it everything.',
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`
}

function plan(hasPlan: boolean): Finding {
  if (hasPlan) return { check: 'plan', state: 'good', found: 'One is in force.' }
  return {
    check: 'plan',
    state: 'bad',
    found: 'No plan is in force, so signals wait.',
    mend: 'Choose one: tocsin plan activate ID.',
  }
}

function operators({ named, reached }: Seen['operators']): Finding {
  const check = 'operators'
  const found = `${reached} of ${named} operators have an address on a channel that is set up.`
  if (reached > 0) return { check, state: 'good', found }
  return {
    check,
    state: 'doubtful',
    found,
    mend:
      named === 0
        ? 'Fill the group "operators" of the directory: nobody would hear that Tocsin is in trouble.'
        : 'Set up a channel that reaches them: nobody would hear that Tocsin is in trouble.',
  }
}

function channels(names: readonly string[]): Finding {
  if (names.length > 0)
    return { check: 'channels', state: 'good', found: `Set up: ${names.join(', ')}.` }
  return {
    check: 'channels',
    state: 'doubtful',
    found: 'None is set up: messages go to the log of the program and reach nobody.',
    mend: 'Set up at least two that wake people: see docs/channels.md.',
  }
}

function responsiveness(heldUpMs: number): Finding {
  const isLong = heldUpMs > HELD_UP_MS_MAX
  return {
    check: 'responsiveness',
    state: isLong ? 'doubtful' : 'good',
    found: `At most ${Math.round(heldUpMs)} ms held up by one piece of work.`,
    ...(isLong && { mend: 'The machine is overloaded or was suspended. Give it a core more.' }),
  }
}

function heartbeat(outside: Seen['heartbeat']): Finding {
  const check = 'outside heartbeat'
  if (outside === undefined)
    return {
      check,
      state: 'doubtful',
      found: 'None is set up: if this machine dies, nobody is told.',
      mend: 'Set TOCSIN_HEARTBEAT_URL to an address that rings somebody when it is not called for a few minutes.',
    }
  if (outside.failure === undefined) return { check, state: 'good', found: 'It is called.' }
  return {
    check,
    state: 'doubtful',
    found: `It could not be called: ${outside.failure}`,
    mend: 'Look at the address and the way out of this network.',
  }
}
