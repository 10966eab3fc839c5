import type { Book, Doing, Grouping, Rule } from '#/core/routing/book.ts'
import { fill, valuesText } from '#/core/routing/subject.ts'
import type { Subject } from '#/core/routing/subject.ts'

/** What the rules make of a signal. */
export type Decision = {
  readonly does: Doing
  /** Ids of the rules that held, in order; none when no rule was about it. */
  readonly rules: readonly string[]
  /** Rules that could not be asked: they are passed over, never obeyed in doubt. */
  readonly failed: readonly string[]
  readonly plan?: string
  readonly type?: string
  readonly severity?: string
  readonly urgency?: string
  readonly systems: readonly string[]
  readonly onCall?: string
  /** Signals with the same key make one incident, as long as the last came within the window. */
  readonly group?: { readonly key: string; readonly withinMs: number }
  readonly title?: string
}

/** The first rule that holds decides; with `continue`, the next say what it left unsaid. */
export function decideSignal(book: Book, subject: Subject): Decision {
  const held: Rule[] = []
  const failed: string[] = []
  collect(book.rules, subject, held, failed)
  const said = <Key extends keyof Rule>(key: Key): Rule[Key] | undefined =>
    held.find(rule => rule[key] !== undefined)?.[key]
  const grouped = held.find(({ group }) => group !== undefined)
  const title = said('title')
  const titled = title === undefined ? '' : fill(title, subject)
  return {
    does: said('does') ?? 'open',
    rules: held.map(({ id }) => id),
    failed,
    ...present('plan', said('plan')),
    ...present('type', said('type')),
    ...present('severity', said('severity')),
    ...present('urgency', said('urgency')),
    systems: [...new Set(held.flatMap(({ systems }) => systems))],
    ...present('onCall', said('onCall')),
    ...present('group', grouped?.group && groupKey(grouped.id, grouped.group, subject)),
    ...present('title', titled === '' ? undefined : titled),
  }
}

function present<Key extends string, Value>(key: Key, value: Value | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value }
}

function groupKey(id: string, { by, withinMs }: Grouping, subject: Subject) {
  return { key: `${id} ${valuesText(by, subject)}`, withinMs }
}

/** Gives back whether rules below go on. */
function collect(
  rules: readonly Rule[],
  subject: Subject,
  held: Rule[],
  failed: string[],
): boolean {
  for (const rule of rules) {
    if (!holds(rule, subject, failed)) continue
    held.push(rule)
    const within = rule.rules.length === 0 || collect(rule.rules, subject, held, failed)
    if (!rule.goesOn || !within) return false
  }
  return true
}

function holds({ id, when }: Rule, subject: Subject, failed: string[]): boolean {
  try {
    return when === undefined || when.holds(subject)
  } catch {
    // A mistake of ours in one rule must not keep a signal from the others.
    failed.push(id)
    return false
  }
}
