// Everything that is done in a dialog of a room, as rows for the palette and the keys.
import type { Words } from '../../words/words.ts'
import type { Command } from '../commands.ts'
import type { Room } from '../room.ts'
import type { AskedDialog } from './asked.ts'
import { toBeWritten } from './writing.ts'

export type Row = {
  readonly dialog: AskedDialog
  readonly command: Command
  readonly label: string
  readonly hint?: string
  readonly key?: string
}

type Known = Pick<Room, 'obligations' | 'plan' | 'incident'>
type Said = Words['dealing']

const WRITES = { notice: 'send-notice', report: 'submit-report', publish: 'publish' } as const

export function rowsOf(known: Known, words: Said): readonly Row[] {
  return [
    ...writingRows(known, words),
    ...courseRows(known, words),
    ...tiedRows(words),
    ...reviewRows(words),
    ...endingRows(known, words),
  ]
}

function row(
  dialog: AskedDialog,
  command: Command,
  label: string,
  more: Pick<Row, 'hint' | 'key'> = {},
): Row {
  return { dialog, command, label, ...more }
}

function writingRows({ obligations }: Known, { compose }: Said): readonly Row[] {
  return [
    row({ name: 'update' }, 'update', compose.update, { hint: compose.updateHint, key: 'u' }),
    ...toBeWritten(obligations).map(({ id, title, act }) =>
      row({ name: 'compose', obligation: id }, WRITES[act as keyof typeof WRITES], title),
    ),
  ]
}

function courseRows({ plan, incident }: Known, words: Said): readonly Row[] {
  const { classify, escalate, stage, moments, people, restrict, authority } = words
  const again = incident.severity === null ? classify.title : classify.again
  return [
    row({ name: 'classify' }, 'classify', again, { hint: classify.hint, key: 's' }),
    ...plan.classifications.map(({ id, title }) =>
      row({ name: 'assess', classification: id }, 'assess', classify.assessTitle(title)),
    ),
    row({ name: 'escalate' }, 'escalate', escalate.title, { hint: escalate.hint, key: 'e' }),
    row({ name: 'stage' }, 'begin-stage', stage.title, { hint: stage.hint, key: 'b' }),
    row({ name: 'moments' }, 'mark', moments.title, { hint: moments.hint, key: 'm' }),
    row({ name: 'call-in' }, 'call-in', people.callIn, { hint: people.callInHint, key: 'p' }),
    row({ name: 'restrict' }, 'restrict', restrict.title, { hint: restrict.hint }),
    ...plan.decisions.map(({ id, title }) =>
      row({ name: 'take-decision', decision: id }, 'take-decision', authority.decisionTitle(title)),
    ),
  ]
}

function tiedRows({ systems, evidence, signals, migrate }: Said): readonly Row[] {
  return [
    row({ name: 'add-systems' }, 'add-systems', systems.add),
    row({ name: 'add-evidence' }, 'add-evidence', evidence.add, { key: 'v' }),
    row({ name: 'merge' }, 'merge', signals.merge),
    row({ name: 'split-off' }, 'note', signals.split),
    row({ name: 'migrate' }, 'migrate', migrate.title, { hint: migrate.hint }),
  ]
}

function reviewRows({ review }: Said): readonly Row[] {
  return [
    row({ name: 'write-notes' }, 'write-notes', review.notes),
    row({ name: 'add-finding' }, 'add-finding', review.finding),
    row({ name: 'add-follow-up' }, 'add-follow-up', review.followUp),
    row({ name: 'give-feedback' }, 'give-feedback', review.feedback),
  ]
}

function endingRows({ incident: { status } }: Known, { classify, ending }: Said): readonly Row[] {
  const { hint } = ending
  const isOpen = status === 'open'
  return [
    row({ name: 'declassify' }, 'declassify', classify.declassify),
    ...(isOpen ? [row({ name: 'resolve' }, 'resolve', ending.resolve, { hint, key: 'r' })] : []),
    ...(isOpen || status === 'resolved'
      ? [row({ name: 'close' }, 'close', ending.close, { hint, key: 'q' })]
      : []),
    ...(isOpen ? [] : [row({ name: 'reopen' }, 'reopen', ending.reopen)]),
  ]
}
