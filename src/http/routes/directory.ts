// Who is who: the directory file, and whether it is ready for the active plan.
import { z } from 'zod'
import { DIRECTORY_BYTES_MAX } from '#/core/plan/read-directory.ts'
import type { Directory, Person } from '#/core/directory.ts'
import { saveBook } from '#/app/people/directory-book.ts'
import { readPeopleReadiness, readReadiness, RISK_DAYS_MAX } from '#/app/people/readiness.ts'
import { FINDING } from '#/http/answers-plans.ts'
import {
  channelName,
  PERSON_READINESS,
  RISK,
  showPersonReadiness,
  showRisk,
} from '#/http/answers-readiness.ts'
import { TEXT_CONTENT } from '#/http/parsers.ts'
import { IMPORTED, savedReply, SINCE } from '#/http/routes/directory-book.ts'
import { givesJson, route, text } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { instantShape, versionText, wholeNumber } from '#/http/shapes.ts'

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
        contacts: z
          .array(z.object({ channel: channelName, address: z.string(), verified: z.boolean() }))
          .readonly()
          .optional()
          .describe('Further ways that the directory names.'),
        own_ways: z
          .array(channelName)
          .readonly()
          .optional()
          .describe(
            'Over which they are reached at addresses of their own, which are nobody else’s to see.',
          ),
        push: z.literal(true).optional().describe('In a browser of theirs.'),
        trained: names.optional(),
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
    from: instantShape,
    to: instantShape,
    people: z
      .array(PERSON_READINESS)
      .readonly()
      .describe('Those who hold a position or a turn, or are in a group; the worst first.'),
    risks: z
      .array(RISK)
      .readonly()
      .describe(
        'When somebody would be asked who is not reached, or nobody would be, from `from` to `to`.',
      ),
    risks_cut: z.boolean().describe('There are more of them.'),
    channels: z.array(channelName).readonly().describe('Over which this installation sends.'),
    sharing: z.array(names).readonly().describe('People who are reached at the same address.'),
  })
  .meta({ id: 'Readiness' })

export function showDirectory({ people, positions, groups, contacts }: Directory) {
  return {
    people: [...people.values()].map(showPerson),
    positions: Object.fromEntries(positions),
    groups: Object.fromEntries(groups),
    contacts: Object.fromEntries(contacts),
  }
}

/** Without what they said themselves: where that leads is theirs, and how they wish to be reached too. */
function showPerson({ contacts, reach: _reach, ...person }: Person) {
  if (contacts === undefined) return person
  const isOwn = ({ own }: { readonly own?: true }) => own === true
  return {
    ...person,
    contacts: contacts
      .filter(contact => !isOwn(contact))
      .map(({ channel, address, verified }) => ({ channel, address, verified })),
    own_ways: [...new Set(contacts.filter(isOwn).map(({ channel }) => channel))],
  }
}

const RISK_DAYS = 7

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
    summary:
      'Whom the active plan asks for and nobody is, who cannot be reached, and which nights are at risk.',
    query: z.strictObject({
      days: wholeNumber(1, RISK_DAYS_MAX).optional().describe(`Ahead; ${RISK_DAYS} otherwise.`),
    }),
    gives: givesJson('What is missing.', READINESS),
    async handle({ needs, query: { days = RISK_DAYS } }) {
      const readiness = await readReadiness(needs.shell, needs.previews.destinations, days)
      const { plan, findings } = readiness
      return {
        answer: {
          ready: plan !== undefined && findings.every(({ severity }) => severity !== 'error'),
          plan: plan ?? null,
          positions_unfilled: readiness.positionsUnfilled,
          groups_unfilled: readiness.groupsUnfilled,
          people_without_channel: readiness.peopleWithoutChannel,
          findings,
          from: readiness.from,
          to: readiness.to,
          people: readiness.people.map(showPersonReadiness),
          risks: readiness.risks.map(showRisk),
          risks_cut: readiness.isCut,
          channels: readiness.channels,
          sharing: readiness.sharing,
        },
      }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/directory/readiness/people',
    name: 'list-readiness',
    summary: 'Of everybody, whether they would be woken tonight, and through what.',
    gives: givesJson(
      'Everybody.',
      z.object({ people: z.array(PERSON_READINESS) }).meta({ id: 'PeopleReadiness' }),
    ),
    async handle({ needs: { shell, previews } }) {
      const people = await readPeopleReadiness(shell, previews.destinations)
      return { answer: { people: people.map(showPersonReadiness) } }
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
