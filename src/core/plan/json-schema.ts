import { z } from 'zod'

import { directorySource } from '#/core/plan/read-directory.ts'
import { planSource } from '#/core/plan/source.ts'
import { regimeSource } from '#/core/plan/source/regime.ts'

/**
 * The JSON Schema of a plan source, as editors read it for completion and hover. Draft 7, since the YAML language server
 * understands that best. Names (roles, facts …) are not checked by it: the compiler does.
 */
export function planJsonSchema(): string {
  return schemaText(planSource, 'src/core/plan/source.ts')
}

/** The same of a regime: what stands in `regimes/`. */
export function regimeJsonSchema(): string {
  return schemaText(regimeSource, 'src/core/plan/source/regime.ts')
}

/** The same of a directory file. Whether its people, positions and rotas fit together the reader says. */
export function directoryJsonSchema(): string {
  return schemaText(directorySource, 'src/core/plan/read-directory.ts')
}

function schemaText(source: z.ZodType, file: string): string {
  // As it is written: what is read from it may look otherwise.
  const schema = z.toJSONSchema(source, { target: 'draft-7', io: 'input' })
  return `${JSON.stringify({ $comment: `Generated from ${file}.`, ...schema }, undefined, 2)}\n`
}
