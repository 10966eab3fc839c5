// What is shown at a terminal. Text from outside (titles, labels, mails) may hold bytes that move the cursor, recolour the
// screen or write into the window's title, so a line is made here or not at all: every value that goes into one is stripped
// on the way in, and the terminal takes nothing else.
import { styleText } from 'node:util'

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan'

/** A piece of a line, without any control character. */
export type Span = { readonly text: string; readonly style?: Style }
export type Line = readonly Span[]

/** What may stand in a line: text that is stripped, or what was made a line before. */
export type Shown = string | number | Line

/** Text on one line, without controls, direction marks and anything else that is not seen. */
export function plain(text: string): string {
  return text.toWellFormed().replace(/[\p{C}\s]+/gu, ' ')
}

/** As a template: `line`incident ${number}: ${title}``. The literal parts are ours and stay as they are. */
export function line(literals: TemplateStringsArray, ...values: readonly Shown[]): Line {
  return literals.flatMap((literal, index) => {
    const value = values[index]
    return [
      ...(literal === '' ? [] : [{ text: literal }]),
      ...(value === undefined ? [] : lineOf(value)),
    ]
  })
}

export function lineOf(value: Shown): Line {
  if (typeof value === 'object') return value
  const text = plain(String(value))
  return text === '' ? [] : [{ text }]
}

/** Lines or texts one after the other, with `between` them, which is ours. */
export function joined(values: readonly Shown[], between: string | Line = ', '): Line {
  const separator = typeof between === 'string' ? [{ text: between }] : between
  return values.flatMap((value, index) =>
    index === 0 ? lineOf(value) : [...separator, ...lineOf(value)],
  )
}

function styled(style: Style): (value: Shown) => Line {
  return value => lineOf(value).map(span => ({ style, ...span }))
}

export const bold = styled('bold')
export const dim = styled('dim')
export const red = styled('red')
export const yellow = styled('yellow')
export const green = styled('green')
export const cyan = styled('cyan')

/** Columns that it takes, if every character takes one: what is wide stands last in its line. */
export function widthOf(shown: Line): number {
  return shown.reduce((width, { text }) => width + [...text].length, 0)
}

/** As it is written to `stream`, which says whether colours are wanted (NO_COLOR, FORCE_COLOR, not a terminal). */
export function rendered(shown: Line, stream: NodeJS.WritableStream): string {
  return shown
    .map(({ text, style }) => (style === undefined ? text : styleText(style, text, { stream })))
    .join('')
}
