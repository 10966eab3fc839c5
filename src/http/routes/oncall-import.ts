// Rotas from elsewhere, and what a rota would be if it were written otherwise: looked at before anything is kept.
import { z } from 'zod'
import { isZone } from '#/core/calendar/is-zone.ts'
import { isPlace } from '#/core/calendar/places.ts'
import { IMPORT_KINDS } from '#/core/oncall/import/imported.ts'
import { ROTA } from '#/core/oncall/read-rotas.ts'
import { plusMs } from '#/core/time.ts'
import { rotaFrom } from '#/core/written-rota.ts'
import { compareRota } from '#/app/oncall/oncall.ts'
import { importRotas, previewImport } from '#/app/oncall/import.ts'
import type { ImportPreview } from '#/app/oncall/import.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { IMPORT_PREVIEW, IMPORTED_ROTAS, STRETCH, WRITTEN_ROTA } from '#/http/answers-oncall.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { savedReply, SINCE } from '#/http/routes/directory-book.ts'
import { idText } from '#/http/shapes.ts'
import { showStretch } from '#/http/show-rota.ts'

const FILES_MAX = 50
const TOLD_MAX = 2_000
const DAY_MS = 86_400_000
const COMPARED_DAYS = 28

const IMPORTING = {
  kind: z.enum(IMPORT_KINDS),
  files: z
    .array(z.string().min(1))
    .min(1)
    .max(FILES_MAX)
    .readonly()
    .describe('As they were exported: iCalendar, or answers of the API as JSON.'),
  zone: z
    .string()
    .refine(isZone, 'the name of a time zone, as Europe/Luxembourg')
    .default('UTC')
    .describe('Of what names none.'),
  who: z
    .record(z.string(), idText)
    .refine(told => Object.keys(told).length <= TOLD_MAX, `at most ${TOLD_MAX} people`)
    .default({})
    .describe(
      'Ids of the directory by the names of the export, where they are not found by their address.',
    ),
}

export const oncallImportRoutes: readonly Route[] = [
  route('directory:read', {
    method: 'POST',
    path: '/api/rotas/preview',
    name: 'preview-rota',
    summary:
      'Who would be on call in the next four weeks if a rota were written like this, beside who is.',
    changesNothing: true,
    takes: json(z.strictObject({ id: idText, rota: WRITTEN_ROTA.nullable() })),
    gives: givesJson(
      'Before and after.',
      z.object({ before: z.array(STRETCH), after: z.array(STRETCH) }).meta({ id: 'RotaPreview' }),
    ),
    async handle({ needs: { shell }, body: { id, rota } }) {
      const read = rota === null ? undefined : ROTA.safeParse(rota)
      const wrong = [
        ...(read?.error?.issues ?? []).map(({ path, message }) => ({ path, message })),
        ...(rota?.holidays === undefined || isPlace(rota.holidays)
          ? []
          : [{ path: ['holidays'], message: `no holidays are known of "${rota.holidays}"` }]),
      ]
      if (wrong.length > 0)
        return {
          problem: {
            ...problem('request-invalid'),
            errors: wrong.map(({ path, message }) => ({
              in: 'body' as const,
              pointer: `/rota/${path.join('/')}`,
              detail: message,
            })),
          },
        }
      const from = shell.now()
      const compared = await compareRota(
        shell,
        id,
        read?.data === undefined ? undefined : rotaFrom(id, read.data),
        { from, to: plusMs(from, COMPARED_DAYS * DAY_MS) },
      )
      return {
        answer: {
          before: compared.before.map(showStretch),
          after: compared.after.map(showStretch),
        },
      }
    },
  }),
  route('directory:write', {
    method: 'POST',
    path: '/api/on-call/import/preview',
    name: 'preview-rota-import',
    summary:
      'What an export of another product would change, and what of it could not be carried over.',
    changesNothing: true,
    takes: json(z.strictObject(IMPORTING)),
    gives: givesJson('What would change.', IMPORT_PREVIEW),
    async handle({ needs: { shell }, body: { who, ...asked } }) {
      const preview = await previewImport(shell, { ...asked, told: who })
      if ('malformed' in preview)
        return { problem: problem('import-unreadable', { why: preview.malformed }) }
      return { answer: showPreview(preview) }
    },
  }),
  route('directory:write', {
    method: 'POST',
    path: '/api/on-call/import',
    name: 'import-rotas',
    summary: 'Import rotas, with their overrides; all of it, or nothing.',
    takes: json(
      z.strictObject({
        ...IMPORTING,
        since: z.number().int().min(0).describe(SINCE),
        add_people: z
          .boolean()
          .default(false)
          .describe('Those who are in no directory are added; it is refused otherwise.'),
      }),
    ),
    gives: givesJson('Imported.', IMPORTED_ROTAS, 201),
    async handle({ needs: { shell }, caller, body, within }) {
      const { who, add_people: addPeople, ...asked } = body
      const done = await importRotas(
        shell,
        { ...asked, told: who, addPeople },
        { by: recordedAs(caller), within },
      )
      if ('malformed' in done)
        return { problem: problem('import-unreadable', { why: done.malformed }) }
      if ('strangers' in done)
        return { problem: problem('import-strangers', { people: done.strangers.join(', ') }) }
      const { saved, overrides, left } = done
      if (!('directory' in saved)) return savedReply(asked.since, saved) as never
      return { answer: { version: saved.version, overrides, left: [...left] } }
    },
  }),
]

function showPreview({
  version,
  plan,
  changes,
  ahead,
}: ImportPreview): z.input<typeof IMPORT_PREVIEW> {
  return {
    version,
    people: plan.people.map(({ key, name, email, id, found }) => ({
      key,
      name,
      email: email ?? null,
      id,
      found,
    })),
    rotas: ahead.map(({ rota, stretches }) => {
      const change = changes.find(one => one.kind === 'rota' && one.id === rota.id)?.change
      return {
        id: rota.id,
        title: rota.title,
        zone: rota.zone,
        change: change === 'added' || change === 'changed' ? change : 'same',
        layers: rota.layers.length,
        overrides: plan.overrides.filter(one => one.rota === rota.id).length,
        stretches: stretches.map(showStretch),
      }
    }),
    positions: plan.edits.flatMap(edit =>
      edit.is === 'position' ? [{ id: edit.id, holders: [...(edit.members ?? [])] }] : [],
    ),
    left: plan.left.map(({ where, what }) => ({ where, what })),
  }
}
