// The nights ahead: when somebody would be asked who is not reached, or nobody would be asked at all.
import type { Directory } from '#/core/directory.ts'
import { isShift, overridesOf, stretches } from '#/core/oncall/on-call.ts'
import { ROTA_PREFIX } from '#/core/oncall/rota.ts'
import type { Override } from '#/core/oncall/rota.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { PersonReadiness } from '#/core/readiness/readiness.ts'
import type { Instant } from '#/core/time.ts'

/** What is at stake: a turn, something that the plan names, or a step of the ladder. */
export type At = {
  readonly kind: 'rota' | 'position' | 'group' | 'role' | 'level'
  readonly id: string
  readonly title: string
}

/**
 * `nobody`: nobody would be asked. `person`: somebody would, who is not reached, or hardly. `same-twice`: they would be asked twice
 * in a row, and so nobody comes after them.
 */
export type RiskCode = 'nobody' | 'person' | 'same-twice'

/** Half-open: at `to` it is over. */
export type Risk = {
  readonly from: Instant
  readonly to: Instant
  readonly at: At
  readonly code: RiskCode
  readonly level: 'unreachable' | 'weak'
  readonly person: string | undefined
}

export type Ahead = {
  /** As it is written, with rotas among the holders of positions. */
  readonly directory: Directory
  readonly overrides: readonly Override[]
  readonly plan: Pick<Plan, 'positions' | 'groups' | 'roles' | 'levels'> | undefined
  readonly readinessOf: (person: string) => Pick<PersonReadiness, 'level'>
  readonly from: Instant
  readonly to: Instant
}

/** In the order of time; what begins together the worst first. What goes on is told once. */
export function risksAhead(ahead: Ahead): readonly Risk[] {
  const open = new Map<string, Risk>()
  const found: Risk[] = []
  for (const span of spansOf(ahead)) {
    const now = new Map(risksAt(ahead, span.turns).map(risk => [keyOf(risk), risk]))
    for (const [key, risk] of open) if (!now.has(key)) end(open, found, key, risk)
    for (const [key, risk] of now)
      open.set(key, { ...risk, from: open.get(key)?.from ?? span.from, to: span.to })
  }
  found.push(...open.values())
  return found.toSorted(inOrder)
}

function end(open: Map<string, Risk>, found: Risk[], key: string, risk: Risk): void {
  open.delete(key)
  found.push(risk)
}

function keyOf({ at, code, person, level }: Omit<Risk, 'from' | 'to'>): string {
  return JSON.stringify([at.kind, at.id, code, person, level])
}

function inOrder(one: Risk, other: Risk): number {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  if (one.level !== other.level) return one.level === 'unreachable' ? -1 : 1
  return keyOf(one) < keyOf(other) ? -1 : 1
}

/** Who has the turn of each rota; undefined: nobody. */
type Turns = ReadonlyMap<string, string | undefined>
type Span = { readonly from: Instant; readonly to: Instant; readonly turns: Turns }

/** Times in which nobody hands over to anybody. */
function* spansOf({ directory, overrides, from, to }: Ahead): Generator<Span> {
  const rosters = [...directory.rotas.values()].map(rota => {
    const roster = { rota, overrides: overridesOf(rota.id, overrides) }
    return { id: rota.id, found: stretches(roster, from, to), next: 0 }
  })
  const ends = new Set(rosters.flatMap(({ found }) => found.map(stretch => stretch.to)))
  let since = from
  for (const until of [...ends.add(to)].toSorted()) {
    const turns = new Map<string, string | undefined>()
    for (const roster of rosters) {
      while ((roster.found[roster.next]?.to ?? to) <= since && since < to) roster.next++
      const stretch = roster.found[roster.next]
      turns.set(roster.id, stretch !== undefined && isShift(stretch) ? stretch.person : undefined)
    }
    yield { from: since, to: until, turns }
    since = until
  }
}

type RiskNow = Omit<Risk, 'from' | 'to'>

