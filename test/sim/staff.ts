import type { Directory, Reach } from '#/core/directory.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Chance } from '#/core/chance.ts'

/** How somebody behaves on these days. */
export type Character = {
  readonly id: string
  /** Sleeps from ten at night to six in the morning, UTC, and hears no page. */
  readonly sleeps: boolean
  /** Hears this many pages of ten at other times. */
  readonly hears: number
  /** Minutes until they answer, at most. */
  readonly slow: number
  /** Does this many things of ten that nobody expected of them. */
  readonly odd: number
}

const NAMES = ['ana', 'bo', 'cai', 'dee', 'eva', 'fay', 'gus', 'ida']

export function characters(chance: Chance): readonly Character[] {
  return NAMES.map(id => ({
    id,
    sleeps: chance.of(3, 4),
    hears: chance.one([0, 5, 8, 10]),
    slow: chance.one([1, 4, 20, 200]),
    odd: chance.one([1, 1, 3]),
  }))
}

/** Fills every position and group of the plan with some of them, now and then with nobody; lists outside may be missing too. */
export function staffed(plan: Plan, people: readonly Character[], chance: Chance): Directory {
  const some = () => {
    const count = chance.of(1, 12) ? 0 : chance.between(1, 3)
    const drawn = Array.from({ length: count }, () => chance.one(people).id)
    return [...new Set(drawn)]
  }
  const trainings = [...new Set(plan.roles.flatMap(role => role.needs ?? []))]
  const lists = plan.audiences.filter(audience => audience.outside).flatMap(it => it.members)
  return {
    rotas: new Map(),
    people: new Map(
      people.map(({ id }) => [
        id,
        {
          id,
          name: id,
          email: `${id}@inside.example`,
          ...(chance.of(1, 2) && { reach: reached(chance) }),
          trained: trainings.filter(() => chance.of(3, 4)),
        },
      ]),
    ),
    positions: new Map(plan.positions.map(({ id }) => [id, some()])),
    groups: new Map(plan.groups.map(({ id }) => [id, some()])),
    contacts: new Map(
      lists.map(list => [list, chance.of(1, 8) ? [] : [`${list}@outside.example`]]),
    ),
  }
}

/** How somebody wants to be reached: more and more insistently. */
function reached(chance: Chance): Reach {
  const later = [
    { afterMinutes: 1, via: ['push', 'sms'] as const },
    { afterMinutes: chance.between(2, 4), via: ['voice'] as const },
    { afterMinutes: chance.between(5, 15), via: ['voice', 'email'] as const },
  ]
  return {
    pages: [
      { afterMinutes: 0, via: chance.one([['push'], ['email', 'slack']] as const) },
      ...later.filter(() => chance.of(2, 3)),
    ],
    ...(chance.of(1, 2) && { messages: ['email', 'push'] as const }),
    ...(chance.of(1, 2) && { quiet: { from: '22:00', to: '07:00', zone: 'Europe/Luxembourg' } }),
  }
}

/** When somebody answers a page that was sent at an instant, in milliseconds from then; undefined: never. */
export function answersAfter(it: Character, sentAt: Instant, chance: Chance): number | undefined {
  const hour = Math.floor(toMs(sentAt) / 3_600_000) % 24
  const asleep = it.sleeps && (hour >= 22 || hour < 6)
  if (asleep || !chance.of(it.hears, 10)) return undefined
  return chance.below(it.slow * 60_000)
}
