// What is being written: from an obligation to the command that sends it, and from the record to a first draft.
import type { Plan } from '#/core/plan/plan.ts'
import type { Foresight, Incident, Obligation, Operations } from '../../api/operations.ts'
import { ruleIn } from '../naming.ts'

export type Parts = Readonly<Record<string, string>>
export type Kind = 'notice' | 'report' | 'publish'
export const COMMAND_OF = {
  notice: 'send-notice',
  report: 'submit-report',
  publish: 'publish',
} as const satisfies Record<Kind, keyof Operations>

/** The one part of a message that no template shapes. */
export const FREE_TEXT = 'text'
/** Stands where nothing was written yet, so that the rest of it can be looked at. */
export const NOT_YET = '…'
/** What the server puts where the record has nothing. */
const UNKNOWN = '(not known yet)'

export function kindOf(plan: Plan, obligation: string): Kind | undefined {
  const act = plan.rules.find(({ id }) => id === ruleIn(obligation))?.act.do
  return act === 'notice' || act === 'report' || act === 'publish' ? act : undefined
}

/** Parts of which something was written. */
export function writtenIn(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text.trim() !== ''))
}

/** What a first draft holds: the record's own words, where it has them all. */
export function firstDraft(parts: NonNullable<Foresight['writing']>['parts']): Parts {
  return Object.fromEntries(parts.flatMap(({ id, draft }) => (isWhole(draft) ? [[id, draft]] : [])))
}

export const isWhole = (draft: string | null): draft is string =>
  draft !== null && draft.trim() !== '' && !draft.includes(UNKNOWN)

/** The words that others were asked to approve last. */
export function askedWords(incident: Incident, obligation: string): Parts | undefined {
  return incident.approvals.find(it => it.obligation === obligation)?.asked?.parts ?? undefined
}

export function sameWords(one: Parts, other: Parts): boolean {
  const parts = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...parts].every(part => one[part] === other[part])
}

const OWED: ReadonlySet<string> = new Set(['open', 'due-soon', 'overdue'])
export const isOwed = ({ standing }: Pick<Obligation, 'standing'>) => OWED.has(standing)

/** The update that is due next, whose audience a new one is for. */
export function nextUpdate(obligations: readonly Obligation[]): Obligation | undefined {
  const owed = obligations.filter(it => it.act === 'update' && isOwed(it))
  return owed.toSorted((one, other) => limitOf(one).localeCompare(limitOf(other)))[0]
}
const LAST = '9'
const limitOf = ({ aim, due }: Obligation): string => aim ?? due ?? LAST

/** What is owed and has to be written. */
export function toBeWritten(obligations: readonly Obligation[]): readonly Obligation[] {
  return obligations.filter(
    it => isOwed(it) && (it.act === 'notice' || it.act === 'report' || it.act === 'publish'),
  )
}
