import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { actsAs, peopleOf } from '#/core/obligation/party.ts'
import { viewOf } from '#/core/obligation/view.ts'
import type { Classification, Classifying, Grade } from '#/core/plan/classification.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { proposeGrade } from '#/core/plan/propose.ts'
import { refuse } from '#/core/refusal.ts'

/** Gives one of the classifications of the plan a level, the first time or anew. */
export function assess(turn: Turn, command: Asked<'assess'>): Verdict {
  const { setting, incident } = turn
  const { classification: id, level, reason } = command
  const classification = lookup(setting.plan).classifications.get(id)
  if (classification === undefined)
    return refuse('classification-unknown', {
      classification: id,
      known: setting.plan.classifications.map(it => it.id),
    })
  const was = incident.assessments.get(id)?.level
  const verdict =
    mayAssess(turn, classification) ??
    mayChange(turn, { ...classification, was, wanted: level, reason }, viewHere(turn))
  if (verdict !== undefined || was === level) return verdict
  const proposed = proposeGrade(setting.plan, classification, viewHere(turn))?.grade.id
  record(turn, {
    type: 'assessed',
    classification: id,
    level,
    ...(was !== undefined && { was }),
    ...(proposed !== undefined && { proposed }),
    ...(reason !== undefined && { reason }),
  })
  return undefined
}

function viewHere({ setting, incident, at }: Turn): View {
  return viewOf(setting.plan, incident, at)
}

function mayAssess(turn: Turn, { id, by }: Classification): Verdict {
  if (by === undefined || actsAs(turn.setting, turn.incident, turn.by, by)) return undefined
  return refuse('assessment-not-yours', { classification: id, role: by })
}

/** A level that somebody wants to give: of the severity, or of a classification. */
export type Change = Pick<Classifying, 'lower'> & {
  readonly id: string
  /** Worst first. */
  readonly levels: readonly Grade[]
  readonly was: string | undefined
  readonly wanted: string
  readonly reason: string | undefined
}

/** Refuses a level that is not there, that a floor forbids, or that is milder than the plan lets it become now. */
export function mayChange(turn: Turn, change: Change, view: View): Verdict {
  const { id, levels, was, wanted } = change
  const rank = (level: string | undefined) => levels.findIndex(it => it.id === level)
  if (rank(wanted) === -1)
    return refuse('assessment-unknown', {
      classification: id,
      level: wanted,
      known: levels.map(it => it.id),
    })
  const floor = levels.find(it => it.floor !== undefined && evaluate(it.floor, view) === 'yes')
  if (floor !== undefined && rank(wanted) > rank(floor.id))
    return refuse('below-floor', { severity: wanted, floor: floor.id, cites: floor.cite })
  return was !== undefined && rank(wanted) > rank(was) ? mayLower(turn, change, view) : undefined
}

/** Milder only with a reason, and only when and by whom the plan says. */
function mayLower(turn: Turn, { lower, was, reason }: Change, view: View): Verdict {
  if (reason === undefined) return refuse('reason-needed', { was: was ?? '' })
  if (lower === undefined) return undefined
  if (evaluate(lower.when, view) !== 'yes')
    return refuse('lower-not-yet', { was: was ?? '', 'waits-for': unknowns(lower.when, view) })
  const { setting, incident, by } = turn
  if (lower.by.length === 0 || lower.by.some(party => actsAs(setting, incident, by, party)))
    return undefined
  return refuse('lower-not-yours', { was: was ?? '', roles: lower.by })
}

/** What is confirmed must have been given, and by somebody else; it goes on record which level that was. */
export function confirmed(
  turn: Turn,
  { rule, key }: Obligation,
  text: string | undefined,
): Verdict {
  const { act, by } = rule
  if (act.do !== 'confirm') return undefined
  const given = levelGiven(turn, act.of)
  if (given === undefined) return refuse('nothing-to-confirm', { obligation: key, of: act.of })
  if (given.by === turn.by)
    return refuse('confirm-by-another', { obligation: key, given: given.by })
  if (by !== undefined && !peopleOf(turn.setting, turn.incident, by).includes(turn.by))
    return refuse('confirm-not-yours', { obligation: key, role: by })
  const { level } = given
  record(turn, {
    type: 'confirmed',
    obligation: key,
    of: act.of,
    level,
    ...(text !== undefined && { text }),
  })
  return undefined
}

type LevelGiven = { readonly level: string; readonly by: string | undefined }

function levelGiven({ incident }: Turn, of: string): LevelGiven | undefined {
  if (of !== 'severity') return incident.assessments.get(of)
  const { severity, classifiedBy } = incident
  return severity === undefined ? undefined : { level: severity, by: classifiedBy }
}
