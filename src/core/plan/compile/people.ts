import { compileCondition } from '#/core/plan/compile/condition.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import {
  compileElement,
  compileFlag,
  compileOptionalSpan,
  many,
  ordered,
  present,
  referMany,
  refer,
  referOptional,
  report,
  unique,
} from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { compileDecisions } from '#/core/plan/compile/authority.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import type { Audience, Level, Position, Role } from '#/core/plan/plan.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { PlanSource } from '#/core/plan/source.ts'

/** Who acts and who is told: positions, groups, roles, audiences, and the ladder that wakes them. */
export function compilePeople(context: ConditionContext, source: PlanSource) {
  return {
    positions: compileParties(context, 'positions', source),
    groups: compileParties(context, 'groups', source),
    roles: compileRoles(context, source),
    ...present({ rolesEach: source.people?.['roles-each'] }),
    decisions: compileDecisions(context, source),
    audiences: compileAudiences(context, source),
    levels: compileLevels(context, source),
  }
}

function compileParties(
  context: Context,
  section: 'positions' | 'groups',
  source: PlanSource,
): readonly Position[] {
  return ordered(context, [section], source[section]).map(({ id, entry }) =>
    compileElement(context, [section, id], id, entry),
  )
}

function compileRoles(context: Context, source: PlanSource): readonly Role[] {
  return ordered(context, ['roles'], source.roles).map(({ id, entry }) => {
    const path = ['roles', id]
    return present({
      ...compileElement(context, path, id, entry),
      holders: referMany(context, [...path, 'holders'], ['position'], entry.holders),
      duties: entry.duties ?? [],
      may: many(entry.may),
      notWith: referMany(context, [...path, 'not-with'], ['role'], entry['not-with']),
      ...compileTenure(context, path, entry),
    })
  })
}

type RoleSource = NonNullable<PlanSource['roles']>[string]

/** For how long, and under what conditions, somebody holds a role. */
function compileTenure(context: Context, path: Path, entry: RoleSource) {
  const { most, rest, needs, under, span, many } = entry
  if (most !== undefined && compileFlag(many))
    report(
      context,
      [...path, 'most'],
      'contradiction',
      'The hours of a role are those of one holder, and several hold this one.',
      'Leave `most` out, or `many`.',
    )
  return {
    most: compileOptionalSpan(context, [...path, 'most'], most),
    rest: compileOptionalSpan(context, [...path, 'rest'], rest),
    needs: needs === undefined || needs.length === 0 ? undefined : unique(needs),
    standIn: entry.default,
    handOver: entry['hand-over'],
    under: referOptional(context, [...path, 'under'], ['role'], under),
    span,
    many: compileFlag(many) ? (true as const) : undefined,
  }
}

/** How an audience is reached that does not say. */
const VIA_DEFAULT = ['email'] as const

function compileAudiences(context: Context, source: PlanSource): readonly Audience[] {
  return ordered(context, ['audiences'], source.audiences).map(({ id, entry }) => {
    const path = ['audiences', id]
    const outside = compileFlag(entry.outside)
    return {
      ...compileElement(context, path, id, entry),
      // Members of an outside audience are lists of contacts, which only the directory knows.
      members: outside
        ? many(entry.members)
        : referMany(context, [...path, 'members'], [...PARTIES, 'crowd'], entry.members),
      outside,
      via: entry.via === undefined ? VIA_DEFAULT : many(entry.via),
    }
  })
}

function compileLevels(context: ConditionContext, source: PlanSource): readonly Level[] {
  const levels = Object.entries(source.escalation ?? {}).map(([number, entry]) => {
    const path = ['escalation', number]
    const when =
      entry.when === undefined
        ? undefined
        : compileCondition(context, [...path, 'when'], entry.when)
    const members = referMany(context, [...path, 'members'], [...PARTIES, 'on-call'], entry.members)
    return present({
      ...compileElement(context, path, `level-${number}`, entry),
      level: Number(number),
      members,
      when,
    })
  })
  return levels.toSorted((one, other) => one.level - other.level)
}

/** Whoever owes or waives something. */
export function compileParty(
  context: Context,
  path: readonly (string | number)[],
  name: string,
): string {
  return refer(context, path, [...PARTIES, 'on-call'], name)
}
