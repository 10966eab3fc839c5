// How this installation is, for whoever runs it.
import { z } from 'zod'
import { CHECKS } from '#/app/watchdog/finding.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { instantShape } from '#/http/shapes.ts'

const FINDING = z
  .object({
    check: z.enum(CHECKS),
    state: z
      .enum(['good', 'doubtful', 'bad'])
      .describe('`bad`: something is not done that should be, and operators are told.'),
    found: z.string(),
    mend: z.string().optional().describe('What to do.'),
  })
  .meta({ id: 'SystemFinding' })

export const systemRoutes: readonly Route[] = [
  route('admin', {
    method: 'GET',
    path: '/api/system',
    name: 'examine-system',
    summary:
      'What the watchdog of this node finds, now: each check with what was found and how to mend it.',
    gives: givesJson(
      'What was found.',
      z
        .object({ at: instantShape, healthy: z.boolean(), findings: z.array(FINDING) })
        .meta({ id: 'SystemHealth' }),
    ),
    async handle({ needs: { shell, examine } }) {
      const findings = await examine()
      return {
        answer: {
          at: shell.now(),
          healthy: !findings.some(({ state }) => state === 'bad'),
          findings: [...findings],
        },
      }
    },
  }),
]
