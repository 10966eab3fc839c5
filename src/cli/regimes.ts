import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Regimes } from '#/core/plan/regime.ts'

/** Folder of the regimes that come with the product, from the root of the checkout; and beside a plan, of its own. */
const FOLDER = 'regimes'
const ENDING = '.yaml'
/** In the folder of the regimes, and none of them. */
const NONE = new Set(['vectors'])

/**
 * Regimes in files of these folders, by the name of the file without its ending. Of two with one name that in the first
 * folder counts. A folder that there is not holds none; a file that cannot be read is thrown.
 */
export function regimesIn(folders: readonly string[]): Regimes {
  const files = new Map(
    folders
      .toReversed()
      .filter(folder => existsSync(folder))
      .flatMap(folder =>
        readdirSync(folder)
          .filter(name => name.endsWith(ENDING) && !NONE.has(basename(name, ENDING)))
          .map(name => [basename(name, ENDING), join(folder, name)] as const),
      ),
  )
  return {
    names: [...files.keys()].toSorted(),
    read: id => {
      const file = files.get(id)
      return file === undefined ? undefined : { file, text: readFileSync(file, 'utf8') }
    },
  }
}

/** Those that a plan in this file may switch on: its own, beside it, before those that come with the product. */
export function regimesBeside(root: string, planFile: string): Regimes {
  return regimesIn([join(dirname(planFile), FOLDER), join(root, FOLDER)])
}

export function bundledRegimes(root: string): Regimes {
  return regimesIn([join(root, FOLDER)])
}
