import { Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Foresight, Operations } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { Remark } from '../remark.tsx'
import { ruleIn } from '../naming.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { useWhyNot } from '../use-why-not.ts'
import { useApprovals } from './approvals.tsx'
import type { Opened } from './asked.ts'
import { useGive } from './deal.tsx'
import { Dialog } from './dialog.tsx'
import classes from './dialog.module.css'
import { Follows } from './follows.tsx'
import { Preview } from './preview.tsx'
import { useForesight } from './use-foresight.ts'
import { useKept } from './use-kept.ts'
import {
  askedWords,
  COMMAND_OF,
  firstDraft,
  FREE_TEXT,
  isWhole,
  kindOf,
  NOT_YET,
  sameWords,
  writtenIn,
} from './writing.ts'
import type { Kind, Parts } from './writing.ts'

type Part = NonNullable<Foresight['writing']>['parts'][number]

/** A notice, a report or a publication that the plan wants written. */
export function Compose({ asked: { obligation }, close }: Opened<'compose'>) {
  const { plan } = useRoom()
  const kind = kindOf(plan, obligation)
  if (kind === undefined) return null
  return <Composer obligation={obligation} kind={kind} close={close} />
}

type Of = { readonly obligation: string; readonly kind: Kind; readonly close: () => void }

function Composer({ obligation, kind, close }: Of) {
  const { dealing } = useWords()
  const { compose } = dealing
  const names = useNames()
  const whyNot = useWhyNot()
  const command = COMMAND_OF[kind]
  const { parts, write, clear, begin } = useParts(obligation)
  const [extra, setExtra] = useState<Extra>({ byHand: false, receipt: '', url: '' })
  const words = wordsOf(kind, parts)
  const body = bodyOf(kind, obligation, parts, extra)
  const { seen } = useForesight(command, body)
  const sections = seen?.writing?.parts
  useEffect(() => {
    if (sections !== undefined) begin(firstDraft(sections))
  }, [sections, begin])
  const approvals = useApprovals({ obligation }, command, body, words)
  const { busy, error, give } = useGive(command, () => {
    clear()
    close()
  })
  const missing = missingIn(seen, kind, parts)
  const held = seen?.refused && Object.keys(approvals.breaking).length === 0
  const lacks =
    missing.length === 0
      ? undefined
      : compose.missing(dealing.list(missing.map(id => titleOf(sections, id, compose.text))))
  return (
    <Dialog
      title={`${compose.title[kind]}: ${names.obligation(obligation)}`}
      size="64rem"
      close={close}
      error={error}
      confirm={{
        label: compose.send[kind],
        busy,
        disabledReason: whyNot(command) ?? lacks ?? (held ? dealing.notNow : undefined),
        run: () =>
          void give({ ...body, ...approvals.breaking } as Operations[typeof command]['body']),
      }}
    >
      <div className={classes['two']}>
        <div className={classes['side']}>
          <Others obligation={obligation} parts={parts} take={theirs => write(() => theirs)} />
          <Sections sections={sections} kind={kind} parts={parts} write={write} missing={missing} />
          <Extras kind={kind} extra={extra} change={setExtra} />
          <Text size="xs" c="dimmed">
            {compose.draftKept}
          </Text>
          {approvals.shown}
          {missing.length === 0 && <Follows seen={seen} />}
        </div>
        <div className={classes['side']}>
          <Where kind={kind} obligation={obligation} />
          {seen?.writing && <Preview writing={seen.writing} />}
        </div>
      </div>
    </Dialog>
  )
}

type Extra = { readonly byHand: boolean; readonly receipt: string; readonly url: string }

/** The words so far: one's own draft, or else those that others were asked to approve, or else what the record says. */
function useParts(obligation: string) {
  const { incident } = useRoom()
  const kept = useKept(`compose.${obligation}`)
  const asked = askedWords(incident, obligation)
  const parts: Parts = kept.text === '' ? (asked ?? {}) : (JSON.parse(kept.text) as Parts)
  const { write, clear } = kept
  const hasBegun = kept.text !== '' || asked !== undefined
  return {
    parts,
    clear,
    write: (change: (parts: Parts) => Parts) => write(JSON.stringify(change(parts))),
    begin: (draft: Parts) => {
      if (!hasBegun && Object.keys(draft).length > 0) write(JSON.stringify(draft))
    },
  }
}

function wordsOf(kind: Kind, parts: Parts) {
  const text = parts[FREE_TEXT] ?? ''
  if (kind === 'publish' || FREE_TEXT in parts) return text.trim() === '' ? {} : { text }
  return { parts: writtenIn(parts) }
}

function bodyOf(kind: Kind, obligation: string, parts: Parts, { byHand, receipt, url }: Extra) {
  const words = wordsOf(kind, parts)
  if (kind === 'publish')
    return {
      obligation,
      text: words.text ?? NOT_YET,
      ...(url.trim() !== '' && { url: url.trim() }),
    }
  if (kind === 'report')
    return { obligation, ...words, ...(receipt.trim() !== '' && { receipt: receipt.trim() }) }
  return { obligation, ...words, ...(byHand && { 'by-hand': true }) }
}

