// Every dialog by its name. Fetched when the first of them is opened.
import type { ComponentType } from 'react'
import { useRoom } from '../room.ts'
import { ruleIn } from '../naming.ts'
import type { AskedDialog, DialogName, Opened } from './asked.ts'
import { Approve, ObjectTo, TakeDecision } from './authority.tsx'
import { dialogFor } from './carry-out.ts'
import { Assess, Classify } from './classify.tsx'
import { Compose } from './compose.tsx'
import { Escalate, Moments, Restrict, Stage } from './course.tsx'
import { Close, Resolve } from './ending.tsx'
import { AddEvidence, OneEvidence } from './evidence.tsx'
import { AddSystems, Answer, SetField } from './facts.tsx'
import { Merge, Migrate, SplitOff } from './incidents.tsx'
import {
  AddFinding,
  AddFollowUp,
  FinishFollowUp,
  GiveFeedback,
  HoldMeeting,
  ScheduleMeeting,
  WriteNotes,
} from './review.tsx'
import { Assign, CallIn, HandOver } from './roles.tsx'
import { Complete, Declassify, Decline, HandOn, Reopen, Waive } from './simple.tsx'
import { Update } from './update.tsx'

const DIALOGS: { readonly [N in DialogName]: ComponentType<Opened<N>> } = {
  'carry-out': CarryOut,
  waive: Waive,
  update: Update,
  compose: Compose,
  classify: Classify,
  assess: Assess,
  declassify: Declassify,
  moments: Moments,
  stage: Stage,
  escalate: Escalate,
  restrict: Restrict,
  resolve: Resolve,
  close: Close,
  reopen: Reopen,
  merge: Merge,
  'split-off': SplitOff,
  migrate: Migrate,
  assign: Assign,
  'hand-over': HandOver,
  decline: Decline,
  'call-in': CallIn,
  'hand-on': HandOn,
  'add-systems': AddSystems,
  answer: Answer,
  'set-field': SetField,
  'add-evidence': AddEvidence,
  evidence: OneEvidence,
  'take-decision': TakeDecision,
  approve: Approve,
  object: ObjectTo,
  'write-notes': WriteNotes,
  'add-finding': AddFinding,
  'add-follow-up': AddFollowUp,
  'finish-follow-up': FinishFollowUp,
  'give-feedback': GiveFeedback,
  'schedule-meeting': ScheduleMeeting,
  'hold-meeting': HoldMeeting,
}

export function OneDialog({
  asked,
  close,
}: {
  readonly asked: AskedDialog
  readonly close: () => void
}) {
  const Found = DIALOGS[asked.name] as ComponentType<{
    readonly asked: AskedDialog
    readonly close: () => void
  }>
  return <Found asked={asked} close={close} />
}

/** Whatever the act of an obligation wants: a dialog of its own, or a tick. */
function CarryOut({ asked: { obligation }, close }: Opened<'carry-out'>) {
  const { plan, incident, obligations } = useRoom()
  const found = obligations.find(({ id }) => id === obligation) ??
    obligations.find(({ rule }) => rule === ruleIn(obligation)) ?? { id: obligation }
  const dialog = dialogFor(plan, incident, found)
  if (dialog === undefined) return <Complete obligation={obligation} close={close} />
  return <OneDialog asked={dialog} close={close} />
}
