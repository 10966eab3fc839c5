/** Every way the platform says no to a command, with what to do next. Codes are public; never renamed. */
export const REFUSALS = {
  'incident-unknown': 'No such incident. List them with `tocsin incident list`.',
  'incident-exists': 'This incident was declared before; give commands to it, or declare another.',
  'incident-not-open': 'The incident has ended. Reopen it with a reason to go on.',
  'not-resolved': 'Resolve the incident before closing it.',
  'severity-unknown': 'The plan has no such severity. List them with `tocsin plan show`.',
  'type-unknown': 'The plan has no such incident type. List them with `tocsin plan show`.',
  'type-missing': 'Say which type of incident this is.',
  'below-floor': 'A fact on record forces a worse level. Correct the fact, or choose that level.',
  'lower-not-yet':
    'The plan does not let a level become milder yet. Wait until what it asks for holds.',
  'lower-not-yours': 'Ask a role that the plan lets make a level milder.',
  'classification-unknown':
    'The plan has no such classification. List them with `tocsin plan show`.',
  'assessment-unknown': 'The classification has no such level. List them with `tocsin plan show`.',
  'assessment-not-yours': 'Ask the role that the plan has assess this.',
  'nothing-to-confirm': 'No level was given yet. Classify or assess first.',
  'confirm-by-another': 'Whoever gave a level cannot confirm it. Ask somebody else.',
  'confirm-not-yours': 'Ask the role that the plan has confirm this.',
  'plan-version-unknown': 'No such plan is kept. List them with `tocsin plan list`.',
  'plan-other':
    'An incident goes on under another version of its own plan, not under another plan.',
  'migration-leaves-state':
    'The other version does not have what this incident is in. Reclassify it first, or choose another version.',
  'migration-leaves-overdue':
    'The other version does not know what is overdue here. Do it, or waive it with a reason, first.',
  'reason-needed': 'Say why, in `reason`: it goes on record.',
  'fact-unknown': 'The plan does not ask this. List its facts with `tocsin plan show`.',
  'fact-computed': 'The plan answers this by itself. Answer what it follows from.',
  'answer-invalid': 'Answer in the form that the question asks for.',
  'moment-unknown': 'The plan knows no such moment, or computes it by itself.',
  'moment-in-future': 'A moment on record cannot lie in the future.',
  'moment-not-marked': 'This moment is not on record yet; mark it instead of correcting it.',
  'role-unknown': 'The plan has no such role. List them with `tocsin plan show`.',
  'role-vacant': 'Nobody holds this role. Assign it first.',
  'role-not-yours': 'Only who holds this role may do that.',
  'roles-conflict': 'The plan does not let one person hold both roles.',
  'roles-too-many': 'This person holds as many roles as the plan lets one person hold.',
  'span-exceeded': 'As many people as the plan allows report to that role already.',
  'training-missing':
    'The plan wants a training for this role. Name somebody who has it, or say why not, in `reason`.',
  'rest-needed':
    'Whoever has held this role so long has to rest first. Name somebody else, or say why not, in `reason`.',
  'person-unknown': 'The directory has no such person. Import them with `tocsin import FILE`.',
  'not-yours': 'The plan reserves this for a role. Ask who holds it, or take the role.',
  'page-unknown': 'No page of yours is waiting here.',
  'nobody-behind':
    'Nobody else is behind this name now who could take it. Name a person of the directory.',
  'obligation-unknown': 'No such obligation. List them with `tocsin incident agenda`.',
  'obligation-not-open': 'This obligation is not open: it is met, waived or does not apply.',
  'obligation-needs-act': 'This obligation is met by its own command, not by ticking it.',
  'order-broken': 'The plan wants something else done before this.',
  'too-early':
    'The plan does not let this be done yet. Wait until then, or waive it with a reason.',
  'waiver-not-yours': 'Ask the role that the plan lets waive this.',
  'stage-unknown': 'The plan has no such stage. List them with `tocsin plan show`.',
  'stage-before-done': 'An earlier stage has open work. Finish it, or begin anyway with a reason.',
  'audience-unknown': 'The plan has no such audience. List them with `tocsin plan show`.',
  'nobody-to-tell':
    'Nobody is behind this audience. Fill it in the directory, or, if you told them yourself, record it by hand.',
  'nothing-to-meet': 'Name the audience, or the obligation that this carries out.',
  'part-missing': 'The plan requires these parts. Write them.',
  'part-unknown': 'The template has no such part.',
  'approval-missing': 'The plan wants this very text approved first, with `approve`.',
  'approval-not-yours': 'Approval is for a role that you do not hold.',
  'approval-not-wanted': 'Nobody’s approval is wanted for this.',
  'approval-not-asked': 'Nobody has asked for this approval yet, so there is nothing to object to.',
  'nothing-to-approve': 'Name the obligation or the decision.',
  'break-glass-absent': 'The plan lets nobody act without this approval. Ask for it.',
  'break-glass-not-yours': 'Only the role that the plan names may act without this approval.',
  'decision-unknown': 'The plan has no such decision. List them with `tocsin plan show`.',
  'decision-not-now': 'The plan lets this be decided only when something holds that does not.',
  'evidence-unknown': 'No such evidence on record.',
  'evidence-immutable': 'Evidence is kept and cannot be deleted. This request is on record.',
  'follow-up-unknown': 'No such follow-up.',
  'due-in-past': 'A due date lies in the future.',
  'attendance-missing': 'The plan wants these present. Hold the meeting with them.',
  'level-unknown': 'The plan has no such escalation level.',
  'level-not-allowed': 'The plan does not let this incident reach that level.',
  'field-unknown': 'The plan has no such field.',
  'field-computed': 'This field is computed from the record.',
  'gate-unknown': 'This plan has no such gate. List them with `tocsin plan show`.',
  'gate-not-met': 'Finish what is open, or waive the gate by name with a reason.',
  'gate-not-waivable': 'The plan lets nobody waive this gate. Do what it waits for.',
  'merge-into-itself': 'Name another incident to merge into.',
  'drill-over': 'This drill has ended; it can be read. Start another to go on practising.',
  'version-unknown': 'The log has no event of that number.',
  'nothing-to-redact': 'That event holds no text, or it was redacted before.',
} as const satisfies Record<string, string>

export type RefusalCode = keyof typeof REFUSALS
/** What the refusal is about: ids and texts for the message, never a stack. */
export type RefusalDetail = Readonly<Record<string, string | number | readonly string[]>>
export type Refusal = { readonly code: RefusalCode; readonly detail: RefusalDetail }

export type Decision<T> = { readonly accepted: readonly T[] } | { readonly refused: Refusal }

export function refuse(
  code: RefusalCode,
  detail: RefusalDetail = {},
): { readonly refused: Refusal } {
  return { refused: { code, detail } }
}
