// What the compiler and the checker say, as one list.
import type { PlanRevision } from '../../api/operations.ts'
import type { Trouble } from './code.tsx'

export type ProblemTold = {
  readonly kind: 'error' | 'warning' | 'note'
  readonly line: number
  readonly column: number | undefined
  /** Where in the plan, where that is said. */
  readonly where: string
  readonly message: string
  readonly mend: string
}

/** Worst first, then by line. */
export function problemsOf(revision: PlanRevision | undefined): readonly ProblemTold[] {
  if (revision === undefined) return []
  const { mistakes, findings } = revision
  const all: ProblemTold[] = [
    ...mistakes.map(({ line, column, where, message, mend }) => ({
      kind: 'error' as const,
      line,
      column,
      where,
      message,
      mend,
    })),
    ...findings.map(({ severity, line, code, message, mend }) => ({
      kind: severity,
      line,
      column: undefined,
      where: code,
      message,
      mend,
    })),
  ]
  const rank = { error: 0, warning: 1, note: 2 }
  return all.toSorted((a, b) => rank[a.kind] - rank[b.kind] || a.line - b.line)
}

/** Notes stand in the list alone: a sign at every second line is no sign. */
export function troublesOf(problems: readonly ProblemTold[]): readonly Trouble[] {
  return problems.flatMap(({ kind, line, column, message, mend }) =>
    kind === 'note'
      ? []
      : [
          {
            line,
            ...(column !== undefined && { column }),
            severity: kind,
            message: `${message}\n${mend}`,
          },
        ],
  )
}
