// GoAlert's generic integration key: fields of a form, of the query or of JSON.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { digestOf, reportOf, textAt, textsOf } from '#/core/intake/doors/payload.ts'
import { at } from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

export const readGoalert: DoorReader = ({ body, query = {} }) => {
  const given = { ...query, ...(isObject(body) && body) }
  const title = textAt(given, 'summary')
  const dedup = textAt(given, 'dedup')
  const ends = textAt(given, 'action').toLowerCase() === 'close'
  if (title === '' && !(ends && dedup !== '')) return { malformed: "'summary' is required" }
  const description = textAt(given, 'details')
  // Without a key of its own an alert is the same while it says the same, as GoAlert has it.
  const key = dedup === '' ? digestOf(title, description) : dedup
  if (ends) return { reports: [{ key, state: 'resolved', title: '' }] }
  const labels = textsOf(at(given, 'meta'))
  return { reports: [reportOf({ key, state: 'firing', title, description, labels })] }
}
