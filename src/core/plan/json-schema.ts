import { z } from 'zod'

import { planSource } from '#/core/plan/source.ts'

/**
 * The JSON Schema of a plan source, as editors read it for completion and hover. Draft 7, since the YAML language server
 * understands that best. Names (roles, facts …) are not checked by it: the compiler does.
 */
export function planJsonSchema(): string {
  const schema = z.toJSONSchema(planSource, { target: 'draft-7' })
  return `${JSON.stringify({ $comment: 'Generated from src/core/plan/source.ts.', ...schema }, undefined, 2)}\n`
}
