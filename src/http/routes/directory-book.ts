// The directory as it is edited: its text, its versions with what each changed, and changes one by one.
import { z } from 'zod'
import { ADDRESSED } from '#/core/contact-address.ts'
import type { DirectoryMistake } from '#/core/plan/read-directory.ts'
import {
  listVersions,
  readBookNow,
  readSource,
  readVersion,
  saveBook,
  withEdits,
} from '#/app/people/directory-book.ts'
import type { Saved } from '#/app/people/directory-book.ts'
import { readHoldings } from '#/app/people/holdings.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { problem, WRONGS_SHOWN_MAX } from '#/http/problem.ts'
import { givesJson, givesText, json, route } from '#/http/route.ts'
import type { Reply, Route } from '#/http/route.ts'
import { idText, instantShape, versionText, wholeNumber } from '#/http/shapes.ts'
import { WRITTEN_ROTA } from '#/http/answers-oncall.ts'

const VERSIONS_MAX = 500
const VERSIONS_PAGE = 100
const EDITS_MAX = 500
const MEMBERS_MAX = 2_000
const TEXT_MAX = 500
const CONTACTS_MAX = 20

export const SINCE =
  'The version that this was made from: refused when there is a newer one by now.'

const version = z.number().int().min(0)
const text = z.string()
const names = z.array(text).readonly()
const lists = z.record(text, names)

const CONTACT = z.object({ channel: text, address: text })

const PERSON = z.object({
  name: text,
  email: text.optional(),
  phone: text.optional(),
  slack: text.optional(),
  webhook: text.optional(),
  contacts: z
    .array(CONTACT)
    .readonly()
    .describe('Further ways to reach them, in the order in which they are tried.')
    .optional(),
  trained: names.optional(),
})

const BOOK = z
  .object({
    version,
    people: z.record(text, PERSON),
    positions: lists.describe('Holders may be rotas, as `rota:ID`.'),
    groups: lists,
    contacts: lists,
    rotas: z.record(text, z.unknown()),
  })
  .meta({ id: 'DirectoryBook' })

const line = { version, at: instantShape, by: text }

const VERSIONS = z
  .object({ versions: z.array(z.object(line)).readonly() })
  .meta({ id: 'DirectoryVersions' })

const VERSION = z
  .object({
    ...line,
    since: version.describe('The version that it is compared with; 0: nothing.'),
    changes: z
      .array(
        z.object({
          kind: z.enum(['person', 'position', 'group', 'contact', 'rota']),
          id: text,
          title: text,
          change: z.enum(['added', 'removed', 'changed']),
          fields: z
            .array(z.object({ field: text, was: text.nullable(), now: text.nullable() }))
            .readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'DirectoryVersion' })

const member = z.string().min(1).max(TEXT_MAX)
const EDITED_PERSON = z.strictObject({
  name: member,
  email: member.exactOptional(),
  phone: member.exactOptional(),
  slack: member.exactOptional(),
  webhook: member.exactOptional(),
  contacts: z
    .array(z.strictObject({ channel: z.enum(ADDRESSED), address: member }))
    .max(CONTACTS_MAX)
    .readonly()
    .exactOptional(),
  trained: z.array(member).max(MEMBERS_MAX).readonly().exactOptional(),
})

const EDIT = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('person'), id: idText, person: EDITED_PERSON }),
  z.strictObject({ is: z.literal('leave'), id: idText }),
  z.strictObject({
    is: z.literal('rota'),
    id: idText,
    rota: WRITTEN_ROTA.nullable().describe('Null: it goes.'),
  }),
  z.strictObject({
    is: z.enum(['position', 'group', 'contact']),
    id: idText,
    members: z
      .array(member)
      .max(MEMBERS_MAX)
      .readonly()
      .nullable()
      .describe('In the order in which they are asked; null: there is no such list any more.'),
  }),
])

export const IMPORTED = z
  .object({ version, people: z.number().int() })
  .meta({ id: 'ImportedDirectory' })

