// What would come of a command, as lines that somebody reads before confirming it.
import type { Foresight, IncidentEvent } from '../../api/operations.ts'
import type { Words } from '../../words/words.ts'
import type { Names } from '../use-names.ts'

export type Line = {
  readonly kind: 'page' | 'message' | 'opens' | 'ends' | 'meets' | 'waits' | 'moves' | 'other'
  readonly text: string
  /** Until when, or since when. */
  readonly at?: string
}

type Change = Foresight['changes'][number]
type Says = { readonly names: Names; readonly words: Pick<Words, 'dealing'> }

export function linesOf(seen: Foresight, says: Says): readonly Line[] {
  const { follow } = says.words.dealing
  return [
    ...pagesIn(seen.events, says),
    ...seen.events.flatMap(event => eventLine(event, says)),
    ...(seen.loses_sight.length === 0
      ? []
      : [
          { kind: 'other' as const, text: follow.losesSight(says.names.parties(seen.loses_sight)) },
        ]),
    ...seen.changes.flatMap(changeLine),
  ]
}

/** Whoever is paged several times is woken once. */
function pagesIn(events: readonly IncidentEvent[], { names, words }: Says): readonly Line[] {
  const people = [
    ...new Set(events.filter(({ type }) => type === 'page-sent').map(event => of(event, 'person'))),
  ]
  if (people.length === 0) return []
  return [{ kind: 'page', text: words.dealing.follow.page(names.parties(people)) }]
}

function eventLine(event: IncidentEvent, { names, words }: Says): readonly Line[] {
  const { follow } = words.dealing
  const other = (text: string): readonly Line[] => [{ kind: 'other', text }]
  switch (event.type) {
    case 'message-sent':
      return [
        {
          kind: 'message',
          text: follow.message(of(event, 'subject'), countIn(event, 'recipients')),
        },
      ]
    case 'escalated':
      return other(
        follow.escalated(
          names.level(Number(of(event, 'level'))),
          names.parties(listIn(event, 'people')),
        ),
      )
    case 'gate-waived':
      return other(follow.gateWaived(names.any(of(event, 'gate'))))
    case 'gate-passed':
      return other(follow.gatePassed(names.any(of(event, 'gate'))))
    case 'authority-overridden':
      return other(follow.overridden)
    case 'role-assigned':
    case 'role-offered':
    case 'role-handed-over': {
      const person = of(event, 'person') || of(event, 'to')
      return other(follow.role(names.party(of(event, 'role')), names.party(person)))
    }
    default:
      return []
  }
}

const OWED: ReadonlySet<string> = new Set(['open', 'due-soon', 'overdue'])
const MET: ReadonlySet<string> = new Set(['met', 'met-late'])

function changeLine({ title: text, was, standing, due, due_was }: Change): readonly Line[] {
  const isOwed = OWED.has(standing)
  const wasOwed = was !== null && OWED.has(was)
  const limit = due === null ? {} : { at: due }
  if (isOwed && !wasOwed) return [{ kind: 'opens', text, ...limit }]
  if (isOwed && due !== due_was) return [{ kind: 'moves', text, ...limit }]
  if (MET.has(standing)) return was !== null && MET.has(was) ? [] : [{ kind: 'meets', text }]
  if (standing === 'void') return wasOwed || was === 'armed' ? [{ kind: 'ends', text }] : []
  if (standing === 'armed') return was === 'armed' ? [] : [{ kind: 'waits', text }]
  return []
}

const field = (event: IncidentEvent, name: string): unknown =>
  (event as Readonly<Record<string, unknown>>)[name]

function of(event: IncidentEvent, name: string): string {
  const value = field(event, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function listIn(event: IncidentEvent, name: string): readonly string[] {
  const value = field(event, name)
  return Array.isArray(value) ? value.map(String) : []
}

function countIn(event: IncidentEvent, name: string): number {
  return (
    event.shortened?.[name] ??
    (Array.isArray(field(event, name)) ? (field(event, name) as unknown[]).length : 0)
  )
}
