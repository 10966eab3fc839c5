/**
 * Stops the one request when something that only we can cause has gone wrong, before the log records a lie.
 * Stays on in production. What a user can cause is a refusal (`refusal.ts`), never an assertion.
 */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition)
    throw new Error(`Tocsin's own mistake, please report it. This should hold: ${invariant}.`)
}
