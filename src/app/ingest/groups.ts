// The groups of the alerts in memory, so that the key of each is computed once.
import { hash } from 'node:crypto'
import type { Alert } from '#/core/intake/alert.ts'
import { groupOf } from '#/core/intake/group.ts'
import type { KnownAlert, KnownGroup } from '#/app/ingest/alert-index.ts'

export type GroupShelf = {
  /** The group that the plan puts an alert in now. */
  readonly of: (alert: Pick<Alert, 'labels' | 'text' | 'beside'>) => KnownGroup
  /** The group that an alert was put in when it began to fire, maybe by an earlier version of the plan. */
  readonly withKey: (key: string, alert: Pick<Alert, 'labels' | 'text' | 'beside'>) => KnownGroup
  /** Lets go of the group of an alert that has been dropped, if it was the last. */
  readonly leave: (alert: KnownAlert) => void
}

/** 32 hex digits: half of a SHA-256. Nobody finds two texts with one. */
export function identityOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}

export function createGroupShelf(groupBy: () => readonly string[]): GroupShelf {
  const byText = new Map<string, KnownGroup>()
  const byKey = new Map<string, KnownGroup>()

  function add(group: KnownGroup): KnownGroup {
    byText.set(group.text, group)
    byKey.set(group.key, group)
    return group
  }

  function groupFor(alert: Pick<Alert, 'labels' | 'text' | 'beside'>): KnownGroup {
    const { labels, text } = groupOf(alert, groupBy())
    return (
      byText.get(text) ??
      add({
        key: identityOf(text),
        labels,
        text,
        systems: new Set<string>(),
        alerts: 0,
        silenced: 0,
      })
    )
  }

  return {
    of: groupFor,
    withKey(key, alert) {
      const group = byKey.get(key) ?? groupFor(alert)
      if (group.key === key) return group
      const { labels, text } = group
      const own = { key, labels, text: `${key} ${text}`, systems: new Set<string>() }
      return add({ ...own, alerts: 0, silenced: 0 })
    },
    leave({ group }) {
      if (group.alerts > 0) return
      byText.delete(group.text)
      byKey.delete(group.key)
    },
  }
}
