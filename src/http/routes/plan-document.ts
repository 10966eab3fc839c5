// A kept plan as a document for people.
import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Document } from '#/core/document/document.ts'
import { DOCUMENT_STYLE } from '#/core/document/html-style.ts'
import { htmlOf } from '#/core/document/html.ts'
import { markdownOf } from '#/core/document/markdown.ts'
import { dayOf, renderPlan } from '#/core/plan/render.ts'
import { findPlan } from '#/app/plans/library.ts'
import { problem } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import { route } from '#/http/route.ts'
import type { Gives, Reply, Route } from '#/http/route.ts'
import { idText } from '#/http/shapes.ts'
import type { Press } from '#/pdf/press.ts'

export const planParams = z.strictObject({
  plan: idText.describe('Hash of the plan, or its id for the newest version.'),
})

export function unknownPlan(plan: string): { readonly problem: Problem } {
  return { problem: problem('plan-unknown', { plan }) }
}

const HTML = 'text/html'
const PDF = 'application/pdf'

const gives: Gives<string | Uint8Array> = {
  status: 200,
  means: 'The document.',
  content: 'text/markdown',
  instead: [HTML, PDF],
  kind: 'text',
}

export const planDocumentRoute: Route = route('plan:read', {
  method: 'GET',
  path: '/api/plans/{plan}/document',
  name: 'render-plan',
  summary: 'A plan as a document for people, with the clauses that it carries out.',
  params: planParams,
  query: z.strictObject({
    as: z.enum(['md', 'html', 'pdf']).optional().describe('Markdown, unless another is asked for.'),
  }),
  gives,
  async handle({ needs: { shell, press }, params, query: { as = 'md' } }) {
    const kept = await findPlan(shell, params.plan)
    if (kept === undefined) return unknownPlan(params.plan)
    const { hash: planHash, plan } = kept
    const date = dayOf(plan, shell.now())
    const written = () => renderPlan(plan, { hash: planHash, date })
    if (as === 'pdf') return asPdf(press, `${planHash} ${date}`, written)
    if (as === 'html') return { answer: htmlOf(written()), headers: HTML_HEADERS }
    return { answer: markdownOf(written()) }
  },
})

/** Nothing in it may run or be fetched, and its one style is ours. */
const HTML_HEADERS = {
  'content-type': `${HTML}; charset=utf-8`,
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${hash('sha256', DOCUMENT_STYLE, 'base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
} as const

async function asPdf(
  press: Press,
  name: string,
  written: () => Document,
): Promise<Reply<Uint8Array>> {
  const printing = press.print(name, written)
  if (printing === undefined) return { problem: problem('too-many-documents') }
  return { answer: await printing, headers: { 'content-type': PDF } }
}
