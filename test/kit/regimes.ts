import { join } from 'node:path'
import { bundledRegimes } from '#/cli/regimes.ts'

/** The regimes that come with the product, as the bundled plans switch them on. */
export const REGIMES = bundledRegimes(join(import.meta.dirname, '..', '..'))
