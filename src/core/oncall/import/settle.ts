// Holds what was made of an export against what the export itself says comes of it, hour by hour, and mends what differs.
import { isShift, stretches } from '#/core/oncall/on-call.ts'
import type { Roster, Rota } from '#/core/oncall/rota.ts'
import type { ImportedRota, ImportedShift, LeftOut, Said } from '#/core/oncall/import/imported.ts'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** So much that differs is no exception any more: the rota is another. */
export const SHIFTS_MAX = 1_000

export type Settled = {
  /** What stands in for turns of the rota: overrides of the export, and what it says otherwise. */
  readonly shifts: readonly ImportedShift[]
  readonly left: readonly LeftOut[]
}

/** From now on the rota with these shifts gives whom the export says, at every instant of which it says something. */
export function settle({ rota, overrides, said }: ImportedRota, at: Instant): Settled {
  const ahead = overrides
    .filter(({ from, to }) => from < to && to > at)
    .map(shift => (shift.from < at ? { ...shift, from: at } : shift))
  if (said === undefined || said.to <= at) return { shifts: ahead, left: unsaid(rota) }
  const from = said.from < at ? at : said.from
  const differing = differences(asRoster(rota, ahead), { ...said, from })
  const mended = differing.filter(({ said: person }) => person !== undefined)
  const surplus = differing.filter(({ said: person }) => person === undefined)
  const shifts = [
    ...ahead,
    ...mended.map(({ said: person = '', from, to }) => ({ person, from, to })),
  ]
  return {
    shifts: shifts.slice(0, SHIFTS_MAX),
    left: [...told(rota, mended, surplus), ...tooMany(rota, shifts.length)],
  }
}

export type Difference = {
  readonly from: Instant
  readonly to: Instant
  /** Who is on call by the rota, and by the export. */
  readonly mine: string | undefined
  readonly said: string | undefined
}

/** Where a rota and what is said of it differ; next to each other and of the same people they are one. */
export function differences(roster: Roster, said: Said): readonly Difference[] {
  const mine = stretches(roster, said.from, said.to)
  const edges = [
    ...mine.flatMap(({ from, to }) => [from, to]),
    ...said.shifts.flatMap(({ from, to }) => [from, to]),
  ].filter(edge => edge > said.from && edge < said.to)
  const cuts = [...new Set([said.from, ...edges, said.to])].toSorted()
  const shifts = said.shifts.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const found: Difference[] = []
  let turn = 0
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1]
    if (to === undefined) break
    while (mine[turn] !== undefined && (mine[turn]?.to ?? '') <= from) turn++
    const stretch = mine[turn]
    const person = stretch !== undefined && isShift(stretch) ? stretch.person : undefined
    const there = shifts.filter(shift => shift.from <= from && from < shift.to)
    const agrees =
      person === undefined ? there.length === 0 : there.some(shift => shift.person === person)
    if (!agrees) add(found, { from, to, mine: person, said: there[0]?.person })
  }
  return found
}

function add(found: Difference[], next: Difference): void {
  const last = found.at(-1)
  if (last?.to === next.from && last.mine === next.mine && last.said === next.said)
    found[found.length - 1] = { ...last, to: next.to }
  else found.push(next)
}

export function asRoster(rota: Rota, shifts: readonly ImportedShift[]): Roster {
  return {
    rota,
    overrides: shifts.map((shift, index) => ({ id: String(index), rota: rota.id, ...shift })),
  }
}

const HOUR_MS = 3_600_000
const hours = (found: readonly Difference[]) =>
  Math.round(found.reduce((sum, { from, to }) => sum + msBetween(from, to), 0) / HOUR_MS)

function told(
  rota: Rota,
  mended: readonly Difference[],
  surplus: readonly Difference[],
): readonly LeftOut[] {
  const until = mended.at(-1)?.to.slice(0, 10)
  const where = `rota ${rota.id}`
  return [
    ...(mended.length === 0
      ? []
      : [
          {
            where,
            what: `${mended.length} shifts (${hours(mended)} h) differ from the turns; they are carried over one by one, until ${until}.`,
          },
        ]),
    ...(surplus.length === 0
      ? []
      : [
          {
            where,
            what: `For ${hours(surplus)} h from ${surplus[0]?.from ?? ''} the export has nobody on call, where the turns have somebody.`,
          },
        ]),
  ]
}

function tooMany(rota: Rota, count: number): readonly LeftOut[] {
  if (count <= SHIFTS_MAX) return []
  return [
    {
      where: `rota ${rota.id}`,
      what: `Only the first ${SHIFTS_MAX} of ${count} single shifts are carried over.`,
    },
  ]
}

function unsaid(rota: Rota): readonly LeftOut[] {
  return [
    {
      where: `rota ${rota.id}`,
      what: 'The export does not say who is on call when, so that the turns could not be held against it. Compare a few days yourself.',
    },
  ]
}

type Spell = { readonly from: Instant; readonly to: Instant }

/** Whether any of some is at the same time as any of others; both in order. */
export function doOverlap(some: readonly Spell[], others: readonly Spell[]): boolean {
  let index = 0
  for (const { from, to } of some) {
    while ((others[index]?.to ?? to) <= from) index++
    const other = others[index]
    if (other === undefined) return false
    if (other.from < to) return true
  }
  return false
}
