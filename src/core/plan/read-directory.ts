import { parseDocument } from 'yaml'
import { z } from 'zod'
import { ROTA_PREFIX } from '#/core/oncall/rota.ts'
import { ROTAS, rotasOf } from '#/core/oncall/read-rotas.ts'
import { ADDRESSED, addressMistake, isPlaceholder } from '#/core/contact-address.ts'
import type { Directory, Person } from '#/core/directory.ts'

export const DIRECTORY_BYTES_MAX = 4_194_304
export const PEOPLE_MAX = 20_000
export const PERSON_NAME_LENGTH_MAX = 200

export type DirectoryMistake = { readonly where: string; readonly message: string }

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'an id of letters, digits, dots and dashes')
const list = z.union([id.transform(one => [one]), z.array(id)])

const holder = z.union([
  id,
  z.string().regex(/^rota:.{1,100}$/, 'an id, or whoever has the turn as `rota:` and its id'),
])
const held = z.union([holder.transform(one => [one]), z.array(holder)])

const CONTACTS_MAX = 20

const CONTACT = z
  .strictObject({ channel: z.enum(ADDRESSED), address: z.string() })
  .superRefine(({ channel, address }, context) => {
    // What was never filled in is told as that, whatever it looks like.
    const expected = isPlaceholder(address) ? undefined : addressMistake(channel, address)
    if (expected !== undefined)
      context.addIssue({ code: 'custom', path: ['address'], message: expected })
  })

const PERSON = z.strictObject({
  name: z.string().trim().min(1).max(PERSON_NAME_LENGTH_MAX),
  email: z.email().exactOptional(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{5,14}$/, 'a number as +3525550101 (E.164)')
    .exactOptional(),
  slack: z.string().min(1).max(100).exactOptional(),
  webhook: z.url({ protocol: /^https?$/ }).exactOptional(),
  contacts: z
    .array(CONTACT)
    .max(CONTACTS_MAX)
    .describe('Further ways to reach them, in the order in which they are tried.')
    .exactOptional(),
  trained: list.exactOptional(),
})

const ROOM_CHANNELS = ['slack', 'teams', 'mattermost', 'discord', 'ntfy', 'webhook'] as const
const SLACK_ROOM = /^(#[\p{L}\p{N}_-]{1,80}|[CG][A-Z0-9]{2,30})$/u

const ROOM = z
  .strictObject({
    channel: z.enum(ROOM_CHANNELS),
    address: z.string(),
    private: z
      .boolean()
      .describe('Only people who may see restricted incidents are in it.')
      .default(false),
    tells: list.describe('Audiences of plans that are told there.'),
  })
  .superRefine(({ channel, address }, context) => {
    if (isPlaceholder(address))
      return context.addIssue({ code: 'custom', path: ['address'], message: 'no placeholder' })
    const expected =
      channel !== 'slack'
        ? addressMistake(channel, address)
        : SLACK_ROOM.test(address)
          ? undefined
          : 'a room as #incidents, or its id'
    if (expected !== undefined)
      context.addIssue({ code: 'custom', path: ['address'], message: expected })
  })

export const directorySource = z.strictObject({
  people: z.record(id, PERSON).default({}),
  positions: z.record(id, held).default({}),
  groups: z.record(id, list).default({}),
  rotas: ROTAS.default({}),
  contacts: z
    .record(id, z.union([z.email().transform(one => [one]), z.array(z.email())]))
    .default({}),
  rooms: z
    .record(id, ROOM)
    .describe('Rooms of a chat, where what some audiences are told is posted once for all.')
    .default({}),
})

/**
 * Reads a directory file: people with their contact methods, who holds which position (in the order in which they are
 * asked), groups, and addresses outside. Placeholders are refused (C9.1): an address that nobody filled in wakes nobody.
 * Gives every mistake with its place, or the directory; never throws.
 */
export function readDirectory(
  text: string,
): { readonly directory: Directory } | { readonly mistakes: readonly DirectoryMistake[] } {
  const read = readSource(text)
  if ('mistakes' in read) return read
  const mistakes = mistakesIn(read.source)
  return mistakes.length > 0 ? { mistakes } : { directory: build(read.source) }
}

/**
 * One that was checked when it was imported, maybe by a version that refused less: what this one would refuse must not keep anybody
 * from being woken. Undefined: it cannot be read at all.
 */
export function readKeptDirectory(text: string): Directory | undefined {
  const read = readSource(text)
  return 'source' in read ? build(read.source) : undefined
}

function readSource(
  text: string,
): { readonly source: Source } | { readonly mistakes: readonly DirectoryMistake[] } {
  if (text.length > DIRECTORY_BYTES_MAX)
    return {
      mistakes: [
        { where: 'file', message: `A directory has at most ${DIRECTORY_BYTES_MAX} characters.` },
      ],
    }
  const document = parseDocument(text, { prettyErrors: true })
  if (document.errors.length > 0)
    return {
      mistakes: document.errors.map(error => ({
        where: `line ${error.linePos?.[0].line ?? '?'}`,
        message: error.message,
      })),
    }
  const read = directorySource.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {})
  if (!read.success)
    return {
      mistakes: read.error.issues.map(issue => ({
        where: issue.path.join('.'),
        message: issue.message,
      })),
    }
  return { source: read.data }
}

