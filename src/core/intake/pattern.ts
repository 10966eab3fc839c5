// Patterns come from whoever may ask for alerts or set a silence, and are tried on text from strangers. JavaScript's own
// expressions can take exponential time ((a+)+$ on 40 letters: minutes, with the whole process standing still), and
// differ from Go's RE2, in which every such pattern is written. So they are run here as RE2 runs them: all
// alternatives side by side, one step for each character, and the time is bounded by length times PATTERN_STEPS_MAX.
import type { CharTest } from '#/core/intake/pattern-class.ts'
import { PatternError } from '#/core/intake/pattern-cursor.ts'
import type { EdgeTest, PatternNode } from '#/core/intake/pattern-parse.ts'
import { parsePattern } from '#/core/intake/pattern-parse.ts'

export const PATTERN_CHARS_MAX = 4_096
export const PATTERN_STEPS_MAX = 5_000

/** Whether a whole text matches. */
export type Pattern = (text: string) => boolean

type Step =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'edge'; readonly test: EdgeTest }
  | { op: 'go'; to: readonly number[] }
  | { readonly op: 'match' }

/** Compiles a pattern in Go's RE2 syntax, anchored at both ends as Alertmanager anchors it, or says what is wrong with it. */
export function compilePattern(text: string): Pattern | { readonly malformed: string } {
  if (text.length > PATTERN_CHARS_MAX)
    return { malformed: `expression is longer than ${PATTERN_CHARS_MAX} characters` }
  // Most patterns in use are words and lists of words, which need no machine.
  if (/^[\w :/@%&=,~-]+(\|[\w :/@%&=,~-]+)*$/.test(text)) {
    const words = new Set(text.split('|'))
    return value => words.has(value)
  }
  try {
    const steps: Step[] = []
    emit(steps, parsePattern(text))
    steps.push({ op: 'match' })
    return value => run(steps, value)
  } catch (error) {
    if (error instanceof PatternError) return { malformed: error.message }
    throw error
  }
}

function emit(steps: Step[], node: PatternNode): void {
  if (steps.length >= PATTERN_STEPS_MAX)
    throw new PatternError(`expression needs more than ${PATTERN_STEPS_MAX} steps`)
  switch (node.kind) {
    case 'empty':
      steps.push({ op: 'go', to: [steps.length + 1] })
      return
    case 'char':
      steps.push({ op: 'char', test: node.test })
      return
    case 'edge':
      steps.push({ op: 'edge', test: node.test })
      return
    case 'sequence':
      // An empty sequence takes a step of its own, so that repeating it without end runs into the limit and not into the night.
      if (node.of.length === 0) steps.push({ op: 'go', to: [steps.length + 1] })
      node.of.forEach(part => emit(steps, part))
      return
    case 'choice':
      emitChoice(steps, node.of)
      return
    case 'repeat':
      emitRepeat(steps, node)
  }
}

function emitChoice(steps: Step[], branches: readonly PatternNode[]): void {
  const fork = { op: 'go', to: [] as number[] } as const
  steps.push(fork)
  const exits: { op: 'go'; to: readonly number[] }[] = []
  for (const branch of branches) {
    fork.to.push(steps.length)
    emit(steps, branch)
    const exit = { op: 'go' as const, to: [] }
    exits.push(exit)
    steps.push(exit)
  }
  for (const exit of exits) exit.to = [steps.length]
}

function emitRepeat(
  steps: Step[],
  { node, min, max }: { readonly node: PatternNode; readonly min: number; readonly max: number },
): void {
  for (let time = 0; time < min; time += 1) emit(steps, node)
  if (max === Infinity) {
    const loop = { op: 'go' as const, to: [] as readonly number[] }
    const start = steps.length
    steps.push(loop)
    emit(steps, node)
    steps.push({ op: 'go', to: [start] })
    loop.to = [start + 1, steps.length]
    return
  }
  const skips: { op: 'go'; to: readonly number[] }[] = []
  for (let time = min; time < max; time += 1) {
    const skip = { op: 'go' as const, to: [steps.length + 1] as readonly number[] }
    skips.push(skip)
    steps.push(skip)
    emit(steps, node)
  }
  for (const skip of skips) skip.to = [...skip.to, steps.length]
}

/** The steps that wait for a character, each at most once: `seenAt` remembers the round in which a step was added. */
type Threads = { readonly waiting: number[]; readonly seenAt: Int32Array; round: number }

function run(steps: readonly Step[], text: string): boolean {
  const threads: Threads = { waiting: [], seenAt: new Int32Array(steps.length).fill(-1), round: 0 }
  let before: number | undefined
  let at = 0
  let matched = follow(steps, threads, [0], before, text.codePointAt(0))
  while (at < text.length) {
    const point = text.codePointAt(at) ?? 0
    at += point > 0xffff ? 2 : 1
    const alive = threads.waiting.filter(step => accepts(steps[step], point)).map(step => step + 1)
    if (alive.length === 0) return false
    threads.waiting.length = 0
    threads.round += 1
    before = point
    matched = follow(steps, threads, alive, before, text.codePointAt(at))
  }
  return matched
}

function accepts(step: Step | undefined, point: number): boolean {
  return step?.op === 'char' && step.test(point)
}

/** Walks on from `starts` as far as no character is needed; tells whether the end of the pattern was reached. */
function follow(
  steps: readonly Step[],
  threads: Threads,
  starts: number[],
  before: number | undefined,
  after: number | undefined,
): boolean {
  let matched = false
  for (let at = starts.pop(); at !== undefined; at = starts.pop()) {
    if (threads.seenAt[at] === threads.round) continue
    threads.seenAt[at] = threads.round
    const step = steps[at]
    if (step?.op === 'match') matched = true
    else if (step?.op === 'char') threads.waiting.push(at)
    else if (step?.op === 'edge' && step.test(before, after)) starts.push(at + 1)
    else if (step?.op === 'go') starts.push(...step.to)
  }
  return matched
}
