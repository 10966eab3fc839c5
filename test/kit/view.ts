import type { View } from '#/core/plan/condition.ts'
import type { Answer } from '#/core/plan/plan.ts'
import { instant } from '#/core/time.ts'

/** A scene in which these facts are answered and nothing else is known. */
export function viewOf(answers: Readonly<Record<string, Answer>>, more: Partial<View> = {}): View {
  const no = () => false
  return {
    now: instant('2026-03-02T09:00:00Z'),
    severity: undefined,
    type: undefined,
    security: undefined,
    source: undefined,
    stage: undefined,
    level: 0,
    answer: fact => answers[fact],
    reached: no,
    done: no,
    recorded: no,
    assessed: () => undefined,
    decided: no,
    held: no,
    meaning: () => undefined,
    missed: no,
    tiers: () => [],
    instant: () => undefined,
    later: at => at,
    working: no,
    ...more,
  }
}
