import type { Status } from '#/core/incident/incident.ts'
import type { CommandName } from '#/core/plan/command-name.ts'

export const ENDED: ReadonlySet<Status> = new Set<Status>(['closed', 'declassified', 'merged'])

/** Commands that make sense after the incident has ended. */
export const AFTER_THE_END: ReadonlySet<CommandName> = new Set<CommandName>([
  'wake',
  'record-receipts',
  'redact',
  'reopen',
  'note',
  'write-notes',
  'acknowledge',
  'complete',
  'waive',
  'publish',
  'finish-follow-up',
  'add-follow-up',
  'give-feedback',
  'add-finding',
  'submit-report',
  'send-notice',
  'ask-approval',
  'approve',
  'object',
  'restrict',
  'delete-evidence',
  'add-evidence',
  'transfer-evidence',
  'attach-signal',
  'correct-moment',
  'set-field',
  'schedule-meeting',
  'hold-meeting',
])
