// Who is who: the directory file, and whether it is ready for the active plan.
import { z } from 'zod'
import { DIRECTORY_BYTES_MAX } from '#/core/plan/read-directory.ts'
import type { Directory } from '#/core/directory.ts'
import { saveBook } from '#/app/directory-book.ts'
import { readReadiness } from '#/app/readiness.ts'
import { FINDING } from '#/http/answers-plans.ts'
import { TEXT_CONTENT } from '#/http/parsers.ts'
import { IMPORTED, savedReply, SINCE } from '#/http/routes/directory-book.ts'
import { givesJson, route, text } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { versionText } from '#/http/shapes.ts'

const names = z.array(z.string()).readonly()

export const DIRECTORY = z
  .object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string().optional(),
        phone: z.string().optional(),
        slack: z.string().optional(),
        webhook: z.string().optional(),
      }),
    ),
    positions: z
      .record(z.string(), names)
      .describe('Who holds each, in the order in which they are asked.'),
    groups: z.record(z.string(), names),
    contacts: z.record(z.string(), names).describe('Addresses outside.'),
  })
  .meta({ id: 'Directory' })

const READINESS = z
  .object({
    ready: z.boolean().describe('Nothing is missing without which a promise of the plan fails.'),
    plan: z.object({ id: z.string(), version: z.string() }).nullable(),
    positions_unfilled: names,
    groups_unfilled: names,
    people_without_channel: names,
    findings: z.array(FINDING).readonly(),
  })
  .meta({ id: 'Readiness' })

export function showDirectory({ people, positions, groups, contacts }: Directory) {
  return {
    people: [...people.values()],
    positions: Object.fromEntries(positions),
    groups: Object.fromEntries(groups),
    contacts: Object.fromEntries(contacts),
  }
}

export const directoryRoutes: readonly Route[] = [
  route('directory:read', {
    method: 'GET',
    path: '/api/directory',
    name: 'get-directory',
    summary: 'People, positions, groups and contacts as they are now.',
    gives: givesJson('The directory.', DIRECTORY),
    async handle({ needs: { shell } }) {
      return { answer: showDirectory(await shell.directory.current(shell.pool)) }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/directory/readiness',
    name: 'get-readiness',
    summary: 'Whom the active plan asks for and nobody is, and who cannot be reached.',
    gives: givesJson('What is missing.', READINESS),
    async handle({ needs }) {
      const readiness = await readReadiness(needs.shell)
      const { plan, findings } = readiness
      return {
        answer: {
          ready: plan !== undefined && findings.every(({ severity }) => severity !== 'error'),
          plan: plan ?? null,
          positions_unfilled: readiness.positionsUnfilled,
          groups_unfilled: readiness.groupsUnfilled,
          people_without_channel: readiness.peopleWithoutChannel,
          findings,
        },
      }
    },
  }),
  route('directory:write', {
    method: 'POST',
    path: '/api/directory',
    name: 'import-directory',
    summary:
      'Import a directory file. It counts as a whole from now on; those before it stay readable.',
    query: z.strictObject({ since: versionText.optional().describe(SINCE) }),
    takes: text(TEXT_CONTENT, DIRECTORY_BYTES_MAX, 'The directory, as YAML.'),
    gives: givesJson('Imported.', IMPORTED, 201),
    async handle({ needs, caller, query: { since }, body, within }) {
      const asked = { since, by: recordedAs(caller) }
      return savedReply(since, await saveBook(needs.shell, within, asked, () => body))
    },
  }),
]
