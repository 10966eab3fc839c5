import type { readDirectory } from '#/core/plan/read-directory.ts'

/**
 * Fetches what reads a directory file: YAML is large, and few ever import. Zod, with which it checks, looks whether it may make
 * functions from text unless it is told not to; the policy of the page refuses that, and reports each try.
 */
export async function directoryReader(): Promise<typeof readDirectory> {
  const settings = globalThis as typeof globalThis & Settings
  settings.__zod_globalConfig = { jitless: true }
  const module = await import('#/core/plan/read-directory.ts')
  return module.readDirectory
}

type Settings = { __zod_globalConfig?: { readonly jitless: boolean } }