function missingIn(seen: Foresight | undefined, kind: Kind, parts: Parts): readonly string[] {
  if (seen?.writing === undefined || seen.writing === null) return [FREE_TEXT]
  const isFree = kind === 'publish' || seen.writing.parts.length === 0
  if (!isFree) return seen.writing.missing
  return (parts[FREE_TEXT] ?? '').trim() === '' ? [FREE_TEXT] : []
}

const titleOf = (sections: readonly Part[] | undefined, id: string, text: string) =>
  sections?.find(it => it.id === id)?.title ?? (id === FREE_TEXT ? text : id)

function Others({
  obligation,
  parts,
  take,
}: {
  readonly obligation: string
  readonly parts: Parts
  readonly take: (parts: Parts) => void
}) {
  const { compose } = useWords().dealing
  const { incident } = useRoom()
  const asked = askedWords(incident, obligation)
  if (asked === undefined || sameWords(asked, writtenIn(parts))) return null
  return (
    <Remark color="yellow">
      <Group justify="space-between">
        <Text size="sm">{compose.othersDraft}</Text>
        <Button size="compact-sm" variant="default" onClick={() => take(asked)}>
          {compose.takeTheirs}
        </Button>
      </Group>
    </Remark>
  )
}

function Sections({
  sections,
  kind,
  parts,
  write,
  missing,
}: {
  readonly sections: readonly Part[] | undefined
  readonly kind: Kind
  readonly parts: Parts
  readonly write: (change: (parts: Parts) => Parts) => void
  readonly missing: readonly string[]
}) {
  const { compose } = useWords().dealing
  if (sections === undefined) return null
  const isFree = kind === 'publish' || sections.length === 0
  const shown = isFree
    ? [{ id: FREE_TEXT, title: compose.text, wanted: true, draft: sections[0]?.draft ?? null }]
    : sections
  return shown.map((part, index) => (
    <Section
      key={part.id}
      part={part}
      isFirst={index === 0}
      isMissing={missing.includes(part.id)}
      text={parts[part.id] ?? ''}
      write={text => write(before => ({ ...before, [part.id]: text }))}
    />
  ))
}

function Section({
  part: { title, wanted, draft },
  isFirst,
  isMissing,
  text,
  write,
}: {
  readonly part: Part
  readonly isFirst: boolean
  readonly isMissing: boolean
  readonly text: string
  readonly write: (text: string) => void
}) {
  const { dealing } = useWords()
  const { compose } = dealing
  const isOffered = isWhole(draft) && draft !== text
  return (
    <div>
      <Textarea
        label={wanted ? title : `${title} (${dealing.optional})`}
        withAsterisk={wanted}
        autosize
        minRows={isFirst ? 3 : 2}
        maxRows={14}
        aria-invalid={isMissing || undefined}
        {...(isFirst && { 'data-autofocus': true })}
        value={text}
        onChange={event => write(event.currentTarget.value)}
      />
      {isOffered && (
        <Group gap="xs" mt={4} wrap="nowrap">
          <Text size="xs" lineClamp={2}>
            {compose.proposal(draft)}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => write(draft)}
            style={{ flexShrink: 0 }}
          >
            {compose.useProposal}
          </Button>
        </Group>
      )}
    </div>
  )
}

function Extras({
  kind,
  extra,
  change,
}: {
  readonly kind: Kind
  readonly extra: Extra
  readonly change: (extra: Extra) => void
}) {
  const { compose } = useWords().dealing
  if (kind === 'notice')
    return (
      <Checkbox
        label={compose.byHand}
        checked={extra.byHand}
        onChange={event => change({ ...extra, byHand: event.currentTarget.checked })}
      />
    )
  const isReport = kind === 'report'
  return (
    <TextInput
      label={isReport ? compose.receipt : compose.address}
      type={isReport ? 'text' : 'url'}
      maxLength={isReport ? 200 : 2000}
      value={isReport ? extra.receipt : extra.url}
      onChange={({ currentTarget: { value } }) =>
        change(isReport ? { ...extra, receipt: value } : { ...extra, url: value })
      }
    />
  )
}

function Where({ kind, obligation }: { readonly kind: Kind; readonly obligation: string }) {
  const { compose } = useWords().dealing
  const { plan } = useRoom()
  const names = useNames()
  const act = plan.rules.find(({ id }) => id === ruleIn(obligation))?.act
  if (act === undefined) return null
  const place =
    kind === 'publish' && act.do === 'publish'
      ? compose.where(act.where)
      : 'to' in act && Array.isArray(act.to)
        ? `${compose.audience}: ${names.parties(act.to)}`
        : ''
  return (
    <Text size="sm" fw={600}>
      {place}
    </Text>
  )
}
