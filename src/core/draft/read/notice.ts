import { actsOf } from '#/core/draft/act.ts'
import { levelsAround } from '#/core/draft/around.ts'
import { clockOf } from '#/core/draft/clock.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { idOf, isKnownParty } from '#/core/draft/party.ts'
import { ask, askBlanks, draft, inert, leaveOpen, titled } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { both, whenOf } from '#/core/draft/when.ts'
import type { When } from '#/core/draft/when.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { targetIn } from '#/core/draft/words/deadline.ts'
import type { Target } from '#/core/draft/words/deadline.ts'
import { nameFrom, untaken } from '#/core/draft/words/name.ts'
import { partiesIn, partyIn } from '#/core/draft/words/party.ts'
import type { NamedParty } from '#/core/draft/words/party.ts'
import { askWho } from '#/core/draft/read/promise.ts'
import { cadenceIn } from '#/core/draft/read/target.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

const WHEN =
  /^(when( required| to notify| applicable)?|trigger|condition|criteria|if|required when|threshold)s?$/i
const TIME =
  /^(timeline|timing|time ?frame|deadline|within|due|time limit|when to send|notification (time|deadline|timeline))$/i
const CONTENT =
  /^(contents?|includes?|what to include|must include|required (content|information)|information to include|notification content|key messages)$/i
const OWNER = /^(owners?|responsible( party)?|who|sender|sent by|by)$/i

/** Reads notices of which a document says under one title when, by when and with what content they go out. */
export function readNotices(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    if (node.kind === 'table') readMatrix(sketch, node)
    else if (!sketch.read.has(node)) readNotice(sketch, node)
  }
}

function isTimeOnly(text: string): boolean {
  const target = targetIn(text)
  return target !== undefined && !('unclear' in target) && !/\bif\b/i.test(text)
}

const SUBJECT =
  /\s*\b(?:notifications?|communications?|reporting|disclosure|notices?|notify|notifying|informing|updates?)\b\s*/gi

function readNotice(sketch: Sketch, node: Node): void {
  const labelled = node.children.filter(child => child.labelled || child.children.length > 0)
  const find = (title: RegExp) =>
    labelled.find(child => title.test(child.title) && !isBlank(child.body))
  const whenever = find(WHEN)
  // "When: within 72 hours" says by when, and not in which case.
  const isTime = whenever !== undefined && isTimeOnly(whenever.body)
  const time = find(TIME) ?? (isTime ? whenever : undefined)
  const when = isTime ? undefined : whenever
  const told = toldBy(sketch, node.title)
  if (time !== undefined && REVIEW.test(node.title)) return addReview(sketch, node, time)
  if ((time === undefined && when === undefined) || labelled.length < 2 || told === undefined)
    return
  const stated = time === undefined ? undefined : targetIn(time.body)
  if (stated !== undefined && 'unclear' in stated) return
  const outward = told.kind === 'outside' || told.kind === 'authority'
  const content = find(CONTENT)
  const template =
    content === undefined || !outward ? undefined : draftTemplate(sketch, node, content)
  const owner = find(OWNER)
  const by = owner === undefined ? undefined : actor(sketch, owner.body, owner)
  const cites = [node, time, when, by === undefined ? undefined : owner]
  addNotice(sketch, {
    node,
    told,
    ...(stated === undefined ? {} : { stated }),
    ...(when === undefined ? {} : { condition: when.body }),
    by,
    template,
    cites: cites.filter(cited => cited !== undefined),
  })
}

const REVIEW =
  /\b(post-?mortem|post-?incident (?:review|meeting)|lessons[- ]learned|retrospective|after[- ]action|incident review)\b(?! (?:report|template|document))/i

/** "Post-incident review" with "Timing: within 7 days of containment" below it. */
function addReview(sketch: Sketch, node: Node, time: Node): void {
  const stated = targetIn(time.body)
  if (stated === undefined || 'unclear' in stated) return
  const title = titled(node.title).title
  const clock = clockOf(sketch, stated, time)
  const when = clock['from'] === undefined ? { when: { reached: 'resolved' } } : {}
  draft(sketch, 'obligations', title, { title, ...when, do: 'meet', ...clock }, [time, node])
  askWho(sketch, time)
}

type Notice = {
  readonly node: Node
  readonly told: NamedParty
  readonly stated?: Exclude<Target, { readonly unclear: true }>
  readonly condition?: string
  readonly by: string | undefined
  readonly template: string | undefined
  readonly cites: readonly Node[]
  readonly title?: string
  readonly every?: unknown
}

function addNotice(sketch: Sketch, notice: Notice): void {
  const { node, told, stated, condition, by, template, cites, every } = notice
  const text = `Notify ${told.name}`
  const asked = {
    text,
    main: text,
    mood: 'order',
    verb: 'notify',
    object: told.name,
    passive: false,
    deadlines: [],
    recurrences: [],
    timedCase: false,
  } as const
  const [act] = actsOf(sketch, asked, by, node)
  if (act === undefined) return
  const when = both(levelsAround(sketch, node), conditionOf(sketch, condition, text, node, by))
  const isAlways = condition !== undefined && /^(?:all|any|every)\b/i.test(condition)
  const open =
    when === undefined && !isAlways && act.keys['do'] !== 'notify'
      ? whenOf(sketch, { text: 'required', kind: 'if', open: true }, text, node, by).when
      : undefined
  const { title } = titled(notice.title ?? node.text)
  const doing = every === undefined ? act.keys : { do: 'update', to: act.keys['to'] }
  const automatic = act.automatic && every === undefined
  const obligation = draft(
    sketch,
    'obligations',
    text,
    {
      title,
      ...(when === undefined && open === undefined ? {} : { when: when ?? open }),
      ...doing,
      ...(template === undefined || act.automatic ? {} : { template }),
      ...(by === undefined || automatic ? {} : { by }),
      ...(stated === undefined ? {} : clockOf(sketch, stated, node)),
      ...(every === undefined ? {} : { every }),
    },
    cites,
  )
  askBlanks(sketch, node)
  if (by === undefined && !automatic) askWho(sketch, node)
  if (stated === undefined || !('within' in stated) || stated.from !== undefined) return
  leaveOpen(
    obligation,
    'The document does not say from when it counts. Here: from when it is owed.',
  )
  ask(
    sketch,
    'start-missing',
    'From when does the time count? The draft counts from when it is owed.',
    [node],
  )
}

