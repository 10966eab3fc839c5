// Two texts line by line: the shortest way from one to the other (Myers, 1986), folded to what is near a change.

export type Line =
  | {
      readonly kind: 'same' | 'out' | 'in'
      readonly text: string
      readonly was?: number
      readonly now?: number
    }
  /** So many lines that both have. */
  | { readonly kind: 'skipped'; readonly count: number }

/** Beyond so many differing lines the two are shown as all out, all in: nobody reads more, and the time grows with its square. */
const EDITS_MAX = 3_000
const AROUND = 3

export function differenceOf(before: string, after: string): readonly Line[] {
  const [old, young] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < old.length && start < young.length && old[start] === young[start]) start++
  let end = 0
  while (
    end < Math.min(old.length, young.length) - start &&
    old[old.length - 1 - end] === young[young.length - 1 - end]
  )
    end++
  const same = (from: number, to: number, shift: number) =>
    old.slice(from, to).map((text, index): Line => ({
      kind: 'same',
      text,
      was: from + index + 1,
      now: from + index + 1 + shift,
    }))
  const middle = edits(
    old.slice(start, old.length - end),
    young.slice(start, young.length - end),
    start,
  )
  return folded([
    ...same(0, start, 0),
    ...middle,
    ...same(old.length - end, old.length, young.length - old.length),
  ])
}

function edits(old: readonly string[], young: readonly string[], offset: number): readonly Line[] {
  const trace = traced(old, young)
  const lines: Line[] = []
  let [x, y] = [old.length, young.length]
  const out = () => lines.push({ kind: 'out', text: old[x - 1] ?? '', was: offset + x-- })
  const into = () => lines.push({ kind: 'in', text: young[y - 1] ?? '', now: offset + y-- })
  if (trace === undefined) {
    while (y > 0) into()
    while (x > 0) out()
    return lines.toReversed()
  }
  for (let d = trace.length - 1; d >= 0; d--) {
    const reached = trace[d] ?? new Map<number, number>()
    const k = x - y
    const isDown = k === -d || (k !== d && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1))
    const before = isDown ? k + 1 : k - 1
    const fromX = reached.get(before) ?? 0
    const fromY = fromX - before
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ kind: 'same', text: old[x - 1] ?? '', was: offset + x, now: offset + y })
      x--
      y--
    }
    if (d === 0) break
    if (isDown) into()
    else out()
  }
  return lines.toReversed()
}

/** How far each diagonal was reached, before each further edit; undefined when there are too many. */
function traced(
  old: readonly string[],
  young: readonly string[],
): readonly ReadonlyMap<number, number>[] | undefined {
  const trace: Map<number, number>[] = []
  let reached = new Map<number, number>([[1, 0]])
  const most = Math.min(old.length + young.length, EDITS_MAX)
  for (let d = 0; d <= most; d++) {
    trace.push(new Map(reached))
    const next = new Map(reached)
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && (next.get(k - 1) ?? -1) < (next.get(k + 1) ?? -1))
      let x = isDown ? (next.get(k + 1) ?? 0) : (next.get(k - 1) ?? 0) + 1
      let y = x - k
      while (x < old.length && y < young.length && old[x] === young[y]) {
        x++
        y++
      }
      next.set(k, x)
      if (x >= old.length && y >= young.length) return trace
    }
    reached = next
  }
  return undefined
}

function folded(lines: readonly Line[]): readonly Line[] {
  const isNear = lines.map(() => false)
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue
    for (let at = index - AROUND; at <= index + AROUND; at++) if (at in isNear) isNear[at] = true
  }
  const shown: Line[] = []
  for (const [index, line] of lines.entries()) {
    if (isNear[index]) {
      shown.push(line)
      continue
    }
    const last = shown.at(-1)
    if (last?.kind === 'skipped') shown[shown.length - 1] = { ...last, count: last.count + 1 }
    else shown.push({ kind: 'skipped', count: 1 })
  }
  return shown
}
