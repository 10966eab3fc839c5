import { aside, because, named } from '#/cli/event/phrase.ts'
import type { Sentences } from '#/cli/event/phrase.ts'
import { bold, line, red } from '#/cli/terminal/line.ts'

/** What people put on record while they work, and afterwards. */
export const WORK_SENTENCES: Sentences<
  | 'noted'
  | 'notes-written'
  | 'finding-added'
  | 'follow-up-added'
  | 'follow-up-finished'
  | 'meeting-scheduled'
  | 'meeting-held'
  | 'field-set'
  | 'evidence-added'
  | 'evidence-transferred'
  | 'evidence-deletion-refused'
> = {
  noted: ({ text }) => line`note: ${text}`,
  'notes-written': ({ text }) => line`wrote notes for the review: ${text}`,
  'finding-added': ({ finding, kind, text }) =>
    line`${bold(finding)} is a finding${aside(kind)}: ${text}`,
  'follow-up-added': ({ followUp, title, owner, dueAt, planChange }, clock) =>
    line`${bold(followUp)} is for ${bold(owner)}, by ${clock(dueAt)}: ${title}${aside(
      planChange ? 'changes the plan' : undefined,
    )}`,
  'follow-up-finished': ({ followUp, text }) => line`finished ${bold(followUp)}${because(text)}`,
  'meeting-scheduled': ({ meeting, obligation, startsAt, invited }, clock) =>
    line`scheduled ${bold(obligation)} for ${clock(startsAt)}: ${named(invited)}${aside(meeting)}`,
  'meeting-held': ({ obligation, present, text }) =>
    line`held ${bold(obligation)} with ${named(present)}${because(text)}`,
  'field-set': ({ field, value }) => line`${bold(field)} of the record: ${value}`,
  'evidence-added': ({ evidence, kind, title, bytes, sha256 }) =>
    line`${bold(evidence)} is in custody: ${title}${aside(kind, `${bytes} bytes`, `SHA-256 ${sha256.slice(0, 12)}…`)}`,
  'evidence-transferred': ({ evidence, to, reason }) =>
    line`handed ${bold(evidence)} over to ${bold(to)}${because(reason)}`,
  'evidence-deletion-refused': ({ evidence, reason }) =>
    line`${red('asked for evidence to be deleted')}, which is refused: ${bold(evidence)}${because(reason)}`,
}
