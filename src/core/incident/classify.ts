import { mayChange } from '#/core/incident/assess.ts'
import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Answer, Fact } from '#/core/plan/plan.ts'
import { proposeSeverity } from '#/core/plan/propose.ts'
import { refuse } from '#/core/refusal.ts'

/** Gives the incident a severity and a type, the first time or anew; what was said before stays in the log. */
export function classify(turn: Turn, command: Asked<'classify'>): Verdict {
  const {
    setting: { plan },
    incident,
  } = turn
  const { severities, types } = lookup(plan)
  const incidentType = command.type ?? incident.type
  if (!severities.has(command.severity))
    return refuse('severity-unknown', {
      severity: command.severity,
      known: plan.severities.map(it => it.id),
    })
  if (incidentType === undefined)
    return refuse('type-missing', { known: plan.types.map(it => it.id) })
  if (!types.has(incidentType))
    return refuse('type-unknown', { type: incidentType, known: plan.types.map(it => it.id) })
  if (incident.severity === command.severity && incident.type === incidentType) return undefined
  const view = {
    ...viewOf(plan, incident, turn.at),
    type: incidentType,
    security: types.get(incidentType)?.security ?? false,
  }
  const change = {
    ...plan.classifying,
    id: 'severity',
    levels: plan.severities,
    was: incident.severity,
    wanted: command.severity,
    reason: command.reason,
  }
  const verdict = mayChange(turn, change, view)
  if (verdict !== undefined) return verdict
  const proposed = proposeSeverity(plan, view)?.severity
  record(turn, {
    type: 'classified',
    severity: command.severity,
    incidentType,
    ...(incident.severity !== undefined &&
      incident.type !== undefined && {
        was: { severity: incident.severity, incidentType: incident.type },
      }),
    ...(proposed !== undefined && { proposed: proposed.id }),
    ...(command.reason !== undefined && { reason: command.reason }),
  })
  return undefined
}

/** Ends the incident as not severe; the plan may still want it filed (T2.5). */
export function declassify(turn: Turn, command: Asked<'declassify'>): Verdict {
  record(turn, { type: 'declassified', reason: command.reason })
  return undefined
}

/** Answers a question of the plan; `null` says that it is not known yet and leaves what waits for it armed. */
export function answer(turn: Turn, command: Asked<'answer'>): Verdict {
  const fact = lookup(turn.setting.plan).facts.get(command.fact)
  if (fact === undefined)
    return refuse('fact-unknown', {
      fact: command.fact,
      known: turn.setting.plan.facts.map(it => it.id),
    })
  if (fact.is !== undefined || fact.known !== undefined)
    return refuse('fact-computed', { fact: fact.id })
  const reason = command.reason === undefined ? {} : { reason: command.reason }
  if (command.value === null) {
    record(turn, { type: 'answered', fact: fact.id, ...reason })
    return undefined
  }
  const read = readAnswer(fact, command.value)
  if (read === undefined) return refuse('answer-invalid', { fact: fact.id, wants: wanted(fact) })
  // What is typed freely may have to be redacted one day; the rest is structure that rules depend on.
  record(
    turn,
    fact.kind === 'text'
      ? { type: 'answered', fact: fact.id, value: String(read), ...reason }
      : { type: 'answered', fact: fact.id, answer: read, ...reason },
  )
  return undefined
}

function readAnswer(fact: Fact, value: string | number | boolean): Answer | undefined {
  switch (fact.kind) {
    case 'yes-no': {
      const word = value === true ? 'yes' : value === false ? 'no' : value
      return word === 'yes' || word === 'no' ? word : undefined
    }
    case 'number': {
      const quantity = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof quantity === 'number' && Number.isFinite(quantity) && quantity >= 0
        ? quantity
        : undefined
    }
    case 'choice':
      return fact.choices.find(choice => choice === value)
    case 'text':
      return typeof value === 'boolean' ? undefined : value
  }
}

function wanted(fact: Fact): string {
  switch (fact.kind) {
    case 'yes-no':
      return 'yes, no, or null while it is not known'
    case 'number':
      return 'a number, zero or more'
    case 'choice':
      return `one of ${fact.choices.join(', ')}`
    case 'text':
      return 'a text'
  }
}
