// Rotas that were kept elsewhere: what an export would change here, and the change itself.
import { directoryChanges } from '#/core/directory-diff.ts'
import type { DirectoryChange } from '#/core/directory-diff.ts'
import { edited } from '#/core/directory-plain.ts'
import { stretches } from '#/core/oncall/on-call.ts'
import type { Gap } from '#/core/oncall/on-call.ts'
import type { ImportKind } from '#/core/oncall/import/imported.ts'
import { planImport } from '#/core/oncall/import/match.ts'
import type { ImportPlan } from '#/core/oncall/import/match.ts'
import { readImport } from '#/core/oncall/import/read.ts'
import type { Rota, Shift } from '#/core/oncall/rota.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { readBookNow, saveBook, withEdits } from '#/app/people/directory-book.ts'
import type { Saved } from '#/app/people/directory-book.ts'
import { shellWithin } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { appendOncallEvent, listOverrides } from '#/store/oncall.ts'

export type Importing = {
  readonly kind: ImportKind
  /** The files as they came. */
  readonly files: readonly string[]
  /** Of calendars that name no zone. */
  readonly zone: string
  /** Ids of the directory by the names of the export, as somebody said. */
  readonly told: Readonly<Record<string, string>>
}

export type ImportPreview = {
  /** The version of the directory that it would change. */
  readonly version: number
  readonly plan: ImportPlan
  readonly changes: readonly DirectoryChange[]
  /** Who is on call in each rota in the next four weeks, as it would be. */
  readonly ahead: readonly { readonly rota: Rota; readonly stretches: readonly (Shift | Gap)[] }[]
}

const AHEAD_MS = 28 * 86_400_000

export async function previewImport(
  shell: Shell,
  asked: Importing,
): Promise<ImportPreview | { readonly malformed: string }> {
  const { version, directory } = await readBookNow(shell)
  const at = minuteOf(shell.now())
  const read = readImport(asked.kind, asked.files, { at, zone: asked.zone })
  if ('malformed' in read) return read
  const plan = planImport(read, { at, directory, told: asked.told })
  return {
    version,
    plan,
    changes: directoryChanges(directory, edited(directory, plan.edits)),
    ahead: plan.rotas.map(rota => ({ rota, stretches: aheadOf(rota, plan, at) })),
  }
}

/** Whole minutes, so that a layer that begins now says when. */
const minuteOf = (at: Instant): Instant => `${at.slice(0, 16)}:00.000Z` as Instant

function aheadOf(rota: Rota, { overrides }: ImportPlan, at: Instant): readonly (Shift | Gap)[] {
  const own = overrides
    .filter(one => one.rota === rota.id)
    .map((one, index) => ({ ...one, id: `${index}` }))
  return stretches({ rota, overrides: own }, at, plusMs(at, AHEAD_MS))
}

export type ImportedNow =
  | { readonly malformed: string }
  /** They are in no directory, and nobody said that they should be. */
  | { readonly strangers: readonly string[] }
  | { readonly saved: Saved; readonly overrides: number; readonly left: ImportPlan['left'] }

/** All of it, or nothing. Overrides that an earlier import made of the same rotas, and that are still to come, are taken back. */
export async function importRotas(
  shell: Shell,
  asked: Importing & { readonly since: number; readonly addPeople: boolean },
  { by, within }: { readonly by: string; readonly within: Transaction | undefined },
): Promise<ImportedNow> {
  const work = async (tx: Transaction): Promise<ImportedNow> => {
    const preview = await previewImport(shellWithin(shell, tx), asked)
    if ('malformed' in preview) return preview
    const { plan } = preview
    const strangers = plan.people.filter(({ found }) => found === 'new').map(({ name }) => name)
    if (strangers.length > 0 && !asked.addPeople) return { strangers }
    const { since } = asked
    const saved = await saveBook(shell, tx, { since, by }, withEdits(plan.edits))
    if ('directory' in saved) await replaceOverrides(shell, tx, plan, by)
    return { saved, overrides: plan.overrides.length, left: plan.left }
  }
  return within === undefined ? transaction(shell.pool, work) : work(within)
}

const REASON = 'Imported'

async function replaceOverrides(
  shell: Shell,
  tx: Transaction,
  { rotas, overrides }: ImportPlan,
  by: string,
): Promise<void> {
  const at = shell.now()
  const ids = new Set(rotas.map(({ id }) => id))
  for (const { id, rota, person, from, to, reason } of await listOverrides(tx, at)) {
    if (!ids.has(rota) || reason !== REASON) continue
    const was = { override: id, rota, from, to, reason, at, by }
    await appendOncallEvent(tx, from < at ? { ...was, person, to: at } : { ...was, person: null })
  }
  for (const { rota, person, from, to } of overrides)
    await appendOncallEvent(tx, {
      override: shell.newId('override'),
      rota,
      person,
      from,
      to,
      reason: REASON,
      at,
      by,
    })
}