const HOLDINGS = z
  .object({
    positions: z.array(z.object({ id: text, alone: z.boolean() })).readonly(),
    groups: z.array(z.object({ id: text, alone: z.boolean() })).readonly(),
    rotas: names,
    incidents: z
      .array(
        z.object({
          id: text,
          number: version,
          title: text,
          exercise: z.boolean(),
          roles: names,
          follow_ups: z.array(z.object({ title: text, due: instantShape })).readonly(),
          evidence: version.describe('Pieces that are in their custody.'),
        }),
      )
      .readonly()
      .describe('Open ones in which something hangs on them.'),
  })
  .meta({ id: 'Holdings' })

export const directoryBookRoutes: readonly Route[] = [
  route('directory:read', {
    method: 'GET',
    path: '/api/directory/book',
    name: 'get-directory-book',
    summary: 'The directory as it is written, with its version: what changes are made from.',
    gives: givesJson('The directory.', BOOK),
    async handle({ needs }) {
      const { version, directory } = await readBookNow(needs.shell)
      return { answer: { version, ...directory } }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/directory/file',
    name: 'export-directory',
    summary: 'The directory file as YAML, comments and all; also as it was.',
    query: z.strictObject({ version: versionText.optional() }),
    gives: givesText('The file.', 'application/yaml'),
    async handle({ needs, query }) {
      const stored = await readSource(needs.shell, query.version)
      if (stored === undefined) return unknownVersion(query.version ?? 0)
      return { answer: stored.source }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/directory/versions',
    name: 'list-directory-versions',
    summary: 'Who changed the directory when, newest first.',
    query: z.strictObject({
      before: versionText.optional(),
      limit: wholeNumber(1, VERSIONS_MAX).optional(),
    }),
    gives: givesJson('The versions.', VERSIONS),
    async handle({ needs, query: { before, limit = VERSIONS_PAGE } }) {
      return { answer: { versions: await listVersions(needs.shell, { before, limit }) } }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/directory/versions/{version}',
    name: 'get-directory-version',
    summary: 'What a version of the directory changed.',
    params: z.strictObject({ version: versionText }),
    query: z.strictObject({
      since: versionText.optional().describe('Compared with this one; the one before otherwise.'),
    }),
    gives: givesJson('The version.', VERSION),
    async handle({ needs, params, query }) {
      const found = await readVersion(needs.shell, params.version, query.since)
      return found === undefined ? unknownVersion(params.version) : { answer: found }
    },
  }),
  route('directory:write', {
    method: 'POST',
    path: '/api/directory/changes',
    name: 'change-directory',
    summary: 'Change people and lists of the directory; all of it, or nothing.',
    takes: json(
      z.strictObject({
        since: version.describe(SINCE),
        changes: z.array(EDIT).min(1).max(EDITS_MAX).readonly(),
      }),
    ),
    gives: givesJson('A new version.', IMPORTED, 201),
    async handle({ needs, caller, body: { since, changes }, within }) {
      const asked = { since, by: recordedAs(caller) }
      return savedReply(since, await saveBook(needs.shell, within, asked, withEdits(changes)))
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/directory/people/{person}/holdings',
    name: 'get-holdings',
    summary: 'What hangs on a person: positions, groups, turns, and roles in open incidents.',
    params: z.strictObject({ person: idText }),
    gives: givesJson('What they hold.', HOLDINGS),
    async handle({ needs, caller, params: { person } }) {
      const { incidents, ...held } = await readHoldings(needs.shell, caller, person)
      return {
        answer: {
          ...held,
          incidents: incidents.map(({ followUps, ...incident }) => ({
            ...incident,
            follow_ups: followUps,
          })),
        },
      }
    },
  }),
]

const unknownVersion = (version: number) => ({
  problem: problem('directory-version-unknown', { version }),
})

export function savedReply(
  since: number | undefined,
  saved: Saved,
): Reply<z.input<typeof IMPORTED>> {
  if ('changedTo' in saved)
    return {
      problem: problem('directory-changed', { since: since ?? 0, version: saved.changedTo }),
    }
  if ('mistakes' in saved)
    return {
      problem: {
        ...problem('directory-has-mistakes', { mistakes: saved.mistakes.length }),
        errors: saved.mistakes.slice(0, WRONGS_SHOWN_MAX).map(toWrong),
      },
    }
  return { answer: { version: saved.version, people: saved.directory.people.size } }
}

function toWrong({ where, message }: DirectoryMistake) {
  return { in: 'body' as const, pointer: where, detail: message }
}
