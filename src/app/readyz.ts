import type { Shell } from '#/app/shell.ts'

/** A database that takes longer to say one word is of no use to anybody. */
const ANSWER_MS_MAX = 2_000

/** Whether the database answers. */
export async function databaseAnswers({ pool }: Pick<Shell, 'pool'>): Promise<boolean> {
  const late = new Promise<false>(resolve => {
    setTimeout(resolve, ANSWER_MS_MAX, false).unref()
  })
  const answered = pool.query('select').then(
    () => true,
    // Why not is in the program's own log, from the loops that need it too.
    () => false,
  )
  return Promise.race([answered, late])
}