type Source = z.output<typeof directorySource>

function mistakesIn(source: Source): readonly DirectoryMistake[] {
  const { people } = source
  const placeholders = Object.entries(people).flatMap(([person, fields]) =>
    textsOf(fields)
      .filter(([, value]) => isPlaceholder(value))
      .map(([field, value]) => ({
        where: `people.${person}.${field}`,
        message: `"${value}" is a placeholder. Write who it really is: a page to it would wake nobody.`,
      })),
  )
  const crowd =
    Object.keys(people).length > PEOPLE_MAX
      ? [{ where: 'people', message: `At most ${PEOPLE_MAX} people.` }]
      : []
  const nobody =
    Object.keys(people).length === 0
      ? [
          {
            where: 'people',
            message:
              'Nobody is in it. Name at least one person: a directory of nobody wakes nobody.',
          },
        ]
      : []
  return [...nobody, ...crowd, ...strangersIn(source), ...placeholders]
}

/** Every text that is said of a person, with where it stands. */
function textsOf({
  contacts = [],
  ...fields
}: Source['people'][string]): readonly (readonly [field: string, value: string])[] {
  const said = Object.entries(fields).flatMap(([field, value]) =>
    (Array.isArray(value) ? value : [value]).map(one => [field, one] as const),
  )
  const listed = contacts.map(
    ({ address }, index) => [`contacts.${index}.address`, address] as const,
  )
  return [...said, ...listed]
}

/** Names of people and rotas that are not there. */
function strangersIn({ people, positions, groups, rotas }: Source): readonly DirectoryMistake[] {
  const turns = Object.entries(rotas).flatMap(([rota, { layers }]) =>
    layers.map((layer, index) => [`rotas.${rota}.layers.${index}`, layer.people] as const),
  )
  const lists = [
    ...Object.entries(positions).map(([name, members]) => [`positions.${name}`, members] as const),
    ...Object.entries(groups).map(([name, members]) => [`groups.${name}`, members] as const),
    ...turns,
  ]
  return lists.flatMap(([where, members]) =>
    members.flatMap(member => {
      const rota = member.startsWith(ROTA_PREFIX) ? member.slice(ROTA_PREFIX.length) : undefined
      if (rota === undefined ? Object.hasOwn(people, member) : Object.hasOwn(rotas, rota)) return []
      const message =
        rota === undefined
          ? `"${member}" is not among the people. Add them under \`people\`, or correct the name.`
          : `There is no rota "${rota}". Add it under \`rotas\`, or correct the name.`
      return [{ where, message }]
    }),
  )
}

function build({ people, positions, groups, rotas, contacts, rooms }: Source): Directory {
  return {
    people: new Map(
      Object.entries(people).map(([person, { contacts, ...fields }]): [string, Person] => [
        person,
        {
          id: person,
          ...fields,
          // Whether somebody confirmed it is no matter of the file.
          ...(contacts && { contacts: contacts.map(it => ({ ...it, verified: false })) }),
        },
      ]),
    ),
    positions: new Map(Object.entries(positions)),
    groups: new Map(Object.entries(groups)),
    rotas: rotasOf(rotas),
    contacts: new Map(Object.entries(contacts)),
    ...(Object.keys(rooms).length > 0 && { rooms: new Map(Object.entries(rooms)) }),
  }
}
