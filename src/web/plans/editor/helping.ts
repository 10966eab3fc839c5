// What may be written where the cursor stands, and what stands there already.
import { autocompletion } from '@codemirror/autocomplete'
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import type { EditorView } from '@codemirror/view'
import type { PlanRevision } from '../../api/operations.ts'
import { namesIn, sectionsNamedAt } from './names.ts'
import { ITEM, placeAt } from './place.ts'
import type { Place } from './place.ts'
import { keysAt, meaningAt, valuesAt } from './schema.ts'
import type { Schema } from './schema.ts'

/** What names stand for besides what the plan names itself. */
const EVERY_PLAN: Readonly<Record<string, readonly string[]>> = {
  moments:
    'occurred detected aware declared acknowledged classified verified contained resolved reviewed closed applies'.split(
      ' ',
    ),
  audiences: ['everyone', 'responders', 'reporter'],
  roles: ['on-call', 'each'],
}

const WORD = /[\p{L}\p{N}§][\p{L}\p{N}§._()/-]*$/u

export function helping(schema: Schema, elements: () => PlanRevision['elements']): Extension {
  return [
    autocompletion({ override: [context => completionsOf(schema, context)], icons: false }),
    hoverTooltip((view, position) => {
      const word = wordAt(view, position)
      if (word === undefined) return null
      const told = toldOf(schema, view, word, elements())
      if (told.length === 0) return null
      return {
        pos: word.from,
        end: word.to,
        above: true,
        create: () => ({ dom: paragraphs(told) }),
      }
    }),
  ]
}

function completionsOf(schema: Schema, context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context
  const typed = context.matchBefore(WORD)
  if (typed === null && !explicit) return null
  const text = state.doc.toString()
  const place = placeAt(text, pos)
  const options = optionsAt(schema, text, place)
  return options.length === 0
    ? null
    : { from: typed?.from ?? pos, options, validFor: /^[\w§.()/-]*$/ }
}

function optionsAt(schema: Schema, text: string, place: Place): readonly Completion[] {
  const { path, at, beside } = place
  const sections = sectionsNamedAt(path)
  const names = [
    ...namesIn(text)
      .filter(({ section }) => sections.includes(section))
      .map(({ id, title, section }) => ({ label: id, detail: title || section, boost: 1 })),
    ...sections.flatMap(section => EVERY_PLAN[section] ?? []).map(label => ({ label })),
  ]
  // An item of a list that has no key yet may be a word as well.
  const values = valuesAt(schema, path).map(label => ({ label }))
  if (at === 'value') return [...values, ...names]
  const keys = keysAt(schema, path)
    .filter(({ key }) => !beside.includes(key))
    .map(({ key, means, isRequired }) => ({
      label: key,
      apply: `${key}: `,
      ...(isRequired && { detail: '*' }),
      ...(means !== '' && { info: means }),
    }))
  return [...keys, ...values, ...names]
}

type Word = { readonly text: string; readonly from: number; readonly to: number }

function wordAt({ state }: EditorView, position: number): Word | undefined {
  const line = state.doc.lineAt(position)
  for (const match of line.text.matchAll(/[\p{L}\p{N}§][\p{L}\p{N}§._()/-]*/gu)) {
    const [from, to] = [line.from + match.index, line.from + match.index + match[0].length]
    if (position >= from && position <= to) return { text: match[0], from, to }
  }
  return undefined
}

/** What a key means; or what the plan says of what is named so. */
function toldOf(
  schema: Schema,
  { state }: EditorView,
  word: Word,
  elements: PlanRevision['elements'],
): readonly string[] {
  const text = state.doc.toString()
  if (text[word.to] === ':') {
    const { path } = placeAt(text, word.from)
    const means = meaningAt(schema, [...path, word.text])
    if (means !== '') return [means]
  }
  const { path } = placeAt(text, word.to)
  const sections = sectionsNamedAt(path)
  const name = namesIn(text).find(it => it.id === word.text && sections.includes(it.section))
  const element = elements.find(it => it.id === word.text && it.line === name?.line)
  if (element !== undefined) return element.said.slice(0, 3)
  if (name !== undefined) return [name.title]
  const key = path.findLast(step => step !== ITEM)
  return key === word.text ? [meaningAt(schema, path)].filter(means => means !== '') : []
}

function paragraphs(told: readonly string[]): HTMLElement {
  const dom = document.createElement('div')
  for (const text of told) {
    const paragraph = document.createElement('div')
    paragraph.textContent = text
    dom.append(paragraph)
  }
  return dom
}
