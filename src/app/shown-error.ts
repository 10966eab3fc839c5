/** How deep causes are followed. */
const CAUSES_MAX = 5

/**
 * An error as the program's log may hold it: kind, message, code, stack and causes, and nothing else. What pg hangs on its errors
 * is a page of statements, and what PostgreSQL says beside its message quotes rows, which hold what people wrote.
 */
export function shownError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  return {
    type: name,
    message,
    ...('code' in error && { code: error.code }),
    stack,
    ...(cause !== undefined && depth < CAUSES_MAX && { cause: shownError(cause, depth + 1) }),
    ...(error instanceof AggregateError &&
      depth < CAUSES_MAX && { errors: error.errors.map(one => shownError(one, depth + 1)) }),
  }
}
