/** Labels by name, as the sender wrote them: hostile text, kept as it is. Read one with `labelOf`. */
export type Labels = Readonly<Record<string, string>>

/** Labels without the empty ones, and their canonical text. */
export type LabelSet = {
  readonly labels: Labels
  /** JSON object text with the names in the order of their UTF-16 units: two label sets are the same exactly when this is. */
  readonly text: string
}

/**
 * The value of a label, or an empty string where there is none, which Prometheus takes to be the same.
 * Names come from strangers: `labels[name]` would find `constructor` on every object.
 */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : ''
}

/** Drops labels with empty values and makes the canonical text. The values must be strings. */
export function labelSet(given: Labels): LabelSet {
  const names = Object.keys(given)
  // Prometheus sends names sorted and never sends an empty value, so this is the usual way: no copy is made.
  if (isCanonical(given, names)) return { labels: given, text: JSON.stringify(given) }
  const kept = names.filter(name => given[name] !== '').toSorted(byUnits)
  // A JavaScript object puts integer-like names first whatever the order of insertion, so the text is joined by hand.
  const text = `{${kept.map(name => `${JSON.stringify(name)}:${JSON.stringify(given[name])}`).join(',')}}`
  return { labels: Object.fromEntries(kept.map(name => [name, given[name] ?? ''])), text }
}

/** Compares as `<` does: by UTF-16 units, never by a locale. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isCanonical(labels: Labels, names: readonly string[]): boolean {
  let last: string | undefined
  for (const name of names) {
    if (labels[name] === '' || (last !== undefined && name <= last)) return false
    last = name
  }
  return true
}
