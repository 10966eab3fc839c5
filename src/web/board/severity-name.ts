import type { CSSProperties } from 'react'
import type { ListedIncident } from '../api/operations.ts'
import { levelName } from '../ui/level-name.ts'

type Graded = Pick<ListedIncident, 'severity' | 'severity_title'>

/** A level by its id and its title, as `P1 High`; null before it is given. */
export function severityName({ severity, severity_title: title }: Graded): string | null {
  if (severity === null || title === null) return severity
  return levelName({ id: severity, title })
}

const EDGES = ['#a31515', '#b54708', '#d4a017', '#2f6f9f', '#5b6470'] as const
const UNCLASSIFIED = 'transparent'

/** The coloured edge of a line, for the eye that runs down them. */
export function edgeOf({ rank }: Pick<ListedIncident, 'rank'>): CSSProperties {
  const edge = rank === null ? UNCLASSIFIED : EDGES[Math.min(rank, EDGES.length - 1)]
  return { ['--severity' as string]: edge }
}
