/**
 * Decision diagrams (R. E. Bryant, 1986) over choices with any number of values and over three outcomes: a condition becomes
 * a graph in which each choice is made at most once on every way down, and equal parts are the same node. Whether it can hold
 * at all is then seen at a glance, however many combinations there are.
 */

/** Number of a node; the first three are the outcomes, in the order of Kleene's logic. */
export type Node = number
export const NO: Node = 0
export const UNKNOWN: Node = 1
export const YES: Node = 2
const OUTCOMES = 3

/** Nodes of one diagram, at most. Beyond this nothing is proven. */
export const NODES_MAX = 50_000

/** Thrown when a diagram would grow beyond NODES_MAX. */
export class TooLarge extends Error {}

/** The nodes that there are so far, over choices with so many values each. Functions on it throw TooLarge. */
export type Drawing = {
  readonly sizes: readonly number[]
  /** By node: the choice that it is, and what follows from each of its values. */
  readonly choices: number[]
  readonly branches: (readonly Node[])[]
  /** By its content, each node once. */
  readonly nodes: Map<string, Node>
  /** What was reckoned before. */
  readonly results: Map<string, Node>
  steps: number
}
/** Choice → the value chosen, by its index. */
export type Choices = ReadonlyMap<number, number>

export function drawing(sizes: readonly number[]): Drawing {
  return {
    sizes,
    choices: Array.from({ length: OUTCOMES }, () => sizes.length),
    branches: Array.from({ length: OUTCOMES }, () => []),
    nodes: new Map(),
    results: new Map(),
    steps: 0,
  }
}

function count(drawn: Drawing): void {
  drawn.steps++
  if (drawn.steps > NODES_MAX) throw new TooLarge()
}

function choiceOf({ choices, sizes }: Drawing, node: Node): number {
  return choices[node] ?? sizes.length
}

function valuesOf({ sizes }: Drawing, choice: number): readonly number[] {
  return Array.from({ length: sizes[choice] ?? 0 }, (_, value) => value)
}

/** What is left of a node after a choice that it does not stand above. */
function branch(drawn: Drawing, node: Node, choice: number, value: number): Node {
  return choiceOf(drawn, node) === choice ? (drawn.branches[node]?.[value] ?? NO) : node
}

/** A choice: what follows from each of its values. Choices are numbered in the order in which they are made. */
export function choose(drawn: Drawing, choice: number, after: readonly Node[]): Node {
  const [first = NO] = after
  if (after.every(node => node === first)) return first
  const key = `${choice}:${after.join()}`
  const same = drawn.nodes.get(key)
  if (same !== undefined) return same
  count(drawn)
  drawn.choices.push(choice)
  drawn.branches.push(after)
  const node = drawn.choices.length - 1
  drawn.nodes.set(key, node)
  return node
}

export function and(drawn: Drawing, one: Node, other: Node): Node {
  return combine(drawn, 'and', one, other)
}

export function or(drawn: Drawing, one: Node, other: Node): Node {
  return combine(drawn, 'or', one, other)
}

function combine(drawn: Drawing, word: 'and' | 'or', one: Node, other: Node): Node {
  const [ends, keeps] = word === 'and' ? [NO, YES] : [YES, NO]
  if (one === other || other === keeps) return one
  if (one === keeps) return other
  if (one === ends || other === ends) return ends
  const key = one < other ? `${word} ${one} ${other}` : `${word} ${other} ${one}`
  const before = drawn.results.get(key)
  if (before !== undefined) return before
  count(drawn)
  const choice = Math.min(choiceOf(drawn, one), choiceOf(drawn, other))
  const node = choose(
    drawn,
    choice,
    valuesOf(drawn, choice).map(value =>
      combine(drawn, word, branch(drawn, one, choice, value), branch(drawn, other, choice, value)),
    ),
  )
  drawn.results.set(key, node)
  return node
}

export function not(drawn: Drawing, node: Node): Node {
  if (node < OUTCOMES) return YES - node
  const key = `not ${node}`
  const before = drawn.results.get(key)
  if (before !== undefined) return before
  const choice = choiceOf(drawn, node)
  const after = valuesOf(drawn, choice).map(value => not(drawn, branch(drawn, node, choice, value)))
  const turned = choose(drawn, choice, after)
  drawn.results.set(key, turned)
  return turned
}

/** At least so many of these. */
export function atLeast(drawn: Drawing, least: number, of: readonly Node[]): Node {
  // By number: whether so many of those seen so far hold.
  let held: readonly Node[] = [YES, ...Array.from({ length: least }, () => NO)]
  for (const node of of)
    held = held.map((before, number) =>
      number === 0 ? YES : or(drawn, before, and(drawn, held[number - 1] ?? NO, node)),
    )
  return held[least] ?? NO
}

/** Choices that lead to YES; undefined when none do. */
export function anyWay(drawn: Drawing, node: Node, seen = new Set<Node>()): Choices | undefined {
  if (node === YES) return new Map()
  if (node < OUTCOMES || seen.has(node)) return undefined
  seen.add(node)
  for (const [value, next] of (drawn.branches[node] ?? []).entries()) {
    const rest = anyWay(drawn, next, seen)
    if (rest !== undefined) return new Map([[choiceOf(drawn, node), value], ...rest])
  }
  return undefined
}

/** The fewest choices that make `sought` certain and leave `possible` open. Undefined when none do. */
export function fewest(
  drawn: Drawing,
  sought: Node,
  possible: Node,
  done = new Map<string, Choices | undefined>(),
): Choices | undefined {
  if (possible === NO || (sought < OUTCOMES && sought !== YES)) return undefined
  if (sought === YES) return new Map()
  const key = `${sought} ${possible}`
  if (done.has(key)) return done.get(key)
  count(drawn)
  const choice = Math.min(choiceOf(drawn, sought), choiceOf(drawn, possible))
  const after = valuesOf(drawn, choice).map(value => ({
    value,
    left: branch(drawn, sought, choice, value),
    may: branch(drawn, possible, choice, value),
  }))
  const found = after.flatMap(({ value, left, may }) => {
    const rest = fewest(drawn, left, may, done)
    return rest === undefined ? [] : [new Map([[choice, value], ...rest])]
  })
  // Perhaps it is certain whatever is chosen here.
  const all = after.reduce((node, { left }) => and(drawn, node, left), YES)
  const some = after.reduce((node, { may }) => or(drawn, node, may), NO)
  const without = fewest(drawn, all, some, done)
  const ways = without === undefined ? found : [...found, without]
  const best = ways.toSorted((one, other) => one.size - other.size)[0]
  done.set(key, best)
  return best
}
