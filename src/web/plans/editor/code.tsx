import { useEffect, useImperativeHandle, useRef } from 'react'
import type { Ref } from 'react'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Diagnostic } from '@codemirror/lint'
import { setDiagnostics } from '@codemirror/lint'
import { editing } from './editing.ts'
import classes from './editor.module.css'

/** What others may ask of an editor. */
export type CodeHandle = {
  /** Puts the cursor on a line, and shows it. Both are 1-based. */
  readonly goTo: (line: number, column?: number) => void
  readonly replace: (text: string) => void
}

export type Trouble = {
  readonly line: number
  /** Absent: the whole line. */
  readonly column?: number
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
}

type Given = {
  readonly initial: string
  readonly label: string
  readonly describedBy?: string
  readonly extensions?: Extension
  readonly onChange: (text: string) => void
  readonly onCursor?: (line: number) => void
}

/** An editor of YAML. It is made once; what it is given later reaches it as changes. */
export function Code({
  troubles,
  handle,
  ...given
}: Given & { readonly troubles?: readonly Trouble[]; readonly handle?: Ref<CodeHandle> }) {
  const { place, view } = useView(given)
  useEffect(() => {
    const { current } = view
    if (current === undefined || troubles === undefined) return
    current.dispatch(setDiagnostics(current.state, diagnosticsOf(current, troubles)))
  }, [troubles, view])
  useImperativeHandle(handle, () => ({
    goTo(line, column = 1) {
      const { current } = view
      if (current === undefined) return
      const { doc } = current.state
      const at = doc.line(Math.min(Math.max(line, 1), doc.lines))
      const anchor = Math.min(at.from + column - 1, at.to)
      current.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      })
      current.focus()
    },
    replace(text) {
      const { current } = view
      current?.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } })
    },
  }))
  return <div ref={place} className={classes['code']} />
}

function useView({ initial, label, describedBy, extensions, onChange, onCursor }: Given) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const told = useRef({ onChange, onCursor })
  useEffect(() => {
    told.current = { onChange, onCursor }
  }, [onChange, onCursor])
  useEffect(() => {
    if (place.current === null) return
    const made = new EditorView({
      doc: initial,
      parent: place.current,
      extensions: [
        editing,
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
        }),
        EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
          if (docChanged) told.current.onChange(state.doc.toString())
          if (docChanged || selectionSet)
            told.current.onCursor?.(state.doc.lineAt(state.selection.main.head).number)
        }),
        extensions ?? [],
      ],
    })
    view.current = made
    return () => made.destroy()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- made once: its text is its own from here on
  }, [])
  return { place, view }
}

function diagnosticsOf({ state }: EditorView, troubles: readonly Trouble[]): readonly Diagnostic[] {
  return troubles.map(({ line, column, severity, message }) => {
    const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines))
    const first = at.from + (at.text.length - at.text.trimStart().length)
    const from = column === undefined ? first : Math.min(at.from + column - 1, at.to)
    const word = /^[^\s,{}[\]]+/.exec(state.doc.sliceString(from, at.to))
    const to = column === undefined ? at.to : from + (word?.[0].length ?? 0)
    return { from: Math.min(from, at.to), to: Math.max(to, from), severity, message }
  })
}
