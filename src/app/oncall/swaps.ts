// Swaps: one asks another to take a turn. It is theirs once they say yes, and then it is an override like any other.
import { isShift, overridesOf, stretches } from '#/core/oncall/on-call.ts'
import type { Instant } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { appendOncallEvent, listOverrides } from '#/store/oncall.ts'
import { queueRotaNotice } from '#/store/rota-notices.ts'
import { appendSwap, listSwaps, readSwap } from '#/store/swaps.ts'
import type { StoredSwap } from '#/store/swaps.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'directory' | 'newId' | 'publicUrl'>

export type ShownSwap = StoredSwap

export type SwapProblem =
  | 'rota-unknown'
  | 'person-gone'
  | 'override-over'
  | 'swap-unknown'
  | 'swap-answered'
  | 'swap-turn-not-theirs'
  | 'swap-not-yours'

type Spell = { readonly from: Instant; readonly to: Instant }

export type NewSwap = Spell & {
  readonly rota: string
  readonly asked: string
  /** What whoever asks takes in return. */
  readonly back?: Spell | undefined
  readonly reason?: string | undefined
}

const SWAPS_SHOWN_MAX = 200

export async function swapsAhead(shell: Needs): Promise<readonly StoredSwap[]> {
  return listSwaps(shell.pool, shell.now(), SWAPS_SHOWN_MAX)
}

/** `asker` asks. Both turns must be theirs who would give them. */
export async function offerSwap(
  shell: Needs,
  offer: NewSwap,
  {
    asker,
    by,
    within,
  }: { readonly asker: string; readonly by: string; readonly within: Transaction | undefined },
): Promise<{ readonly id: string } | { readonly problem: SwapProblem }> {
  return inOne(shell, within, async tx => {
    const { rota, asked, from, to, back } = offer
    const { directory } = await shell.directory.book(tx)
    if (!directory.rotas.has(rota)) return { problem: 'rota-unknown' }
    if (!directory.people.has(asked) || !directory.people.has(asker) || asked === asker)
      return { problem: 'person-gone' }
    const at = shell.now()
    for (const spell of [offer, ...(back === undefined ? [] : [back])])
      if (spell.from >= spell.to || spell.to <= at) return { problem: 'override-over' }
    const said: StoredSwap = {
      swap: shell.newId('swap'),
      rota,
      asker,
      asked,
      from,
      to,
      backFrom: back?.from ?? null,
      backTo: back?.to ?? null,
      reason: offer.reason ?? null,
      what: 'offered',
      at,
      by,
    }
    if (!(await stillTheirs(shell, tx, said))) return { problem: 'swap-turn-not-theirs' }
    await appendSwap(tx, said)
    await tell(shell, tx, said)
    return { id: said.swap }
  })
}

export type SwapAnswer = 'accepted' | 'declined' | 'withdrawn'

/** Only who was asked says yes or no; only who asked takes it back. `person` undefined: a machine, which answers for nobody. */
export async function answerSwap(
  shell: Needs,
  { swap, what }: { readonly swap: string; readonly what: SwapAnswer },
  {
    person,
    by,
    within,
  }: {
    readonly person: string | undefined
    readonly by: string
    readonly within: Transaction | undefined
  },
): Promise<StoredSwap | { readonly problem: SwapProblem }> {
  return inOne(shell, within, async tx => {
    const last = await readSwap(tx, swap)
    if (last === undefined) return { problem: 'swap-unknown' }
    if (person !== (what === 'withdrawn' ? last.asker : last.asked))
      return { problem: 'swap-not-yours' }
    if (last.what !== 'offered') return { problem: 'swap-answered' }
    const at = shell.now()
    if (what === 'accepted' && last.to <= at) return { problem: 'override-over' }
    // What was offered may have gone to somebody else meanwhile.
    if (what === 'accepted' && !(await stillTheirs(shell, tx, last)))
      return { problem: 'swap-turn-not-theirs' }
    const said = { ...last, what, at, by }
    if (!(await appendSwap(tx, said))) return { problem: 'swap-answered' }
    if (what === 'accepted') await takeOver(shell, tx, said)
    await tell(shell, tx, said)
    return said
  })
}