function risksAt(ahead: Ahead, turns: Turns): readonly RiskNow[] {
  const { directory, plan } = ahead
  const holders = (position: string) => holdersOf(directory, turns, position)
  return [
    ...[...directory.rotas.values()].flatMap(({ id, title }) => {
      const person = turns.get(id)
      return person === undefined ? [] : riskOf(ahead, { kind: 'rota', id, title }, person)
    }),
    ...gaps(ahead, turns),
    ...(plan?.positions ?? []).flatMap(({ id, title }) =>
      [...new Set(written(directory, id))]
        .filter(holder => !holder.startsWith(ROTA_PREFIX))
        .flatMap(person => riskOf(ahead, { kind: 'position', id, title }, person)),
    ),
    ...(plan?.positions ?? [])
      .filter(({ id }) => holders(id).length === 0)
      .map(({ id, title }) => nobody({ kind: 'position', id, title })),
    ...(plan?.groups ?? [])
      .filter(({ id }) => (directory.groups.get(id) ?? []).length === 0)
      .map(({ id, title }) => nobody({ kind: 'group', id, title })),
    ...(plan?.roles ?? []).flatMap(({ id, title, holders: positions }) =>
      twice({ kind: 'role', id, title }, positions.flatMap(holders)),
    ),
    ...levelsTwice(ahead, turns),
  ]
}

function written({ positions }: Directory, position: string): readonly string[] {
  return positions.get(position) ?? []
}

/** In the order in which they are asked, each as often as they are named. */
function holdersOf(directory: Directory, turns: Turns, position: string): readonly string[] {
  return written(directory, position).flatMap(holder => {
    if (!holder.startsWith(ROTA_PREFIX)) return [holder]
    const person = turns.get(holder.slice(ROTA_PREFIX.length))
    return person === undefined ? [] : [person]
  })
}

function riskOf({ readinessOf }: Ahead, at: At, person: string): readonly RiskNow[] {
  const { level } = readinessOf(person)
  return level === 'unreachable' || level === 'weak' ? [{ at, code: 'person', level, person }] : []
}

/** Times without a turn, of rotas that fill nothing that the plan names: of the others the position tells. */
function gaps({ directory, plan }: Ahead, turns: Turns): readonly RiskNow[] {
  const told = new Set((plan?.positions ?? []).flatMap(({ id }) => written(directory, id)))
  return [...directory.rotas.values()]
    .filter(({ id }) => turns.get(id) === undefined && !told.has(`${ROTA_PREFIX}${id}`))
    .map(({ id, title }) => nobody({ kind: 'rota', id, title }))
}

function nobody(at: At): RiskNow {
  return { at, code: 'nobody', level: 'unreachable', person: undefined }
}

function twice(at: At, line: readonly string[]): readonly RiskNow[] {
  const again = line.filter((person, index) => index > 0 && line[index - 1] === person)
  return [...new Set(again)].map(person => ({ at, code: 'same-twice', level: 'weak', person }))
}

/** Levels on which nobody stands but whoever was silent on the one below. */
function levelsTwice(ahead: Ahead, turns: Turns): readonly RiskNow[] {
  const ladder = (ahead.plan?.levels ?? []).toSorted((one, other) => one.level - other.level)
  const asked = ladder.map(({ members }) => [
    ...new Set(members.flatMap(party => partyOf(ahead, turns, party))),
  ])
  return ladder.flatMap(({ level, title }, index) => {
    const [person, ...others] = asked[index] ?? []
    const below = asked[index - 1] ?? []
    if (person === undefined || others.length > 0 || below.length !== 1) return []
    if (below[0] !== person) return []
    return [
      {
        at: { kind: 'level', id: String(level), title },
        code: 'same-twice',
        level: 'weak',
        person,
      },
    ]
  })
}

function partyOf({ directory, plan }: Ahead, turns: Turns, party: string): readonly string[] {
  const role = plan?.roles.find(({ id }) => id === party)
  if (role !== undefined)
    return role.holders.flatMap(position => holdersOf(directory, turns, position))
  return directory.positions.has(party)
    ? holdersOf(directory, turns, party)
    : (directory.groups.get(party) ?? [])
}
