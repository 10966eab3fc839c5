/** A clock that stands still until a test moves it. */
export type Clock = { readonly nowMs: () => number; readonly pass: (ms: number) => void }

export const BEGAN_MS = Date.parse('2026-03-01T02:00:00Z')

export function clockAt(ms = BEGAN_MS): Clock {
  let now = ms
  return {
    nowMs: () => now,
    pass(by) {
      now += by
    },
  }
}
