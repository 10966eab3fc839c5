// A gate as people read it: every need of it, met or open.
import type { Gates, Obligation } from '../../api/operations.ts'
import type { Gate, GatedStep, Plan } from '#/core/plan/plan.ts'

export type Need = {
  /** As `list-gates` names it: a key, `field:ID`, `fact:ID` or `until`. */
  readonly need: string
  readonly open: boolean
  readonly standing: Obligation['standing'] | undefined
}

export type ShownGate = {
  readonly gate: Gate
  readonly passed: { readonly at: string; readonly waived: boolean } | null
  readonly needs: readonly Need[]
}

type Known = {
  readonly plan: Plan
  readonly gates: Gates['gates']
  readonly obligations: readonly Obligation[]
}

/** The gates before a step, with what each waits for or has waited for. */
export function gatesBefore(
  { plan, gates, obligations }: Known,
  step: GatedStep,
): readonly ShownGate[] {
  return plan.gates
    .filter(({ before }) => before.includes(step))
    .map(gate => {
      const state = gates.find(({ id }) => id === gate.id)
      return {
        gate,
        passed: state?.passed ?? null,
        needs: needsOf(gate, obligations, new Set(state?.open)),
      }
    })
}

function needsOf(
  { needs, fields }: Gate,
  obligations: readonly Obligation[],
  open: ReadonlySet<string>,
): readonly Need[] {
  const keys = needs.flatMap(rule =>
    obligations.filter(it => it.rule === rule && it.standing !== 'void').map(({ id }) => id),
  )
  const wanted = new Set([...keys, ...fields.map(field => `field:${field}`), ...open])
  return [...wanted].map(need => ({
    need,
    open: open.has(need),
    standing: obligations.find(({ id }) => id === need)?.standing,
  }))
}

/** Whether anything of it still holds the step back. */
export const isShut = ({ passed, needs }: ShownGate): boolean =>
  passed?.waived !== true && needs.some(({ open }) => open)

/** What a need is, so that it can be dealt with where it is shown. */
export function needKind(need: string): 'field' | 'fact' | 'until' | 'obligation' {
  if (need === 'until') return 'until'
  if (need.startsWith('field:')) return 'field'
  return need.startsWith('fact:') ? 'fact' : 'obligation'
}
