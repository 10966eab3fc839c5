import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'
import { reticent } from '#/app/deliver/restricted.ts'

const sent = (label?: string): IncidentEvent => ({
  type: 'message-sent',
  at: instant('2026-03-02T09:00:00Z'),
  by: 'tocsin',
  message: 'message-3',
  act: 'notify',
  audiences: ['team'],
  recipients: [],
  outside: false,
  ...(label !== undefined && { label }),
  subject: '[a stranger wrote this] Broken',
  text: 'All of it',
  cites: [],
})
const incident = {
  id: 'inc-1',
  number: 1,
  title: '[a stranger wrote this] Broken',
  exercise: false,
  restricted: true,
}

function subjectFor(event: IncidentEvent): string {
  const told = reticent({ incident, event }).event
  return told.type === 'message-sent' ? told.subject : ''
}

test('whoever may not see it is told how confidential it is, and nothing of what', () => {
  equal(subjectFor(sent('TLP:RED')), '[TLP:RED] An incident that only some may see')
  // What stands in brackets may be the title, which is not theirs to read.
  equal(subjectFor(sent()), 'An incident that only some may see')
})
