// How much of the two source documents is understood, clause by clause. The documents are not in this repository: what stands
// here are lines of them, and short headings in our own words for those that their text has lost.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { draftPlan } from '#/core/draft/draft.ts'
import type { DraftedSentence } from '#/core/draft/draft.ts'
import { parseSpan } from '#/core/time.ts'

/** First and last line of the sentences of a clause. */
type Lines = readonly [number, number]

export type Seed = {
  readonly plan: string
  readonly document: string
  readonly clauses: Readonly<Record<string, Lines>>
  /** By the line above which they stand. */
  readonly headings: Readonly<Record<number, readonly string[]>>
}

export const TIERED: Seed = {
  plan: 'tiered',
  document: 'tiered-plan.txt',
  clauses: {
    'T1.1': [10, 10],
    'T1.2': [11, 11],
    'T2.1': [15, 15],
    'T2.2': [17, 17],
    'T2.3': [18, 18],
    'T2.4': [19, 19],
    'T2.5': [20, 20],
    'T2.6': [21, 21],
    'T3.1': [25, 25],
    'T3.2': [26, 26],
    'T3.3': [28, 28],
    'T3.4': [29, 29],
    'T3.5': [30, 30],
    'T3.6': [31, 31],
    'T3.7': [32, 32],
    'T4.1': [36, 36],
    'T4.2': [37, 37],
    'T4.3': [37, 37],
    'T4.4': [38, 38],
    'T4.5': [39, 39],
    'T5.1': [43, 43],
    'T5.2': [44, 44],
    'T5.3': [45, 45],
    'T5.4': [46, 46],
  },
  headings: {},
}

export const CREDITNEXUS: Seed = {
  plan: 'creditnexus',
  document: 'creditnexus-plan.txt',
  clauses: {
    'C1.1': [5, 11],
    'C1.2': [12, 18],
    'C1.3': [19, 24],
    'C1.4': [25, 30],
    'C2.1': [31, 36],
    'C2.2': [37, 42],
    'C2.3': [43, 48],
    'C2.4': [49, 54],
    'C3.1': [57, 61],
    'C3.2': [64, 67],
    'C3.3': [70, 70],
    'C3.4': [71, 71],
    'C3.5': [72, 72],
    'C3.6': [73, 73],
    'C3.7': [74, 79],
    'C3.8': [80, 84],
    'C3.9': [87, 96],
    'C3.10': [99, 102],
    'C3.11': [105, 108],
    'C3.12': [111, 114],
    'C3.13': [117, 120],
    'C4.1': [121, 121],
    'C4.2': [122, 122],
    'C4.3': [123, 123],
    'C4.4': [124, 124],
    'C4.5': [125, 125],
    'C4.6': [126, 127],
    'C4.7': [129, 133],
    'C4.8': [134, 134],
    'C4.9': [135, 135],
    'C4.10': [136, 136],
    'C4.11': [137, 139],
    'C5.1': [142, 145],
    'C5.2': [148, 150],
    'C5.3': [153, 155],
    'C5.4': [158, 161],
    'C5.5': [164, 166],
    'C5.6': [169, 171],
    'C5.7': [174, 177],
    'C5.8': [180, 182],
    'C5.9': [185, 187],
    'C5.10': [190, 192],
    'C5.11': [195, 197],
    'C5.12': [200, 203],
    'C6.1': [204, 213],
    'C6.2': [214, 214],
    'C6.3': [215, 216],
    'C7.1': [217, 220],
    'C7.2': [221, 221],
    'C7.3': [222, 222],
    'C7.4': [223, 223],
    'C7.5': [224, 224],
    'C8.1': [225, 230],
    'C8.2': [231, 236],
    'C9.1': [237, 243],
    'C10.1': [245, 245],
    'C10.2': [246, 246],
    'C10.3': [247, 249],
    'C11.1': [250, 261],
    'C12.1': [262, 264],
    'C12.2': [265, 265],
    'C12.3': [266, 266],
    'C12.4': [267, 267],
    'C12.5': [268, 268],
  },
  headings: {
    5: ['# Classification', '## Critical (P0)'],
    12: ['## High (P1)'],
    19: ['## Medium (P2)'],
    25: ['## Low (P3)'],
    31: ['# Roles', '## Incident Commander'],
    37: ['## Security Lead'],
    43: ['## Technical Lead'],
    49: ['## Communications Lead'],
    55: ['# Process', '## Detection'],
    74: ['## Containment', '### Short-term'],
    80: ['### Long-term'],
    85: ['## Eradication'],
    97: ['## Recovery'],
    109: ['## Post-incident'],
    121: ['# Communication', '## Critical/High severity'],
    124: ['## Medium/Low severity'],
    126: ['## Customer notification'],
    134: ['## Regulatory reporting'],
    137: ['## Public disclosure'],
    140: ['# Incident types', '## Data breach'],
    156: ['## Unauthorized access'],
    172: ['## System outage'],
    188: ['## Vulnerability disclosure'],
    204: ['# Logging', '## Required information'],
    214: ['## Tool'],
    217: ['# Escalation'],
    225: ['# Upkeep', '## Training'],
    231: ['## Testing'],
    237: ['# Contacts'],
    244: ['# Compliance'],
    250: ['# Post-incident checklist'],
    262: ['# Improvement'],
    265: ['## Metrics'],
    269: ['# About'],
  },
}

