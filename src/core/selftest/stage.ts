import { isZone } from '#/core/calendar/is-zone.ts'
import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import type { Fact, Moment, Plan } from '#/core/plan/plan.ts'
import { dated } from '#/core/plan/regime/in-force.ts'
import { entityFact } from '#/core/plan/regime/names.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import type { RegimeSource } from '#/core/plan/source/regime.ts'
import { isPlace, zoneOf } from '#/core/calendar/places.ts'
import { readEntity } from '#/core/selftest/entity.ts'
import type { ReadEntity } from '#/core/selftest/entity.ts'
import { readZone } from '#/core/selftest/zone.ts'
import type { Vector } from '#/core/selftest/vector.ts'

/** A plan that does nothing but use one regime, as the organisation of a vector would. */
export type Stage = {
  readonly plan: Plan
  readonly zone: string
  /** How the vector was read so far. */
  readonly read: readonly string[]
}

export type StageProblem = { readonly problem: string; readonly known?: readonly string[] }

/** Builds plans for vectors, each distinct one once. */
export function createStages(regimes: Regimes) {
  const built = new Map<string, Compiled>()
  return (source: RegimeSource, vector: Vector): Stage | StageProblem => {
    const entity = readEntity(source, vector.entity)
    if ('problem' in entity) return entity
    const where = whereOf(source, vector, entity)
    if ('problem' in where) return where
    const text = JSON.stringify(planSource(source, entity, where.calendar))
    const key = `${source.regime} ${text} ${where.zone}`
    const result = built.get(key) ?? compiled(text, regimes, where.zone)
    built.set(key, result)
    if ('problem' in result) return result
    const { plan } = result
    return {
      plan: withoutUnsaid(plan, source, entity),
      zone: where.zone,
      read: [...where.read, ...entity.read],
    }
  }
}

type Where = {
  readonly zone: string
  /** As a plan source has it; undefined where the regime brings its own. */
  readonly calendar: object | undefined
  readonly read: readonly string[]
}

function whereOf(
  source: RegimeSource,
  vector: Vector,
  { place: written, zone }: ReadEntity,
): Where | StageProblem {
  const place = written === undefined ? undefined : placeMeant(written)
  if (place !== undefined && !isPlace(place))
    return {
      problem: `No holidays are known of a place ${JSON.stringify(place)}. Write a country such as DE, or a part of one such as US-NY.`,
    }
  if (zone !== undefined && !isZone(zone))
    return { problem: `There is no time zone ${JSON.stringify(zone)}.` }
  if (place !== undefined) {
    const its = zone ?? zoneOf(place) ?? 'UTC'
    return {
      zone: its,
      calendar: { place, zone: its },
      read: [`working days and holidays of ${place}, times in ${its}`],
    }
  }
  const own = source.calendar
  const ownZone = own?.zone ?? (own?.place === undefined ? undefined : zoneOf(own.place))
  const read =
    zone === undefined ? readZone(vector, ownZone) : { zone, told: `times in ${zone}, as written` }
  if (own !== undefined && read.zone === ownZone)
    return { zone: read.zone, calendar: undefined, read: [read.told] }
  const holidays = own?.holidays ?? (own?.place === undefined ? [] : [own.place])
  const days =
    holidays.length === 0
      ? 'no calendar is given: Monday to Friday without holidays'
      : `holidays of ${holidays.join(', ')}`
  return { zone: read.zone, calendar: { zone: 'UTC', holidays }, read: [read.told, days] }
}

/** Countries that go by another code than ISO 3166 has for them. */
const PLACE_WORDS: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' }

function placeMeant(written: string): string {
  const place = written.trim().toUpperCase()
  return PLACE_WORDS[place] ?? place
}

function planSource(source: RegimeSource, { answers }: ReadEntity, calendar: object | undefined) {
  const each = (names: object | undefined, to: string) =>
    Object.fromEntries(Object.keys(names ?? {}).map(name => [name, to]))
  return {
    plan: 'vector',
    title: 'Date vector',
    version: '1',
    severities: { any: {} },
    positions: { somebody: {} },
    audiences: { others: { outside: true, members: ['others'] } },
    // A regime that needs none is not hindered by one.
    ...(calendar !== undefined && { calendars: { vector: calendar } }),
    uses: {
      [source.regime]: {
        entity: Object.fromEntries(answers),
        by: each(source.by, 'somebody'),
        to: each(source.to, 'others'),
        ...(calendar !== undefined && { calendar: 'vector' }),
      },
    },
  }
}

type Compiled = { readonly plan: Plan } | StageProblem

/** A regime that is not as it should be is told with its own file and line. */
function compiled(text: string, regimes: Regimes, zone: string): Compiled {
  const result = compile(text, { regimes })
  if ('plan' in result) return { plan: inZone(result.plan, zone) }
  return { problem: result.mistakes.map(formatMistake).join('\n') }
}

/** Compiled in UTC, since a plan may not name an offset as its zone, and a vector may. */
function inZone(plan: Plan, zone: string): Plan {
  const calendars = plan.calendars.map(calendar =>
    calendar.id === 'vector' ? { ...calendar, zone } : calendar,
  )
  const moved = { ...plan, zone, calendars }
  return { ...moved, rules: plan.rules.map(rule => dated(moved, rule)) }
}

/** What the vector does not say of the organisation is not known, where the regime takes nothing for granted. */
function withoutUnsaid(plan: Plan, { regime }: RegimeSource, { unsaid }: ReadEntity): Plan {
  const unknown = new Set(unsaid.map(name => entityFact(regime, name)))
  const facts = plan.facts.map((fact): Fact => {
    if (!unknown.has(fact.id)) return fact
    const { known: _known, ...rest } = fact
    return rest
  })
  return { ...plan, facts, moments: plan.moments.map(givenOnly) }
}

/** A classification has its time from the vector alone: when the run assesses it says nothing. */
function givenOnly(moment: Moment): Moment {
  if (moment.is?.kind !== 'assessed') return moment
  const { is: _is, ...rest } = moment
  return rest
}
