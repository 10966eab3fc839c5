import { useMemo } from 'react'
import { useActions } from '../../actions.ts'
import type { Action } from '../../actions.ts'
import { useWords } from '../../words/words.ts'
import type { Command } from '../commands.ts'
import { useRoom } from '../room.ts'
import { useWhyNot } from '../use-why-not.ts'
import type { AskedDialog } from './asked.ts'
import { toBeWritten } from './writing.ts'

type Row = {
  readonly dialog: AskedDialog
  readonly command: Command
  readonly label: string
  readonly hint?: string
  readonly key?: string
}

/** Everything that is done in a dialog, for the palette and the keys. */
export function useDialogActions(): void {
  const { dealing: words } = useWords()
  const { open, obligations, plan, incident } = useRoom()
  const whyNot = useWhyNot()
  const actions = useMemo<readonly Action[]>(() => {
    const isOpen = incident.status === 'open' || incident.status === 'resolved'
    const rows: readonly Row[] = [
      {
        dialog: { name: 'update' },
        command: 'update',
        label: words.compose.update,
        hint: words.compose.updateHint,
        key: 'u',
      },
      ...toBeWritten(obligations).map(({ id, title, act }): Row => ({
        dialog: { name: 'compose', obligation: id },
        command: act === 'report' ? 'submit-report' : act === 'publish' ? 'publish' : 'send-notice',
        label: title,
      })),
      {
        dialog: { name: 'classify' },
        command: 'classify',
        label: incident.severity === null ? words.classify.title : words.classify.again,
        hint: words.classify.hint,
        key: 's',
      },
      ...plan.classifications.map(({ id, title }): Row => ({
        dialog: { name: 'assess', classification: id },
        command: 'assess',
        label: words.classify.assessTitle(title),
      })),
      {
        dialog: { name: 'escalate' },
        command: 'escalate',
        label: words.escalate.title,
        hint: words.escalate.hint,
        key: 'e',
      },
      {
        dialog: { name: 'stage' },
        command: 'begin-stage',
        label: words.stage.title,
        hint: words.stage.hint,
        key: 'b',
      },
      {
        dialog: { name: 'moments' },
        command: 'mark',
        label: words.moments.title,
        hint: words.moments.hint,
        key: 'm',
      },
      {
        dialog: { name: 'call-in' },
        command: 'call-in',
        label: words.people.callIn,
        hint: words.people.callInHint,
        key: 'p',
      },
      { dialog: { name: 'add-systems' }, command: 'add-systems', label: words.systems.add },
      {
        dialog: { name: 'add-evidence' },
        command: 'add-evidence',
        label: words.evidence.add,
        key: 'v',
      },
      {
        dialog: { name: 'restrict' },
        command: 'restrict',
        label: words.restrict.title,
        hint: words.restrict.hint,
      },
      ...plan.decisions.map(({ id, title }): Row => ({
        dialog: { name: 'take-decision', decision: id },
        command: 'take-decision',
        label: words.authority.decisionTitle(title),
      })),
      { dialog: { name: 'merge' }, command: 'merge', label: words.signals.merge },
      { dialog: { name: 'split-off' }, command: 'note', label: words.signals.split },
      {
        dialog: { name: 'migrate' },
        command: 'migrate',
        label: words.migrate.title,
        hint: words.migrate.hint,
      },
      { dialog: { name: 'write-notes' }, command: 'write-notes', label: words.review.notes },
      { dialog: { name: 'add-finding' }, command: 'add-finding', label: words.review.finding },
      { dialog: { name: 'add-follow-up' }, command: 'add-follow-up', label: words.review.followUp },
      { dialog: { name: 'give-feedback' }, command: 'give-feedback', label: words.review.feedback },
      { dialog: { name: 'declassify' }, command: 'declassify', label: words.classify.declassify },
      ...(incident.status === 'open'
        ? [
            {
              dialog: { name: 'resolve' },
              command: 'resolve',
              label: words.ending.resolve,
              hint: words.ending.hint,
              key: 'r',
            } as const,
          ]
        : []),
      ...(isOpen
        ? [
            {
              dialog: { name: 'close' },
              command: 'close',
              label: words.ending.close,
              hint: words.ending.hint,
              key: 'x',
            } as const,
          ]
        : []),
      ...(incident.status === 'open'
        ? []
        : [{ dialog: { name: 'reopen' }, command: 'reopen', label: words.ending.reopen } as const]),
    ]
    return rows.map(({ dialog, command, ...shown }) => ({
      ...shown,
      id: `room-${JSON.stringify(dialog)}`,
      group: 'incident',
      disabledReason: whyNot(command),
      run: () => open(dialog),
    }))
  }, [words, open, obligations, plan, incident.status, incident.severity, whyNot])
  useActions(actions)
}
