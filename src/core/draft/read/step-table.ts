import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { idOf, isKnownParty } from '#/core/draft/party.ts'
import { draftPromise } from '#/core/draft/read/promise.ts'
import type { Around } from '#/core/draft/read/promise.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { both, whenOf } from '#/core/draft/when.ts'
import type { When } from '#/core/draft/when.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { partyIn } from '#/core/draft/words/party.ts'

const ACTION = /\b(action|step|task|activity|activities|what|procedure)s?\b/i
const BY = /\b(owner|responsible|who|role|assigned|lead|by whom|actor|performed by)\b/i
const TIME = /\b(time|timeline|timeframe|deadline|when|target|sla|within|due)\b/i
const CASE =
  /\b(threat|type|scenario|condition|trigger|situation|incident|case|severity|event|issue|if|symptom)s?\b/i

type Columns = Readonly<Record<'action' | 'owner' | 'time' | 'case', number>>

/** Drafts a table of steps: what, by whom, by when, and in which case. */
export function draftRows(sketch: Sketch, table: Node, around: Around): void {
  const taken = new Set<number>()
  const find = (title: RegExp) => {
    const at = table.columns.findIndex(
      (column, index) => !taken.has(index) && title.test(column) && !isNumbered(table, index),
    )
    if (at !== -1) taken.add(at)
    return at
  }
  const action = find(ACTION)
  if (action === -1) return
  const columns = { action, owner: find(BY), time: find(TIME), case: find(CASE) }
  for (const row of table.children)
    if (!sketch.read.has(row)) draftRow(sketch, row, columns, around)
}

/** A column of running numbers. */
function isNumbered({ children }: Node, column: number): boolean {
  return children.every(({ cells }) => /^[\d.)]*$/.test(cells[column] ?? ''))
}

function draftRow(sketch: Sketch, row: Node, columns: Columns, around: Around): void {
  const cell = (index: number) => (index === -1 ? '' : (row.cells[index] ?? ''))
  const text = cell(columns.action)
  const party = partyIn(cell(columns.owner), isKnownParty(sketch))
  const isNamed = party !== undefined && (party.kind === 'inside' || party.kind === 'on-call')
  const by = isNamed ? idOf(sketch, party, row) : around.by
  const time = cell(columns.time)
  const isTimed = /^(?:within|in|immediately|by|no later|<)/i.test(time)
  const sentence = isTimed ? `${text} ${time.replace(/^</, 'within ')}` : text
  const when = both(around.when, caseOf(sketch, cell(columns.case), text, row, by))
  const here = {
    ...around,
    isStep: true,
    ...(by === undefined ? {} : { by }),
    ...(when === undefined ? {} : { when }),
  }
  if (!draftPromise(sketch, row, sentence, here)) return
  const used = [
    columns.action,
    columns.case,
    ...(isNamed ? [columns.owner] : []),
    ...(isTimed ? [columns.time] : []),
  ]
  const left = row.cells.flatMap((one, index) =>
    /^[\d.)]*$/.test(one) || used.includes(index)
      ? []
      : [`${row.parent?.columns[index] ?? ''}: ${one}`],
  )
  if (left.length > 0) sketch.leftOver.push({ node: row, text: left.join('; ') })
}

function caseOf(
  sketch: Sketch,
  text: string,
  of: string,
  row: Node,
  by: string | undefined,
): When | undefined {
  if (text === '' || isBlank(text) || /^\d+[.)]?$/.test(text)) return undefined
  const levels = levelsIn(sketch.ladder, text)
  if (levels.whole && levels.ids.length > 0) return { severity: levels.ids }
  return whenOf(sketch, { text, kind: 'if', open: false }, of, row, by).when
}
