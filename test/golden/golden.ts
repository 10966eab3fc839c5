import { equal } from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** With `TOCSIN_UPDATE_GOLDENS=1` every golden file is written anew instead of being compared: read the difference before committing it. */
const UPDATE = process.env['TOCSIN_UPDATE_GOLDENS'] === '1'

/** Compares a text with the file that was committed for it. */
export function golden(file: URL, actual: string): void {
  if (UPDATE) {
    writeFileSync(file, actual)
    return
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : ''
  equal(actual, expected, `${file.pathname} differs. If that is meant: TOCSIN_UPDATE_GOLDENS=1 npm test -- test/golden`)
}
