import type { ExitCode } from '#/cli/exit-codes.ts'
import { lineOf } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'

/**
 * Ends a command before it is done: what went wrong, and what to do about it. Thrown, since every command ends alike, in one
 * place (main.ts), however deep it was; commander does the same with what it cannot parse.
 */
export class Stop extends Error {
  readonly exit: ExitCode
  readonly what: Line
  /** Below it, indented: where, and the mend. */
  readonly more: readonly Line[]
  /** What `--json` prints instead. */
  readonly document: unknown

  constructor(
    exit: ExitCode,
    { what, more = [], document }: { what: Shown; more?: readonly Shown[]; document?: unknown },
  ) {
    const shown = lineOf(what)
    const text = shown.map(span => span.text).join('')
    super(text)
    this.exit = exit
    this.what = shown
    this.more = more.map(lineOf)
    this.document = document ?? {
      title: text,
      ...(more.length > 0 && {
        detail: this.more.map(one => one.map(span => span.text).join('')).join(' '),
      }),
    }
  }
}
