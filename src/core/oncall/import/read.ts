// Files that somebody exported elsewhere, as rotas.
import { readCalendar } from '#/core/oncall/import/calendar.ts'
import { readGrafana } from '#/core/oncall/import/grafana.ts'
import { readOpsgenie } from '#/core/oncall/import/opsgenie.ts'
import { readPagerDuty } from '#/core/oncall/import/pagerduty.ts'
import type {
  ImportAsked,
  Imported,
  ImportKind,
  ImportReader,
} from '#/core/oncall/import/imported.ts'

const READERS: Readonly<Record<Exclude<ImportKind, 'ics'>, ImportReader<unknown>>> = {
  pagerduty: readPagerDuty,
  opsgenie: readOpsgenie,
  grafana: readGrafana,
}

/** Each file is one answer of the API or a list of them, or one calendar. Never throws. */
export function readImport(
  kind: ImportKind,
  files: readonly string[],
  asked: ImportAsked,
): Imported | { readonly malformed: string } {
  if (kind === 'ics') return readCalendar(files, asked)
  const documents: unknown[] = []
  for (const [index, file] of files.entries()) {
    try {
      documents.push(JSON.parse(file))
    } catch (error) {
      return { malformed: `File ${index + 1} is no JSON: ${(error as Error).message}.` }
    }
  }
  return READERS[kind](documents, asked)
}
