// Where in a plan the cursor stands: under which keys, and whether a key or a value is being written. Half-written YAML parses
// as nothing, so that this reads lines and brackets.

/** An item of a list, in a path. */
export const ITEM = '[]'

export type Place = {
  /** Keys from the top, and ITEM for each list on the way. Of a value, its own key is the last. */
  readonly path: readonly string[]
  readonly at: 'key' | 'value'
  /** What has been typed of the word. */
  readonly typed: string
  /** Keys that the mapping has before the cursor. */
  readonly beside: readonly string[]
}

type LineRead = {
  /** Columns of dashes before the key. */
  readonly dashes: readonly number[]
  readonly keyAt: number
  readonly key: string | undefined
  readonly rest: string
}

const LINE =
  /^( *)((?:- +)*)(?:([^\s{}[\],"'#&*-][^:{}[\]"'#]*|"[^"]*"|'[^']*')\s*:(?=\s|$))?(.*)$/u
/** Lines that a bracket may stay open over. */
const OPEN_LINES_MAX = 50

export function placeAt(text: string, position: number): Place {
  const before = text.slice(0, position).split('\n')
  const start = flowStart(before)
  const head = before.slice(start).join(' ')
  const own = readLine(head)
  const column = own.dashes[0] ?? own.keyAt
  const above = ancestors(before.slice(0, start), own, column)
  const items = own.dashes.map(() => ITEM)
  const block = [...above.path, ...items]
  if (own.key === undefined && !/^\s*[{[]/.test(own.rest)) {
    // A word without a colon yet: a key, or an item that is a plain value.
    return { path: block, at: 'key', typed: own.rest.trim(), beside: above.beside }
  }
  const path = own.key === undefined ? block : [...block, own.key]
  return inFlow(path, own.rest)
}

/** The line on which what is open at the cursor begins. */
function flowStart(lines: readonly string[]): number {
  const last = lines.length - 1
  let open = 0
  for (let at = last - 1; at >= Math.max(0, last - OPEN_LINES_MAX); at--) {
    open += openIn(lines[at] ?? '')
    if (open > 0) return at
  }
  return last
}

/** Brackets that a line opens more than it closes. */
function openIn(line: string): number {
  let open = 0
  for (const [bracket] of withoutQuotes(line).matchAll(/[{}[\]]/g))
    open += bracket === '{' || bracket === '[' ? 1 : -1
  return open
}

function withoutQuotes(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '').replace(/(^|\s)#.*$/, '')
}

function readLine(line: string): LineRead {
  const [, indent = '', dashes = '', key, rest = ''] = LINE.exec(line) ?? []
  const columns = [...dashes.matchAll(/-/g)].map(({ index }) => indent.length + index)
  return {
    dashes: columns,
    keyAt: indent.length + dashes.length,
    key: key?.trim().replaceAll(/^["']|["']$/g, ''),
    rest,
  }
}

/** The keys above a line, by how far it is moved in; and the keys beside it. */
function ancestors(
  lines: readonly string[],
  own: LineRead,
  column: number,
): { readonly path: readonly string[]; readonly beside: readonly string[] } {
  const path: string[] = []
  const beside: string[] = []
  let limit = column
  let isItem = own.dashes.length > 0
  for (const line of lines.toReversed()) {
    if (limit === 0 && !isItem) break
    if (/^\s*(#|$)/.test(line)) continue
    const { dashes, keyAt, key } = readLine(line)
    if (key === undefined) continue
    const isParent = isItem ? keyAt <= limit && dashes.length === 0 : keyAt < limit
    if (isParent) path.unshift(key)
    else if (keyAt === limit && !isItem) {
      if (path.length === 0) beside.push(key)
      if (dashes.length === 0) continue
    } else continue
    limit = keyAt
    isItem = false
    for (const dash of dashes.toReversed()) {
      path.unshift(ITEM)
      limit = dash
      isItem = true
    }
  }
  return { path, beside }
}

type Level = { readonly kind: 'map' | 'list'; key: string | undefined; readonly keys: string[] }

/** What stands between brackets, from the value of a key on. */
function inFlow(path: readonly string[], text: string): Place {
  const levels: Level[] = []
  let word = ''
  const pieces = text.matchAll(/"(?:[^"\\]|\\.)*"?|'[^']*'?|:(?=\s|$)|[{}[\],]|[^{}[\],"':]+|:/g)
  for (const [piece] of pieces) {
    const level = levels.at(-1)
    if (piece === '{' || piece === '[') {
      levels.push({ kind: piece === '{' ? 'map' : 'list', key: undefined, keys: [] })
      word = ''
    } else if (piece === '}' || piece === ']') {
      levels.pop()
      word = ''
    } else if (piece === ',' && level !== undefined) {
      level.key = undefined
      word = ''
    } else if (piece === ':' && level?.kind === 'map' && level.key === undefined) {
      level.key = word.trim()
      level.keys.push(level.key)
      word = ''
    } else word += piece
  }
  const steps = levels.flatMap(({ kind, key }) =>
    kind === 'list' ? [ITEM] : key === undefined ? [] : [key],
  )
  const last = levels.at(-1)
  return {
    path: [...path, ...steps],
    at: last?.kind === 'map' && last.key === undefined ? 'key' : 'value',
    typed: word.trimStart(),
    beside: last?.keys ?? [],
  }
}