function conditionOf(
  sketch: Sketch,
  condition: string | undefined,
  of: string,
  node: Node,
  by: string | undefined,
): When | undefined {
  if (condition === undefined || condition === '' || /^(?:all|any|every)\b/i.test(condition))
    return undefined
  const levels = levelsIn(sketch.ladder, condition)
  if (levels.ids.length > 0 && levels.whole) return { severity: levels.ids }
  const text = condition.replace(/^(?:if|when|whenever)\s+/i, '')
  return whenOf(sketch, { text, kind: 'if', open: false }, of, node, by).when
}

function toldBy(sketch: Sketch, title: string): NamedParty | undefined {
  const bare = title
    .replace(SUBJECT, ' ')
    .replace(/\bto\b/gi, ' ')
    .trim()
  if (/^public$/i.test(bare)) return { name: 'the public', kind: 'outside', vague: false }
  if (/^(?:regulatory|regulators?|authority)$/i.test(bare))
    return { name: 'regulators', kind: 'authority', vague: true }
  const party = partyIn(bare, isKnownParty(sketch))
  return party?.kind === 'inside' && party.vague ? undefined : party
}

function actor(sketch: Sketch, text: string, node: Node): string | undefined {
  const party = partyIn(text, isKnownParty(sketch))
  const named = party !== undefined && (party.kind === 'inside' || party.kind === 'on-call')
  return named ? idOf(sketch, party, node) : undefined
}

/** The sections that a notice must have, when the document lists them. */
function draftTemplate(sketch: Sketch, node: Node, content: Node): string | undefined {
  const points = content.children.filter(
    ({ kind, text }) => kind === 'point' && text.length <= LINE_LENGTH_MAX,
  )
  if (points.length < 2) return undefined
  const parts: Record<string, string> = {}
  for (const { text } of points)
    parts[untaken(nameFrom(text, 'part'), name => Object.hasOwn(parts, name))] = inert(text)
  const { title } = titled(node.title)
  return draft(sketch, 'templates', title, { title, parts }, points).id
}

const AUDIENCE =
  /\b(audience|recipients?|stakeholders?|who is (notified|told)|notify|party|parties|authority|regulator|to whom|entity|notified party)\b/i
const TIMING = /\b(tim(e|ing|eline|eframe)|deadline|when|within|due|sla)\b/i
const CONDITION = /\b(trigger|condition|severity|severities|criteria|level|if|required)\b/i
const EVERY = /\b(frequency|cadence|interval|how often)\b/i

/** A table of who is told, when, how and by whom. */
function readMatrix(sketch: Sketch, table: Node): void {
  const at = table.columns.findIndex(column => AUDIENCE.test(column))
  const time = table.columns.findIndex((column, index) => index !== at && TIMING.test(column))
  const every = table.columns.findIndex(
    (column, index) => index !== at && index !== time && EVERY.test(column),
  )
  if (at === -1 || (time === -1 && every === -1)) return
  const owner = table.columns.findIndex(
    (column, index) => index !== at && OWNER.test(column.trim()),
  )
  const condition = table.columns.findIndex(
    (column, index) => ![at, time, every, owner].includes(index) && CONDITION.test(column),
  )
  for (const row of table.children)
    if (!sketch.read.has(row)) readNoticeRow(sketch, row, { at, time, every, owner, condition })
}

type Columns = Readonly<Record<'at' | 'time' | 'every' | 'owner' | 'condition', number>>

function readNoticeRow(
  sketch: Sketch,
  row: Node,
  { at, time, every, owner, condition }: Columns,
): void {
  const cell = (index: number) => (index === -1 ? '' : (row.cells[index] ?? ''))
  const told = partiesIn(cell(at), isKnownParty(sketch))
  const stated = time === -1 ? undefined : targetIn(cell(time))
  const cadence = every === -1 ? undefined : cadenceIn(cell(every))
  const timed = stated !== undefined && !('unclear' in stated)
  if (told === undefined || (!timed && cadence === undefined)) return
  const by = actor(sketch, cell(owner), row)
  const stating = cell(condition)
  const notice = {
    node: row,
    ...(stating === '' ? {} : { condition: stating }),
    by,
    template: undefined,
    cites: [row],
  }
  for (const party of told) {
    const title = `Notify ${party.name}`
    if (timed) addNotice(sketch, { ...notice, told: party, title, stated })
    if (cadence !== undefined) addNotice(sketch, { ...notice, told: party, title, every: cadence })
  }
  const used = [
    at,
    ...(timed ? [time] : []),
    ...(cadence === undefined ? [] : [every]),
    ...(by === undefined ? [] : [owner]),
    ...(stating === '' ? [] : [condition]),
  ]
  const left = row.cells.flatMap((text, index) =>
    text === '' || used.includes(index) ? [] : [`${row.parent?.columns[index] ?? ''}: ${text}`],
  )
  if (left.length > 0) sketch.leftOver.push({ node: row, text: left.join('; ') })
}
