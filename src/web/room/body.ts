// What stands below the sentence of an entry: what was said, and why.
import { REDACTED } from '#/core/evidence/chain.ts'
import type { Words } from '../words/words.ts'
import type { Happened, HappenedOf } from './happened.ts'
import type { Names } from './names.ts'
import { correctionOf } from './sentence.ts'

export type Body = {
  /** Markdown that somebody wrote. */
  readonly text: string | undefined
  readonly lines: readonly Line[]
}
export type Line = { readonly label?: string; readonly value: string }

type Say = {
  readonly room: Words['room']
  readonly record: Words['record']
  readonly names: Names
  /** Title of a section of a notice or report. */
  readonly part: (obligation: string, part: string) => string
}

/** The texts that an event may have, whatever its type. */
type Texts = Partial<Readonly<Record<'text' | 'description' | 'reason' | 'value' | 'url', string>>>

export function bodyOf(event: Happened, say: Say): Body {
  const { text, description, reason, url } = event as Texts
  const { room } = say
  const lines = [
    ...(said(reason) ? [{ label: room.reason, value: reason ?? '' }] : []),
    ...ownLines(event, say),
    ...(said(url) ? [{ value: url ?? '' }] : []),
  ]
  return { text: isMessage(event) ? undefined : plainText(text ?? description), lines }
}

/** What goes out to people is their mail, not the record of who works here: it is folded. */
export const isMessage = (event: Happened): event is HappenedOf<'page-sent' | 'message-sent'> =>
  event.type === 'page-sent' || event.type === 'message-sent'
const said = (text: string | undefined) => text !== undefined && text !== '' && text !== REDACTED

function plainText(text: string | undefined): string | undefined {
  if (!said(text)) return undefined
  return correctionOf(text ?? '')?.text ?? text
}

function ownLines(event: Happened, { room, record, names, part }: Say): readonly Line[] {
  switch (event.type) {
    case 'classified':
      return event.proposed !== undefined && event.proposed !== event.severity
        ? [{ value: room.proposed(names.severity(event.proposed)) }]
        : []
    case 'update-posted':
      return event.nextBy === undefined ? [] : [{ value: record.nextBy(names.when(event.nextBy)) }]
    case 'notice-sent':
    case 'report-submitted':
      return [
        ...Object.entries(event.parts).map(([id, value]) => ({
          label: part(event.obligation, id),
          value,
        })),
        ...('receipt' in event && event.receipt !== undefined
          ? [{ value: record.receiptNumber(event.receipt) }]
          : []),
      ]
    case 'field-set':
      return said(event.value) ? [{ value: event.value }] : []
    case 'signals-attached':
      return event.titles.filter(said).map(value => ({ value }))
    case 'role-assigned':
    case 'role-offered':
    case 'role-handed-over':
      return event.lacks === undefined ? [] : [{ value: room.lacking(event.lacks.join(', ')) }]
    case 'gate-waived':
      return event.open.length === 0
        ? []
        : [{ value: record.waivedOver(event.open.map(names.obligation).join(', ')) }]
    case 'meeting-held':
      return [{ value: record.present(names.people(event.present)) }]
    case 'escalated':
      return [
        { value: names.people(event.people) },
        ...(event.cause === event.by
          ? []
          : [{ label: room.cause, value: names.obligation(event.cause) }]),
      ].filter(({ value }) => value !== '')
    default:
      return []
  }
}

/** All that an entry says, for searching. */
export function wordsOf(event: Happened, sentence: string): string {
  const texts = Object.values(event as Texts & Record<string, unknown>).flatMap(value =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter(isText) : [],
  )
  const parts = 'parts' in event ? Object.values(event.parts) : []
  return searchable([sentence, ...texts, ...parts].join('\n'))
}

/** As it is compared: whoever searches knows nothing of marks that make something bold. */
export const searchable = (text: string): string => text.replaceAll(/[*_`~]/g, '').toLowerCase()

const isText = (value: unknown): value is string => typeof value === 'string'
