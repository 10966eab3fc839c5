// What routes of one's own account answer with.
import { z } from 'zod'

export const ACCOUNT_DONE = z.object({ done: z.literal(true) }).meta({ id: 'Done' })

export const CODES = z
  .object({
    recovery_codes: z
      .array(z.string())
      .readonly()
      .describe('Shown this once. Empty in an answer that is repeated: they are kept nowhere.'),
  })
  .meta({ id: 'RecoveryCodes' })
