import { z } from 'zod'
import { EVENT } from '#/http/show-event.ts'

const number = z.number().int().describe('What people call it: incident 17.')
const version = z.number().int().describe('How many events the log has now.')

export const DECLARED = z.object({ id: z.string(), number, version }).meta({ id: 'Declared' })

export const COMMANDED = z
  .object({
    id: z.string(),
    number,
    version,
    events: z
      .array(EVENT)
      .describe(
        'What went on record: the command, and what follows from it. None: nothing changed.',
      ),
  })
  .meta({ id: 'Commanded' })