async function inOne<T>(
  shell: Needs,
  within: Transaction | undefined,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return within === undefined ? transaction(shell.pool, work) : work(within)
}

/** What is still to come of each turn belongs to whoever would give it, throughout. */
async function stillTheirs(
  shell: Needs,
  tx: Transaction,
  { rota: id, asker, asked, from, to, backFrom, backTo }: StoredSwap,
): Promise<boolean> {
  const { directory } = await shell.directory.book(tx)
  const rota = directory.rotas.get(id)
  if (rota === undefined) return false
  const at = shell.now()
  const roster = { rota, overrides: overridesOf(id, await listOverrides(tx, at)) }
  const belongs = (spell: Spell, person: string) => {
    const begins = spell.from < at ? at : spell.from
    return (
      begins >= spell.to ||
      stretches(roster, begins, spell.to).every(one => isShift(one) && one.person === person)
    )
  }
  return (
    belongs({ from, to }, asker) &&
    (backFrom === null || backTo === null || belongs({ from: backFrom, to: backTo }, asked))
  )
}

async function takeOver(shell: Needs, tx: Transaction, swap: StoredSwap): Promise<void> {
  const { rota, asker, asked, from, to, backFrom, backTo, at, by } = swap
  const common = { rota, reason: `Swap ${swap.swap}`, at, by }
  const later = (one: Instant) => (one < at ? at : one)
  const id = () => shell.newId('override')
  await appendOncallEvent(tx, { ...common, override: id(), person: asked, from: later(from), to })
  if (backFrom === null || backTo === null || backTo <= at) return
  const back = { override: id(), person: asker, from: later(backFrom), to: backTo }
  await appendOncallEvent(tx, { ...common, ...back })
}

/** Whom a word on a swap concerns: who is asked, and then both. */
async function tell(shell: Needs, tx: Transaction, swap: StoredSwap): Promise<void> {
  const { directory } = await shell.directory.book(tx)
  const title = directory.rotas.get(swap.rota)?.title ?? swap.rota
  const zone = directory.rotas.get(swap.rota)?.zone ?? 'UTC'
  const name = (person: string) => directory.people.get(person)?.name ?? person
  const recipients = {
    offered: [swap.asked],
    accepted: [swap.asker, swap.asked],
    declined: [swap.asker],
    withdrawn: [swap.asked],
  }[swap.what]
  const spell = (from: Instant, to: Instant) => `${shown(from, zone)} to ${shown(to, zone)}`
  const subject = {
    offered: `${name(swap.asker)} asks you to take a turn of ${title}`,
    accepted: `${name(swap.asked)} takes the turn of ${name(swap.asker)} (${title})`,
    declined: `${name(swap.asked)} does not take your turn of ${title}`,
    withdrawn: `${name(swap.asker)} no longer asks you for a turn of ${title}`,
  }[swap.what]
  const text = [
    `${title}: ${spell(swap.from, swap.to)} (${zone})`,
    ...(swap.backFrom === null || swap.backTo === null
      ? []
      : [`In return ${name(swap.asker)} takes ${spell(swap.backFrom, swap.backTo)}.`]),
    ...(swap.reason === null ? [] : [`Reason: ${swap.reason}`]),
    '',
    `${shell.publicUrl}/on-call?swap=${swap.swap}`,
  ].join('\n')
  const about = `swap ${swap.swap} ${swap.what}`
  for (const recipient of recipients)
    await queueRotaNotice(tx, { about, recipient, subject, text }, swap.at)
}

/** `Mon 2 Mar 2026, 09:00` on the clocks of a zone. */
export function shown(at: Instant, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
}
