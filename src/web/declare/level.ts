// Which level is taken, out of what the plan proposes and what somebody wants.
import type { Proposal } from '../api/operations.ts'
import type { Draft } from './draft.ts'

/** Whoever declares leaves the level to whoever classifies. */
export const LATER = 'later'

type Level = Proposal['severities'][number]

/** The level that is given; undefined: none yet. */
export function levelTaken(
  proposal: Proposal | undefined,
  { severity }: Pick<Draft, 'severity'>,
): Level | undefined {
  if (proposal === undefined || severity === LATER) return undefined
  const wanted = severity ?? proposal.proposed?.severity
  const taken = proposal.severities.find(({ id }) => id === wanted)
  return taken !== undefined && isBelowFloor(proposal, taken.id)
    ? proposal.severities.find(({ id }) => id === proposal.proposed?.severity)
    : taken
}

/** Milder than the answers allow. */
export function isBelowFloor({ proposed, severities }: Proposal, severity: string): boolean {
  if (proposed?.forced !== true) return false
  const rank = (id: string) => severities.findIndex(level => level.id === id)
  return rank(severity) > rank(proposed.severity)
}

/** Whether a word why is wanted: another level than the plan proposes is taken. */
export function wantsReason(proposal: Proposal | undefined, taken: Level | undefined): boolean {
  const proposed = proposal?.proposed?.severity
  return proposed !== undefined && taken !== undefined && taken.id !== proposed
}

/** A choice as the plan writes it, in words: `all-down` is `All down`. */
export function choiceInWords(choice: string): string {
  const words = choice.replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
