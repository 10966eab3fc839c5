/** Something that the check found in a compiled plan. An `error` means that a promise of the plan cannot be kept as it stands. */
export type Finding = {
  readonly severity: 'error' | 'warning' | 'note'
  readonly code: FindingCode
  /** Line of the plan source, 1-based; 1 when it is about the plan as a whole. */
  readonly line: number
  /** What was found. */
  readonly message: string
  /** What to do about it. */
  readonly mend: string
}

/** Codes are public and never renamed. */
export const FINDING_CODES = [
  'regime-left-out',
  'regime-contradicted',
  'regime-not-verified',
  'clause-not-carried',
  'clause-later',
  'unused',
  'gate-empty',
  'label-twice',
  'label-missing',
  'blank-left',
  'open-question',
  'position-empty',
  'group-empty',
  'role-empty',
  'role-alone',
  'roles-collide',
  'contact-missing',
  'placeholder',
  'unreachable',
  'no-level-proposed',
  'not-proven',
  'proposals-absent',
  'level-never-proposed',
  'never-applies',
  'never-met',
  'asked-too-late',
  'raise-changes-nothing',
  'law-longer',
  'duty-forbidden',
  'held-past-limit',
  'gates-in-a-circle',
  'ends-before-it-begins',
  'level-never-reached',
  'aim-after-limit',
  'due-at-once',
  'warns-at-once',
  'due-before-it-may-be',
  'due-before-it-starts',
  'cap-never-binds',
  'case-never-counts',
  'start-never-known',
  'gate-waits-for-itself',
  'approval-impossible',
  'approver-is-owner',
  'break-glass-empty',
  'training-missing',
  'roles-too-many',
  'gate-never-opens',
  'paging-barred',
  'may-not',
  'owner-missing',
  'owner-of-automatic',
  'nobody-woken',
  'silence-ends-nowhere',
  'silence-outlasts-limit',
  'silence-one-person',
  'level-asks-the-same',
  'silence',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** A promise that cannot be kept as it stands. */
export function error(code: FindingCode, line: number, message: string, mend: string): Finding {
  return { severity: 'error', code, line, message, mend }
}

/** `plans/acme.yaml:12: error: What was found. Mend: what to do about it.` */
export function formatFinding(finding: Finding, file = 'plan'): string {
  return `${file}:${finding.line}: ${finding.severity}: ${finding.message} Mend: ${finding.mend}`
}