export type State = 'expressed' | 'in part' | 'recorded' | 'lost'

export type Measured = {
  readonly clause: string
  readonly state: State
  /** Times or levels of the draft that the hand-written plan does not have for this clause. */
  readonly wrong: readonly string[]
}

const FOLDER = new URL('../../../shared/seeds/', import.meta.url)
const ROOT = new URL('../../', import.meta.url)

/** Drafts the document, as it is or with headings put back, and compares what came of each clause with the plan made by hand. */
export function measure(seed: Seed, withHeadings: boolean): readonly Measured[] {
  const lines = readFileSync(new URL(seed.document, FOLDER), 'utf8').split('\n')
  const { text, originals } = headed(lines, withHeadings ? seed.headings : {})
  const draft = draftPlan(text, seed.document)
  if ('refused' in draft) throw new Error(draft.refused.message)
  const drafted = parse(draft.yaml) as Plan
  const byHand = parse(readFileSync(new URL(`plans/${seed.plan}.yaml`, ROOT), 'utf8')) as Plan
  return Object.entries(seed.clauses).map(([clause, [first, last]]) => {
    const inside = draft.sentences.filter(({ line }) => {
      const original = originals[line - 1] ?? 0
      return original >= first && original <= last
    })
    const wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    const isLost = wanted.some(
      line =>
        saysSomething(lines[line - 1] ?? '') &&
        !inside.some(one => originals[one.line - 1] === line),
    )
    const said = claims(
      drafted,
      inside.flatMap(({ clauses }) => clauses),
    )
    const meant = claims(byHand, [clause])
    // One promise with a time for each level carries the clauses of all levels.
    const anywhere = claims(byHand, undefined).filter(time => /^[A-Z]/.test(time))
    return {
      clause,
      state: isLost ? 'lost' : stateOf(inside),
      wrong: said.filter(one => !meant.some(other => says(other, one)) && !anywhere.includes(one)),
    }
  })
}

/** The text with its headings, and for each of its lines the line of the document that it is (0 for a heading). */
function headed(lines: readonly string[], headings: Seed['headings']) {
  const made = lines.flatMap((line, index) => [
    ...(headings[index + 1] ?? []).flatMap(heading => [
      { line: '', original: 0 },
      { line: heading, original: 0 },
      { line: '', original: 0 },
    ]),
    { line, original: index + 1 },
  ])
  return {
    text: made.map(({ line }) => line).join('\n'),
    originals: made.map(({ original }) => original),
  }
}

/** A line that only names what stands below it says nothing by itself. */
function saysSomething(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line) && !line.trim().endsWith(':')
}

/** Whether a time is meant; one that the text restricts to no level is, whatever the level that the plan gives it. */
function says(meant: string, said: string): boolean {
  return meant === said || meant.endsWith(` ${said}`)
}

function stateOf(sentences: readonly DraftedSentence[]): State {
  const expressed = sentences.filter(({ state }) => state === 'expressed').length
  if (expressed === 0) return 'recorded'
  return expressed === sentences.length && sentences.every(({ partly }) => !partly)
    ? 'expressed'
    : 'in part'
}

type Plan = Readonly<Record<string, unknown>>
type Entry = Readonly<Record<string, unknown>>

/** What the elements that cite these clauses say in figures: each time, with the level where it is one of a level. */
function claims(plan: Plan, clauses: readonly string[] | undefined): readonly string[] {
  const entries = entriesOf(plan).filter(entry => {
    const cite = [entry['cite'] ?? []].flat() as readonly unknown[]
    return clauses === undefined || cite.some(id => clauses.includes(String(id)))
  })
  return [...new Set(entries.flatMap(entry => timesIn(entry, '', levelsOf(entry))))]
}

function levelsOf({ when }: Entry): readonly string[] {
  const { severity } = (when ?? {}) as { readonly severity?: string | readonly string[] }
  return [severity ?? []].flat()
}

function entriesOf(plan: Plan): readonly Entry[] {
  return Object.entries(plan).flatMap(([section, value]) => {
    if (
      ['clauses', 'document', 'calendars'].includes(section) ||
      typeof value !== 'object' ||
      value === null
    )
      return []
    const entries = (Array.isArray(value) ? value : Object.values(value)) as readonly Entry[]
    return section === 'playbooks'
      ? entries.flatMap(({ steps }) => steps as readonly Entry[])
      : entries
  })
}

const TIMES = ['within', 'aim', 'every', 'limit', 'keep']

/** Every span of an entry, in one form whatever its words, and for which level; of several levels, once for each. */
function timesIn(value: unknown, key: string, levels: readonly string[]): readonly string[] {
  if (typeof value === 'string') {
    const span = TIMES.includes(key) ? parseSpan(value) : undefined
    if (span === undefined) return []
    const time = 'ms' in span ? `${span.unit} ${span.ms}` : `${span.unit} ${span.count}`
    return levels.length === 0 ? [time] : levels.map(level => `${level} ${time}`)
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, one]) => {
    const isByLevel = TIMES.includes(key) && !TIMES.includes(inner)
    return timesIn(one, TIMES.includes(key) ? key : inner, isByLevel ? [inner] : levels)
  })
}
