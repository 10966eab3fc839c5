import type { GatedStep, Rule } from '#/core/plan/plan.ts'

/** The steps that an obligation is: doing it, sending it, and telling those whom it is for. */
export function stepsOf({ id, act }: Rule): readonly GatedStep[] {
  const told = 'to' in act && Array.isArray(act.to) ? (act.to as readonly string[]) : []
  return [`do:${id}`, `send:${id}`, ...told.map((audience): GatedStep => `tell:${audience}`)]
}
