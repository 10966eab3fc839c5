// What tests of imports share: three people, and who is on call after an import.
import { equal, ok } from 'node:assert/strict'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import { plainOf } from '#/core/directory-plain.ts'
import type { PlainDirectory } from '#/core/directory-plain.ts'
import type { ImportKind } from '#/core/oncall/import/imported.ts'
import { planImport } from '#/core/oncall/import/match.ts'
import type { ImportPlan } from '#/core/oncall/import/match.ts'
import { readImport } from '#/core/oncall/import/read.ts'
import { who } from '#/core/oncall/on-call.ts'
import type { Rota } from '#/core/oncall/rota.ts'
import { fromMs, instant, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const HOUR_MS = 3_600_000
export const DIRECTORY: PlainDirectory = {
  ...plainOf(EMPTY_DIRECTORY),
  people: {
    ana: { name: 'Ana Silva', email: 'ana@acme.example' },
    bo: { name: 'Bo Lind', email: 'bo@acme.example' },
    cai: { name: 'Cai Wu', email: 'cai@acme.example' },
  },
}
/** The clocks go back on 25 October 2026, and forward on 28 March 2027. */
export const AT = instant('2026-10-12T10:00:00Z')

export function imported(
  kind: ImportKind,
  documents: readonly unknown[],
  { at = AT, directory = DIRECTORY } = {},
): ImportPlan {
  const files = documents.map(one => (typeof one === 'string' ? one : JSON.stringify(one)))
  const read = readImport(kind, files, { at, zone: 'Europe/Berlin' })
  ok(!('malformed' in read), 'malformed' in read ? read.malformed : '')
  return planImport(read, { at, directory, told: {} })
}

export function asked(
  { rotas, overrides }: ImportPlan,
  id: string,
  at: Instant,
): string | undefined {
  const rota = rotas.find(one => one.id === id) as Rota
  ok(rota, `${id} of ${rotas.map(one => one.id).join(', ')}`)
  const mine = overrides
    .filter(one => one.rota === id)
    .map((one, index) => ({ ...one, id: `${index}` }))
  return who({ rota, overrides: mine }, at)?.person
}

/** Hour by hour, a minute after each edge too. */
export function agrees(
  plan: ImportPlan,
  id: string,
  { from, to }: { from: string; to: string },
  said: (ms: number) => string | undefined,
): void {
  for (let ms = toMs(instant(from)); ms < toMs(instant(to)); ms += HOUR_MS / 2)
    equal(asked(plan, id, fromMs(ms)), said(ms), `${id} at ${fromMs(ms)}`)
}
