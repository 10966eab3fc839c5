/** A field's place in a payload: names, indexes of lists, and `*` for any element of a list or value of a mapping. */
export type FieldPath = {
  readonly text: string
  readonly steps: readonly Step[]
  /** Whether it can lead to more than one value. */
  readonly many: boolean
}
type Step = { readonly name: string } | { readonly index: number } | { readonly any: true }

const STEPS_MAX = 20
const STEP = /(?:\*|\[\*\])|\[(\d{1,6})\]|"((?:[^"\\]|\\.)*)"|([^\s.[\]"*{}]+)/y

/** Reads `a.b`, `a.*.b`, `a[0].b` and `a."x.y"`, or says what is wrong with it. */
export function compilePath(text: string): FieldPath | { readonly malformed: string } {
  const steps: Step[] = []
  let at = 0
  while (at < text.length) {
    if (steps.length >= STEPS_MAX) return { malformed: `a path has at most ${STEPS_MAX} steps` }
    if (steps.length > 0 && text[at] === '.') at += 1
    else if (steps.length > 0 && text[at] !== '[') return { malformed: unreadable(text, at) }
    STEP.lastIndex = at
    const found = STEP.exec(text)
    if (found === null) return { malformed: unreadable(text, at) }
    steps.push(stepOf(found))
    at = STEP.lastIndex
  }
  if (steps.length === 0) return { malformed: 'a path names at least one field' }
  return { text, steps, many: steps.some(step => 'any' in step) }
}

function stepOf([, index, quoted, name]: RegExpExecArray): Step {
  if (index !== undefined) return { index: Number(index) }
  if (quoted !== undefined) return { name: quoted.replaceAll(/\\(.)/gs, '$1') }
  return name === undefined ? { any: true } : { name }
}

function unreadable(text: string, at: number): string {
  const rest = text.slice(at, at + 20)
  return rest === ''
    ? 'it ends with a dot'
    : `nothing is named at ${JSON.stringify(rest)}; a name with dots, spaces or brackets stands in quotes`
}

/** The first name of a path, by which a mapping with known names can tell a slip. */
export function rootOf({ steps }: FieldPath): string | undefined {
  const first = steps[0]
  return first !== undefined && 'name' in first ? first.name : undefined
}

/** The values at a path, in the order of the payload. Missing ones are not among them. Costs no more than walking the payload. */
export function valuesAt({ steps, many }: FieldPath, payload: unknown): readonly unknown[] {
  if (!many) {
    const value = walk(steps, payload)
    return value === undefined ? [] : [value]
  }
  let values: readonly unknown[] = [payload]
  for (const step of steps)
    values =
      'any' in step
        ? values.flatMap(childrenOf)
        : values.map(value => childOf(value, step)).filter(value => value !== undefined)
  return values
}

function walk(steps: readonly Step[], payload: unknown): unknown {
  let value = payload
  for (const step of steps) {
    if ('any' in step) return undefined
    value = childOf(value, step)
    if (value === undefined) return undefined
  }
  return value
}

/** Payloads come from strangers: `value[name]` would find `constructor` on every object. */
function childOf(given: unknown, step: Exclude<Step, { any: true }>): unknown {
  const value = branchOf(given)
  if (typeof value !== 'object' || value === null) return undefined
  if ('index' in step)
    return Array.isArray(value) ? (value as readonly unknown[])[step.index] : undefined
  if (Array.isArray(value) || !Object.hasOwn(value, step.name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[step.name]
}

function childrenOf(given: unknown): readonly unknown[] {
  const value = branchOf(given)
  if (typeof value !== 'object' || value === null) return []
  const children = Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)
  return children.filter(child => child !== undefined)
}

const INNER_CHARS_MAX = 65_536
const INNER_KEPT_MAX = 8
/** The last texts that were read as JSON, since many conditions ask the same text one after the other. */
const inner = new Map<string, unknown>()

/** Audit logs send their events as JSON inside a text: a path goes on into it. */
function branchOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (value.length > INNER_CHARS_MAX || !/^\s*[{[]/.test(value)) return undefined
  if (inner.has(value)) return inner.get(value)
  const oldest = inner.size < INNER_KEPT_MAX ? undefined : inner.keys().next().value
  if (oldest !== undefined) inner.delete(oldest)
  inner.set(value, parsed(value))
  return inner.get(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
