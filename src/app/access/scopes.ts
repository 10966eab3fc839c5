/** What a token may be allowed. Every route asks for one of them; names are public and never renamed. */
export const SCOPES = {
  'incident:read': 'See incidents, their obligations, figures, messages and evidence.',
  'incident:write': 'Declare incidents and give commands to them.',
  'incident:redact': 'Take a text out of the record for good; that it was done stays on record.',
  'signal:read': 'See signals.',
  'signal:write': 'Report signals: for machines that send alerts.',
  'plan:read': 'See plans, and check drafts of them.',
  'plan:write': 'Import plans, and choose the one that new incidents get.',
  'plan:propose':
    'Propose new versions of plans; approve them as one of those whom the plan names.',
  'directory:read': 'See people, positions and how they are reached.',
  'directory:write': 'Import the directory.',
  audit: 'Verify and export every log, restricted ones too.',
  admin: 'Everything: also tokens, messages that were given up, and acting as any person.',
} as const satisfies Record<string, string>

export type Scope = keyof typeof SCOPES

export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[]

/** Whether these scopes allow what asks for `scope`. */
export function allows(scopes: readonly string[], scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin')
}
