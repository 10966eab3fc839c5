import { BUILT_IN_MOMENTS, CHANNELS } from '#/core/plan/plan.ts'

/** `special`: words of the language that stand beside the declared names, or alone where nothing is declared. */
type Kind = {
  readonly noun?: string
  readonly section?: string
  readonly special?: readonly string[]
}

/** Kinds of name that a plan refers to. Each is declared in one section of the source, or given with the language. */
const KIND_LIST = {
  clause: { noun: 'clause', section: 'clauses' },
  severity: { noun: 'severity', section: 'severities' },
  type: { noun: 'type', section: 'types' },
  classification: { noun: 'classification', section: 'classifications' },
  source: { noun: 'detection source', section: 'sources' },
  calendar: { noun: 'calendar', section: 'calendars' },
  system: { noun: 'system', section: 'systems' },
  fact: { noun: 'fact', section: 'facts' },
  moment: { noun: 'moment', section: 'moments', special: BUILT_IN_MOMENTS },
  position: { noun: 'position', section: 'positions' },
  group: { noun: 'group', section: 'groups' },
  role: { noun: 'role', section: 'roles' },
  decision: { noun: 'decision', section: 'decisions' },
  audience: { noun: 'audience', section: 'audiences' },
  template: { noun: 'template', section: 'templates' },
  stage: { noun: 'stage', section: 'stages' },
  obligation: { noun: 'obligation', section: 'obligations' },
  gate: { noun: 'gate', section: 'gates' },
  level: { noun: 'level', section: 'escalation' },
  field: { noun: 'field of the record', section: 'record' },
  'on-call': { special: ['on-call'] },
  channel: { noun: 'channel', special: CHANNELS },
  each: { special: ['each'] },
  confirmed: { special: ['severity'] },
  start: { special: ['applies', 'entered'] },
  crowd: { special: ['everyone', 'responders', 'reporter', 'on-call'] },
} as const satisfies Record<string, Kind>
export type NameKind = keyof typeof KIND_LIST
const KINDS: Readonly<Record<NameKind, Kind>> = KIND_LIST

const KIND_NAMES = Object.keys(KINDS) as NameKind[]
/** Whoever a plan may ask something of. */
export const PARTIES = ['role', 'position', 'group'] as const satisfies readonly NameKind[]

export type Names = {
  of(kind: NameKind): ReadonlySet<string>
  noun(kind: NameKind): string | undefined
  section(kind: NameKind): string | undefined
  special(kind: NameKind): readonly string[]
  /** The levels of a classification. */
  levelsOf(classification: string): ReadonlySet<string>
  /** Kinds that have this name. */
  kindsOf(name: string): readonly NameKind[]
  /** What a name stands for: itself, or what a plan has put in the place of a name of a regime. */
  meaning(kind: NameKind, name: string): string
}

export function isSpecialName(kind: NameKind, name: string): boolean {
  return specialNames(kind).includes(name)
}

function specialNames(kind: NameKind): readonly string[] {
  return KINDS[kind].special ?? []
}

/**
 * The names that a source declares, read from it as it was written: an element with a mistake in it still has its name, and
 * what refers to it is not reported a second time.
 */
export function readNames(top: unknown): Names {
  const declared = new Map<NameKind, ReadonlySet<string>>()
  for (const kind of KIND_NAMES) {
    const { section } = KINDS[kind]
    if (section !== undefined) declared.set(kind, new Set(keysOf(at(top, section))))
  }
  declared.set('obligation', new Set(obligationIds(top)))
  return {
    of: kind => declared.get(kind) ?? new Set(),
    noun: kind => KINDS[kind].noun,
    section: kind => KINDS[kind].section,
    special: specialNames,
    levelsOf: id => new Set(keysOf(at(at(at(top, 'classifications'), id), 'levels'))),
    kindsOf: name =>
      KIND_NAMES.filter(
        kind => declared.get(kind)?.has(name) === true || isSpecialName(kind, name),
      ),
    meaning: (_, name) => name,
  }
}

function obligationIds(top: unknown): readonly string[] {
  const playbooks = at(top, 'playbooks')
  const lists = [
    at(top, 'obligations'),
    ...keysOf(playbooks).map(key => at(at(playbooks, key), 'steps')),
  ]
  const entries = lists.flatMap(list => (Array.isArray(list) ? list : [])) as readonly unknown[]
  const ids = entries.map(entry => at(entry, 'id')).filter(id => typeof id === 'string')
  return [...ids, ...followingIds(top, entries)]
}

/** Ids of the promises that follow from others (`generated.ts`): gates may wait for them too. */
function followingIds(top: unknown, entries: readonly unknown[]): readonly string[] {
  const decisions = at(top, 'decisions')
  const roles = at(top, 'roles')
  const broken = [
    ...entries.filter(mayBeBroken).map(entry => at(entry, 'id')),
    ...keysOf(decisions).filter(key => mayBeBroken(at(decisions, key))),
  ]
  return [
    ...broken.map(id => `${String(id)}${OVERRIDE_SUFFIX}`),
    ...keysOf(roles)
      .filter(key => at(at(roles, key), 'most') !== undefined)
      .map(key => `${HAND_OVER_PREFIX}${key}`),
  ]
}

/** Somebody may act without the approval that it wants. */
function mayBeBroken(entry: unknown): boolean {
  const approve = at(entry, 'approve')
  const cases: readonly unknown[] = Array.isArray(approve) ? approve : [approve]
  return cases.some(it => at(it, 'break-glass') !== undefined)
}

/** Whoever acted without approval reports it: the promise is named after what was done. */
export const OVERRIDE_SUFFIX = '-without-approval'
/** Whoever has held a role long enough hands it over: the promise is named after the role. */
export const HAND_OVER_PREFIX = 'hand-over-'

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value)
    : []
}
