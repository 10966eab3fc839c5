import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundledRegimes, regimesIn } from '#/cli/regimes.ts'
import type { Regimes } from '#/core/plan/regime.ts'

/** The regimes that come with the product, as the bundled plans switch them on. */
export const REGIMES = bundledRegimes(join(import.meta.dirname, '..', '..'))

/** Those in a folder of a test. */
export function regimesOf(folder: URL): Regimes {
  const found = regimesIn([fileURLToPath(folder)])
  return {
    ...found,
    // Goldens name a file as it is called, wherever the checkout lies.
    read: id => {
      const text = found.read(id)
      return text && { ...text, file: basename(text.file) }
    },
  }
}
