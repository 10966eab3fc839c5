// Proof and memory: verification, export, the library.
import { z } from 'zod'
import { FAULTS } from '#/core/evidence/fault.ts'
import type { FaultCode } from '#/core/evidence/fault.ts'
import type { Verdict } from '#/core/evidence/verify-pack.ts'
import { searchPublished } from '#/app/record/library.ts'
import { exportLines, verifyLive } from '#/app/record/verify.ts'
import type { Needs } from '#/http/needs.ts'
import { givesJson, givesLines, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { unlessHidden } from '#/http/seen.ts'
import { incidentParams, instantShape, wholeNumber } from '#/http/shapes.ts'

const count = z.number().int().min(0)
const codes = Object.keys(FAULTS) as [FaultCode, ...FaultCode[]]
const FAULTS_SHOWN_MAX = 1_000
const WORDS_LENGTH_MAX = 500
const PUBLISHED_PAGE_MAX = 100

const VERDICT = z
  .object({
    intact: z
      .boolean()
      .describe('Nothing was changed, cut off or left out, as far as `unsigned` says.'),
    faults: z.array(
      z.object({
        code: z.enum(codes),
        message: z.string(),
        incident: z.string().optional(),
        version: count.optional(),
        checkpoint: count.optional(),
        line: count.optional(),
      }),
    ),
    faults_found: count,
    incidents: count,
    events: count,
    checkpoints: count,
    unsigned: count.describe('Events newer than the last checkpoint of their log.'),
    redacted: count,
    key: z.string().describe('Public key of this installation, Ed25519, in hex.'),
    keys: z.array(z.string()).readonly().describe('Keys that signed checkpoints.'),
  })
  .meta({ id: 'Verdict' })

const LIBRARY = z
  .object({
    publications: z
      .array(
        z.object({
          incident: z.object({ id: z.string(), number: count, title: z.string() }),
          version: count,
          at: instantShape,
          by: z.string(),
          where: z.string(),
          obligation: z.string(),
          text: z.string(),
          url: z.string().nullable(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Library' })

export const recordRoutes: readonly Route[] = [
  route('audit', {
    method: 'GET',
    path: '/api/verify',
    name: 'verify',
    summary: 'Check every log against itself and against the signed checkpoints.',
    gives: givesJson('What was read, and what is wrong with it.', VERDICT),
    handle: async ({ needs }) => ({ answer: shown(needs, await verifyLive(needs, undefined)) }),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/verify',
    name: 'verify-incident',
    summary: 'Check the log of one incident.',
    params: incidentParams,
    gives: givesJson('What was read, and what is wrong with it.', VERDICT),
    handle: asked =>
      unlessHidden(asked, async ({ head }) => ({
        answer: shown(asked.needs, await verifyLive(asked.needs, head.id)),
      })),
  }),
  route('audit', {
    method: 'GET',
    path: '/api/export',
    name: 'export',
    summary: 'Every log as a pack that is verified offline, with `tocsin verify FILE`.',
    gives: givesLines('A pack, as docs/verification.md tells.'),
    handle: ({ needs }) => ({ answer: write => exportLines(needs, undefined, write) }),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/export',
    name: 'export-incident',
    summary: 'The log of one incident as a pack that is verified offline.',
    params: incidentParams,
    gives: givesLines('A pack, as docs/verification.md tells.'),
    handle: asked =>
      unlessHidden(asked, ({ head }) => ({
        answer: write => exportLines(asked.needs, head.id, write),
      })),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/library',
    name: 'search-library',
    summary: 'What incidents have published, newest first.',
    query: z.strictObject({
      q: z.string().max(WORDS_LENGTH_MAX).optional().describe('Words, as for a search engine.'),
      limit: wholeNumber(1, PUBLISHED_PAGE_MAX).optional(),
    }),
    gives: givesJson('What was found.', LIBRARY),
    async handle({ needs, caller, query }) {
      const words = query.q?.trim() === '' ? undefined : query.q
      const limit = query.limit ?? PUBLISHED_PAGE_MAX
      return {
        answer: { publications: await searchPublished(needs.shell, caller, { words, limit }) },
      }
    },
  }),
]

function shown({ secrets }: Needs, { faults, ...verdict }: Verdict): z.input<typeof VERDICT> {
  return {
    ...verdict,
    intact: faults.length === 0,
    faults: faults
      .slice(0, FAULTS_SHOWN_MAX)
      .map(fault => ({ ...fault, message: FAULTS[fault.code] })),
    faults_found: faults.length,
    key: secrets.signer.key,
  }
}
