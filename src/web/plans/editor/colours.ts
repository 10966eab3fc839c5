// Keys, texts and comments in the colours of the page, which keep their contrast in light and dark.
import { syntaxTree } from '@codemirror/language'
import { RangeSetBuilder } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view'
import type { DecorationSet, ViewUpdate } from '@codemirror/view'

const MARKS = {
  Key: Decoration.mark({ class: 'cm-yaml-key' }),
  QuotedLiteral: Decoration.mark({ class: 'cm-yaml-text' }),
  BlockLiteralContent: Decoration.mark({ class: 'cm-yaml-text' }),
  Comment: Decoration.mark({ class: 'cm-yaml-comment' }),
  Anchor: Decoration.mark({ class: 'cm-yaml-anchor' }),
  Alias: Decoration.mark({ class: 'cm-yaml-anchor' }),
} as const satisfies Record<string, Decoration>

function marked({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of visibleRanges)
    syntaxTree(state).iterate({
      from,
      to,
      enter({ name, from: start, to: end }) {
        if (!Object.hasOwn(MARKS, name)) return true
        builder.add(start, end, MARKS[name as keyof typeof MARKS])
        return false
      },
    })
  return builder.finish()
}

const plugin = ViewPlugin.define(
  view => ({
    marks: marked(view),
    update(update: ViewUpdate) {
      const isParsed = syntaxTree(update.startState) !== syntaxTree(update.state)
      if (update.docChanged || update.viewportChanged || isParsed) this.marks = marked(update.view)
    },
  }),
  { decorations: ({ marks }) => marks },
)

export const colours: Extension = [
  plugin,
  EditorView.theme({
    '.cm-yaml-key': { color: 'var(--tocsin-blue-text)', fontWeight: '550' },
    '.cm-yaml-text': { color: 'var(--tocsin-teal-text)' },
    '.cm-yaml-comment': { color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
    '.cm-yaml-anchor': { color: 'var(--tocsin-grape-text)' },
  }),
]
