import type { AskedDialog } from './asked.ts'

/** The dialog that is asked for, if any. */
export function Dialogs(_: {
  readonly asked: AskedDialog | undefined
  readonly close: () => void
}) {
  return null
}
