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

export type Diagrams = {
  /** A choice: what follows from each of its values. Choices are numbered in the order in which they are made. */
  readonly choose: (choice: number, branches: readonly Node[]) => Node
  readonly and: (one: Node, other: Node) => Node
  readonly or: (one: Node, other: Node) => Node
  readonly not: (node: Node) => Node
  /** At least so many of these. */
  readonly atLeast: (least: number, of: readonly Node[]) => Node
  /** Choices that lead to YES; undefined when none do. */
  readonly anyWay: (node: Node) => Choices | undefined
  /** The fewest choices that make `node` certain and leave `possible` open. Undefined when none do. */
  readonly fewest: (node: Node, possible: Node) => Choices | undefined
}
/** Choice → the value chosen, by its index. */
type Choices = ReadonlyMap<number, number>

/** Diagrams over choices with so many values each. Each method throws TooLarge. */
export function diagrams(sizes: readonly number[]): Diagrams {
  const choices: number[] = Array.from({ length: OUTCOMES }, () => sizes.length)
  const branches: (readonly Node[])[] = Array.from({ length: OUTCOMES }, () => [])
  const known = new Map<string, Node>()
  let steps = 0

  const count = () => {
    if (++steps > NODES_MAX) throw new TooLarge()
  }
  const choiceOf = (node: Node) => choices[node] ?? sizes.length
  const branch = (node: Node, choice: number, value: number): Node =>
    choiceOf(node) === choice ? (branches[node]?.[value] ?? NO) : node
  const valuesOf = (choice: number) => Array.from({ length: sizes[choice] ?? 0 }, (_, it) => it)

  const choose = (choice: number, after: readonly Node[]): Node => {
    const [first = NO] = after
    if (after.every(node => node === first)) return first
    const key = `${choice}:${after.join()}`
    const same = known.get(key)
    if (same !== undefined) return same
    count()
    choices.push(choice)
    branches.push(after)
    known.set(key, choices.length - 1)
    return choices.length - 1
  }

  const combine = (outcome: (one: Node, other: Node) => Node, ends: Node, keeps: Node) => {
    const done = new Map<string, Node>()
    const go = (one: Node, other: Node): Node => {
      if (one === other || other === keeps) return one
      if (one === keeps) return other
      if (one === ends || other === ends) return ends
      if (one < OUTCOMES && other < OUTCOMES) return outcome(one, other)
      const key = one < other ? `${one},${other}` : `${other},${one}`
      const before = done.get(key)
      if (before !== undefined) return before
      count()
      const choice = Math.min(choiceOf(one), choiceOf(other))
      const after = valuesOf(choice).map(value =>
        go(branch(one, choice, value), branch(other, choice, value)),
      )
      const node = choose(choice, after)
      done.set(key, node)
      return node
    }
    return go
  }
  const and = combine(Math.min, NO, YES)
  const or = combine(Math.max, YES, NO)

  const negated = new Map<Node, Node>()
  const not = (node: Node): Node => {
    if (node < OUTCOMES) return YES - node
    const before = negated.get(node)
    if (before !== undefined) return before
    const choice = choiceOf(node)
    const turned = choose(
      choice,
      valuesOf(choice).map(value => not(branch(node, choice, value))),
    )
    negated.set(node, turned)
    return turned
  }

  const atLeast = (least: number, of: readonly Node[]): Node => {
    // How it stands when so many of those seen so far hold.
    let held: Node[] = [YES, ...Array.from({ length: least }, () => NO)]
    for (const node of of)
      held = held.map((before, number) =>
        number === 0 ? YES : or(before, and(held[number - 1] ?? NO, node)),
      )
    return held[least] ?? NO
  }

  const anyWay = (node: Node): Choices | undefined => {
    const seen = new Set<Node>()
    const go = (from: Node): (readonly [number, number])[] | undefined => {
      if (from === YES) return []
      if (from < OUTCOMES || seen.has(from)) return undefined
      seen.add(from)
      for (const [value, next] of (branches[from] ?? []).entries()) {
        const rest = go(next)
        if (rest !== undefined) return [[choiceOf(from), value], ...rest]
      }
      return undefined
    }
    const way = go(node)
    return way && new Map(way)
  }

  const fewest = (node: Node, possible: Node): Choices | undefined => {
    const done = new Map<string, Choices | undefined>()
    const go = (sought: Node, open: Node): Choices | undefined => {
      if (open === NO || (sought < OUTCOMES && sought !== YES)) return undefined
      if (sought === YES) return new Map()
      const key = `${sought},${open}`
      if (done.has(key)) return done.get(key)
      count()
      const choice = Math.min(choiceOf(sought), choiceOf(open))
      const values = valuesOf(choice)
      const left = values.map(value => branch(sought, choice, value))
      const may = values.map(value => branch(open, choice, value))
      const found = values.flatMap(value => {
        const rest = go(left[value] ?? NO, may[value] ?? NO)
        return rest === undefined ? [] : [new Map([[choice, value], ...rest])]
      })
      // Perhaps it is certain whatever is chosen here.
      const without = go(left.reduce(and, YES), may.reduce(or, NO))
      if (without !== undefined) found.push(new Map(without))
      const best = found.toSorted((one, other) => one.size - other.size)[0]
      done.set(key, best)
      return best
    }
    return go(node, possible)
  }

  return { choose, and, or, not, atLeast, anyWay, fewest }
}
