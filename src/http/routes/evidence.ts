// Evidence itself: bytes in, with what they are; bytes out, as they came, never as something that a browser would run.
import { z } from 'zod'
import { TITLE_LENGTH_MAX } from '#/core/incident/command.ts'
import { refuse } from '#/core/refusal.ts'
import { depositEvidence, EVIDENCE_BYTES_MAX, fetchEvidence } from '#/app/record/evidence.ts'
import { COMMANDED } from '#/http/answers-commands.ts'
import { GIVER_QUERY, giverOf } from '#/http/giver.ts'
import { problem } from '#/http/problem.ts'
import { bytes, givesBytes, givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { showCommanded } from '#/http/routes/commands.ts'
import { unlessHidden } from '#/http/seen.ts'
import { idText, incidentParams } from '#/http/shapes.ts'

export const evidenceRoutes: readonly Route[] = [
  route('incident:write', {
    method: 'POST',
    path: '/api/incidents/{id}/evidence',
    name: 'deposit-evidence',
    summary: 'Take material into custody: its bytes are kept, its hash is on record.',
    params: incidentParams,
    query: GIVER_QUERY.extend({
      kind: idText.describe('What it is, as the plan names it.'),
      title: z.string().trim().min(1).max(TITLE_LENGTH_MAX),
      obligation: idText.optional().describe('Key of the obligation that asked for it.'),
    }),
    takes: bytes(EVIDENCE_BYTES_MAX, 'The material, as it is, under any content type.'),
    gives: givesJson('In custody. `events` names the evidence and its SHA-256.', COMMANDED, 201),
    handle(asked) {
      const { needs, body, within } = asked
      const { as: _as, ...query } = asked.query
      return unlessHidden(asked, async live => {
        const giver = giverOf(asked, live, query)
        if (!('by' in giver)) return giver
        const given = { ...query, bytes: body, by: giver.by }
        const executed = await depositEvidence(needs.shell, live.head.id, given, within)
        return 'refused' in executed ? executed : { answer: showCommanded(live, executed) }
      })
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/evidence/{evidence}',
    name: 'fetch-evidence',
    summary: 'The bytes of one piece of evidence, as they were taken into custody.',
    params: incidentParams.extend({ evidence: idText }),
    gives: givesBytes('The material, to be saved and not shown.'),
    handle: asked =>
      unlessHidden(asked, async ({ incident }) => {
        const { evidence } = asked.params
        const held = incident.evidence.get(evidence)
        if (held === undefined) return refuse('evidence-unknown', { evidence })
        const material = await fetchEvidence(asked.needs.shell, held.sha256)
        if (material === undefined) return { problem: problem('evidence-not-kept', { evidence }) }
        return {
          answer: material,
          headers: {
            'content-disposition': `attachment; filename="${evidence.replaceAll(/[^\w.-]/g, '_')}"`,
            'content-security-policy': "default-src 'none'; sandbox",
          },
        }
      }),
  }),
]
