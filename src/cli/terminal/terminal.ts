// The terminal, or the pipe or file that stands in for it.
import { rendered } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'

/** Narrower is not readable as columns, wider not as sentences. */
const WIDTH_MIN = 80
const WIDTH_MAX = 120
/** Of a pipe or file. */
const WIDTH_ELSEWHERE = 100

export type Terminal = {
  readonly width: number
  /** What was asked for. */
  readonly say: (lines: readonly Line[]) => void
  /** What went wrong: beside the answer, so that a pipe has only the answer. */
  readonly complain: (lines: readonly Line[]) => void
  /** A document as JSON, laid out for reading. */
  readonly json: (document: unknown) => void
  /** A document as JSON on one line. */
  readonly jsonLine: (document: unknown) => void
  readonly complainJson: (document: unknown) => void
  /** Text of many lines, such as Markdown, which came from a plan. */
  readonly text: (text: string) => void
}

/** The terminal of a process. */
export function terminalOf(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  const write = (stream: NodeJS.WriteStream, lines: readonly Line[]) =>
    stream.write(lines.map(one => `${rendered(one, stream).trimEnd()}\n`).join(''))
  return {
    width: terminalWidth(out),
    say: lines => write(out, lines),
    complain: lines => write(err, lines),
    json: document => out.write(`${visible(JSON.stringify(document, undefined, 2))}\n`),
    jsonLine: document => out.write(`${visible(JSON.stringify(document))}\n`),
    complainJson: document => err.write(`${visible(JSON.stringify(document, undefined, 2))}\n`),
    text: text => out.write(text.toWellFormed().replace(/(?!\n)\p{C}/gu, '')),
  }
}

/** Columns to keep to. */
export function terminalWidth({ columns }: { readonly columns?: number }): number {
  return Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, columns ?? WIDTH_ELSEWHERE))
}

/** JSON escapes the controls below U+0020 only; a terminal obeys those from U+0080 too. The value stays the same. */
function visible(json: string): string {
  return json.replace(/(?!\n)\p{C}/gu, unseen =>
    Array.from(
      { length: unseen.length },
      (_, index) => `\\u${unseen.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}
