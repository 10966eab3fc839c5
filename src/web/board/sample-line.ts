import type { ListedIncident } from '../api/operations.ts'

/** A line for tests, of an incident that was only just declared. */
export function lineOf(number: number, but: Partial<ListedIncident>): ListedIncident {
  return {
    id: `inc-${number}`,
    number,
    version: 1,
    title: `Incident ${number}`,
    status: 'open',
    severity: null,
    severity_title: null,
    rank: null,
    type: null,
    type_title: null,
    stage: null,
    stage_title: null,
    level: 0,
    open: true,
    exercise: false,
    restricted: false,
    commander: null,
    commander_name: null,
    detected: '2026-03-02T08:00:00.000Z',
    declared: '2026-03-02T08:00:00.000Z',
    promises: { open: 0, overdue: 0, next: null, late: null },
    waiting: 0,
    plan: { id: 'plan', hash: 'hash' },
    drill: null,
    clock: null,
    ...but,
  }
}
