// Tells people of turns: that theirs begins, that nobody has one soon. What is due is one instant in one row, as with incidents: any
// node takes it, writes what is to be told, and says when rotas are to be looked at next.
import { hash } from 'node:crypto'
import { ON_CALL } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import { isShift, nextHandOver, overridesOf, stretches, who } from '#/core/oncall/on-call.ts'
import type { Gap } from '#/core/oncall/on-call.ts'
import type { Override, Roster } from '#/core/oncall/rota.ts'
import { mayTell } from '#/core/paging/reach.ts'
import { earliest, msBetween, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { addressOf } from '#/app/deliver/message.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import { shown } from '#/app/oncall/swaps.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { readDirectoryMark } from '#/store/directories.ts'
import { listOverrides } from '#/store/oncall.ts'
import {
  beginBeat,
  claimRotaNotices,
  forgetRotaNotices,
  keepBeat,
  listUntold,
  postponeRotaNotice,
  queueRotaNotice,
  readBeat,
  takeBeat,
} from '#/store/rota-notices.ts'
import type { DueRotaNotice } from '#/store/rota-notices.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'directory' | 'log' | 'publicUrl'>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** So far ahead gaps are warned of. */
const GAPS_AHEAD_MS = 14 * DAY_MS
/** A gap comes nearer without anybody doing anything: rotas are looked at this often at least. */
const LOOK_MS_MAX = 6 * HOUR_MS
/** Nobody is told that a turn began long ago. */
const LATE_MS_MAX = HOUR_MS
const KEPT_MS = 60 * DAY_MS

const CLAIM_MS = 120_000
const SEND_MS_MAX = 60_000
const AT_ONCE_MAX = 20
/** More than any quiet hours last. */
const ATTEMPTS_MAX = 24
const FIRST_WAIT_MS = 30_000
const IDLE_MS = 5_000

/** Swaps ring on the phone; the rest is read when it is read. None of it calls anybody. */
const LOUD: readonly Channel[] = [
  'push',
  'ntfy',
  'email',
  'slack',
  'teams',
  'mattermost',
  'discord',
]
const QUIET: readonly Channel[] = [
  'email',
  'slack',
  'teams',
  'mattermost',
  'discord',
  'push',
  'ntfy',
]

export function startRotaNotices(shell: Needs, destinations: readonly Destination[]): Loop {
  return startLoop(shell.now, async () => {
    try {
      await lookAtRotas(shell)
      return (await sendRotaNotices(shell, destinations)) === AT_ONCE_MAX ? 0 : IDLE_MS
    } catch (error) {
      shell.log.warn({ err: error }, 'turns could not be told of; trying again')
      return IDLE_MS
    }
  })
}

/** Writes what is to be told since it was last looked, if it is time, or if turns are others than they were. */
export async function lookAtRotas(shell: Needs): Promise<void> {
  const { pool } = shell
  const [beat, mark] = [await readBeat(pool), await readDirectoryMark(pool)]
  if (beat === undefined) return beginBeat(pool, shell.now())
  if (shell.now() < beat.wakeAt && mark === beat.mark) return
  await transaction(pool, async tx => {
    const taken = await takeBeat(tx)
    // Another node is at it, or was faster.
    if (taken === undefined) return
    const at = shell.now()
    if (at < taken.wakeAt && mark === taken.mark) return
    const { directory } = await shell.directory.book(tx)
    const since = taken.toldUntil < at ? taken.toldUntil : at
    const overrides = await listOverrides(tx, since)
    const rosters = rostersOf(directory, overrides)
    for (const roster of rosters) {
      await tellHandOvers(shell, tx, { roster, directory, since, at })
      await tellGaps(shell, tx, { roster, directory, at })
    }
    await forgetRotaNotices(tx, plusMs(at, -KEPT_MS))
    const next = earliest(rosters.map(roster => nextHandOver(roster, at)))
    const latest = plusMs(at, LOOK_MS_MAX)
    await keepBeat(tx, {
      toldUntil: at,
      wakeAt: next !== undefined && next < latest ? next : latest,
      mark,
    })
  })
}

function rostersOf({ rotas }: Directory, overrides: readonly Override[]): readonly Roster[] {
  return [...rotas.values()].map(rota => ({ rota, overrides: overridesOf(rota.id, overrides) }))
}

type Told = { readonly roster: Roster; readonly directory: Directory; readonly at: Instant }

async function tellHandOvers(
  shell: Needs,
  tx: Transaction,
  { roster, directory, since, at }: Told & { readonly since: Instant },
): Promise<void> {
  const earliestTold = plusMs(at, -LATE_MS_MAX)
  const from = since < earliestTold ? earliestTold : since
  const untold = new Set(await listUntold(tx))
  for (let change = nextHandOver(roster, from); change !== undefined && change <= at;) {
    const before = who(roster, plusMs(change, -1))?.person
    const now = who(roster, change)?.person
    if (now !== undefined && now !== before && !untold.has(now))
      await queueRotaNotice(tx, handOver(shell, { roster, directory, at: change }, now, before), at)
    change = nextHandOver(roster, change)
  }
}

function handOver(
  { publicUrl }: Needs,
  { roster, directory, at }: Told,
  person: string,
  before: string | undefined,
) {
  const { rota } = roster
  const until = stretches(roster, at, plusMs(at, 60 * DAY_MS))[0]?.to
  const name = (id: string) => directory.people.get(id)?.name ?? id
  return {
    about: `hand-over ${rota.id} ${at}`,
    recipient: person,
    subject: `You are on call: ${rota.title}`,
    text: [
      `Since ${shown(at, rota.zone)} (${rota.zone}) you have the turn of ${rota.title}.`,
      ...(until === undefined ? [] : [`It ends on ${shown(until, rota.zone)}.`]),
      before === undefined ? 'Nobody had it before you.' : `Before you it was ${name(before)}.`,
      '',
      `${publicUrl}/on-call`,
      'You can turn these notices off there.',
    ].join('\n'),
  }
}

async function tellGaps(
  shell: Needs,
  tx: Transaction,
  { roster, directory, at }: Told,
): Promise<void> {
  const { rota } = roster
  const gaps = stretches(roster, at, plusMs(at, GAPS_AHEAD_MS)).filter(
    (stretch): stretch is Gap => !isShift(stretch),
  )
  const out = outOfReach(roster, directory, at)
  if (gaps.length === 0 && out.length === 0) return
  // A rota that has nobody on at night is told of once, not every night; what lasts for days besides, once more.
  const isLong = gaps.some(({ from, to }) => msBetween(from, to) > LONG_MS)
  const of = hash('sha256', JSON.stringify([rota, gaps.length > 0, isLong, out])).slice(0, 16)
  const about = `gaps ${rota.id} ${of}`
  const text = [
    ...(gaps.length === 0 ? [] : [`Nobody is on call for ${rota.title} (${rota.zone}):`]),
    ...gaps
      .slice(0, GAPS_TOLD_MAX)
      .map(({ from, to }) => `  ${shown(from, rota.zone)} to ${shown(to, rota.zone)}`),
    ...(gaps.length > GAPS_TOLD_MAX ? [`  and ${gaps.length - GAPS_TOLD_MAX} more`] : []),
    ...(out.length === 0 ? [] : [`No way is known to reach, in ${rota.title}: ${out.join(', ')}.`]),
    '',
    `${shell.publicUrl}/on-call`,
  ].join('\n')
  const subject =
    gaps.length === 0
      ? `Somebody of ${rota.title} cannot be reached`
      : `Nobody is on call for ${rota.title} at times`
  for (const recipient of keepersOf(roster, directory))
    await queueRotaNotice(tx, { about, recipient, subject, text }, at)
}

const GAPS_TOLD_MAX = 10
const LONG_MS = 3 * DAY_MS
const KEEPERS_MAX = 20

/** Whoever looks after rotas: the group `rotas` of the directory, or else the operators, or else those who take turns. */
function keepersOf({ rota }: Roster, { groups, positions }: Directory): readonly string[] {
  const group = groups.get('rotas') ?? groups.get('operators')
  const people = rota.layers.flatMap(layer => layer.people)
  const keepers = group ?? (people.length > 0 ? people : (positions.get(ON_CALL) ?? []))
  return [...new Set(keepers)].slice(0, KEEPERS_MAX)
}

/** Names of those with a turn in the next two weeks of whom no address is known. */
function outOfReach(roster: Roster, { people }: Directory, at: Instant): readonly string[] {
  const ahead = stretches(roster, at, plusMs(at, GAPS_AHEAD_MS)).filter(stretch => isShift(stretch))
  return [...new Set(ahead.map(({ person }) => person))]
    .map(id => people.get(id))
    .filter(person => person !== undefined)
    .filter(({ id, ...person }) =>
      [...LOUD, 'sms', 'voice', 'webhook'].every(
        channel =>
          addressOf(id, { id, ...person }, channel as Channel, { evenUnverified: true }) ===
          undefined,
      ),
    )
    .map(({ name }) => name)
}

/** Gives how many were due. */
export async function sendRotaNotices(
  shell: Needs,
  destinations: readonly Destination[],
): Promise<number> {
  const now = shell.now()
  const claimedUntil = plusMs(now, CLAIM_MS)
  const due = await claimRotaNotices(shell.pool, { now, claimedUntil, limit: AT_ONCE_MAX })
  if (due.length === 0) return 0
  const directory = await shell.directory.current(shell.pool)
  for (const notice of due) await send(shell, destinations, directory, notice)
  return due.length
}

async function send(
  shell: Needs,
  destinations: readonly Destination[],
  { people }: Directory,
  notice: DueRotaNotice,
): Promise<void> {
  const { id, recipient, about, attempt } = notice
  const person = people.get(recipient)
  const order = about.startsWith('swap ') ? LOUD : (person?.reach?.messages ?? QUIET)
  let isLater = false
  for (const channel of order) {
    const destination = destinations.find(one => one.channel === channel)
    const address = addressOf(recipient, person, channel)
    if (destination === undefined || address === undefined) continue
    // In quiet hours nothing rings for it; whoever has no other channel is told when they are over.
    if (!mayTell(person?.reach, channel, shell.now())) {
      isLater = true
      continue
    }
    const message = messageOf(shell, notice, channel, { address, name: person?.name ?? recipient })
    const outcome = await destination.send(message, AbortSignal.timeout(SEND_MS_MAX))
    if (outcome.delivered) return postponeRotaNotice(shell.pool, id, null)
    isLater ||= outcome.retry === 'later'
    shell.log.warn(
      { err: outcome.cause, recipient, about, channel },
      'a notice of a turn was not taken',
    )
  }
  if (!isLater || attempt >= ATTEMPTS_MAX) {
    shell.log.info({ recipient, about }, 'nobody could be told of a turn')
    return postponeRotaNotice(shell.pool, id, null)
  }
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), HOUR_MS)
  return postponeRotaNotice(shell.pool, id, plusMs(shell.now(), waitMs))
}

/** Without `person` it is a plain letter: there is no incident that it could lead to. */
function messageOf(
  { publicUrl }: Needs,
  { about, recipient, subject, text, createdAt }: DueRotaNotice,
  channel: Channel,
  { address, name }: { readonly address: string; readonly name: string },
): Message {
  const key = JSON.stringify(['rota', about, recipient])
  return {
    idempotencyKey: key,
    messageId: key,
    threadId: 'rotas',
    incident: { id: '', number: 0, title: '', exercise: false, restricted: false },
    channel,
    act: 'rota',
    subject,
    text,
    cites: [],
    to: { address, name },
    incidentUrl: /https?:\S+/.exec(text)?.[0] ?? `${publicUrl}/on-call`,
    at: createdAt,
  }
}
