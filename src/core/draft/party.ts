import type { Node } from '#/core/draft/document/node.ts'
import { ask, draftNamed, freshName, leaveOpen } from '#/core/draft/sketch.ts'
import type { Drafted, Sketch } from '#/core/draft/sketch.ts'
import { nameFrom } from '#/core/draft/words/name.ts'
import { partyIn, partyName } from '#/core/draft/words/party.ts'
import type { NamedParty } from '#/core/draft/words/party.ts'

/** Someone inside the organisation. Whether it is a role, a position or a group shows only when all is read. */
export type Party = {
  readonly id: string
  readonly title: string
  readonly about: Set<Node>
  /** As a role: who holds it, in order, and what it does. */
  role?: { readonly holders: Party[]; readonly duties: string[] }
  isHolder: boolean
  readonly vague: boolean
}

/** Titles that everyone shortens, so that both forms are one party. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ['chief information security officer', 'ciso'],
  ['chief technology officer', 'cto'],
  ['chief executive officer', 'ceo'],
  ['chief information officer', 'cio'],
  ['chief financial officer', 'cfo'],
  ['chief operating officer', 'coo'],
  ['data protection officer', 'dpo'],
  ['human resources', 'hr'],
  ['public relations', 'pr'],
])

function keyOf(name: string): string {
  const lower = partyName(name)
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
  return SHORT_FORMS.get(lower) ?? lower
}

/** Whether the document has declared, or named before, someone of this name. */
export function isKnownParty(sketch: Sketch): (name: string) => boolean {
  return name => sketch.parties.has(keyOf(name))
}

/** The party of this name, which may be new. A short form in brackets is remembered as the same. */
export function partyOf(sketch: Sketch, name: string, node: Node, vague = false): Party {
  const key = keyOf(name)
  const known = sketch.parties.get(key)
  const party = known ?? newParty(sketch, name, node, vague)
  sketch.parties.set(key, party)
  const short = /\(([\p{Lu}][\p{L}&/-]{1,11})\)/u.exec(name)?.[1]
  if (short !== undefined && !sketch.parties.has(keyOf(short)))
    sketch.parties.set(keyOf(short), party)
  return party
}

function newParty(sketch: Sketch, name: string, node: Node, vague: boolean): Party {
  const title = partyName(name)
  return {
    id: freshName(sketch, 'roles', title, 'party'),
    title,
    about: new Set([node]),
    isHolder: false,
    vague,
  }
}

/** Whether a name stands for whoever is on call. */
export function isOnCall(name: string): boolean {
  return partyIn(name)?.kind === 'on-call' || /^(?:24[/x]7 )?on[- ]call\b/i.test(partyName(name))
}

/** Whoever is on call is a word of the language; as a position, the directory fills it. */
export function onCall(sketch: Sketch, node: Node): Party {
  const known = sketch.parties.get(ON_CALL)
  const party: Party = known ?? {
    id: ON_CALL,
    title: 'On call',
    about: new Set(),
    isHolder: true,
    vague: false,
  }
  sketch.parties.set(ON_CALL, party)
  party.about.add(node)
  sketch.read.add(node)
  return party
}

const ON_CALL = 'on-call'

/** The name under which someone is asked for something (`by`, `members`). */
export function idOf(sketch: Sketch, { name, kind, vague }: NamedParty, node: Node): string {
  if (kind === 'on-call') return 'on-call'
  const party = partyOf(sketch, name, node, vague)
  if (vague) ask(sketch, 'who-unclear', `Who is "${party.title}"?`, [node])
  party.about.add(node)
  return party.id
}

/** The audience through which someone is told; made when it is first needed. */
export function audienceOf(sketch: Sketch, told: NamedParty, node: Node): string {
  const existing = sketch.elements.find(
    ({ section, keys }) => section === 'audiences' && keys['title'] === titleOf(told),
  )
  const audience = existing ?? newAudience(sketch, told, node)
  audience.cites.add(node)
  return audience.id
}

function titleOf({ name, kind }: NamedParty): string {
  const one =
    kind === 'outside' &&
    /\b(customer|client|user|patient|student|vendor|supplier|partner)$/i.test(name)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${one ? 's' : ''}`
}

function newAudience(sketch: Sketch, told: NamedParty, node: Node): Drafted {
  const title = titleOf(told)
  const outside = told.kind === 'outside' || told.kind === 'authority' || told.kind === 'reporter'
  if (outside) {
    const id = freshName(sketch, 'audiences', told.name, 'audience')
    const members = told.kind === 'reporter' ? ['reporter'] : [nameFrom(told.name, 'contacts')]
    const audience = draftNamed(sketch, 'audiences', id, { title, outside: 'yes', members }, [])
    if (told.vague) openAudience(sketch, audience, title, node)
    return audience
  }
  const crowd = told.kind === 'everyone' ? 'everyone' : idOf(sketch, told, node)
  const id = freshName(sketch, 'audiences', `to ${told.name}`, 'audience')
  return draftNamed(sketch, 'audiences', `${id}`, { title, members: [crowd] }, [])
}

function openAudience(sketch: Sketch, audience: Drafted, title: string, node: Node): void {
  leaveOpen(audience, 'The document does not say who these are.')
  ask(sketch, 'who-unclear', `Who is "${title}"?`, [node])
}

/** Whoever is told where the document names nobody. */
export function unnamedAudience(sketch: Sketch, node: Node): string {
  const title = 'Whoever is to be kept informed'
  const existing = sketch.elements.find(
    ({ section, keys }) => section === 'audiences' && keys['title'] === title,
  )
  ask(sketch, 'audience-missing', 'Who is told? Until that is said, whoever takes part.', [node])
  const audience =
    existing ??
    draftNamed(
      sketch,
      'audiences',
      freshName(sketch, 'audiences', 'informed', 'audience'),
      {
        title,
        members: ['responders'],
        unknown: 'The document does not say who is told. Here it is whoever takes part.',
      },
      [],
    )
  audience.cites.add(node)
  return audience.id
}

const MANY =
  /\b(team|teams|group|board|committee|staff|desk|department|departments|management|leadership|partners|executives|executive team|trustees|personnel|members|office|centre|center)$|(?<!s)s$/i

/** Writes everyone down: as a role with its holders, a position or a group. */
export function draftParties(sketch: Sketch): void {
  const everyone = () => new Set(sketch.parties.values())
  for (const party of everyone()) settleHolders(sketch, party)
  for (const party of everyone()) if (party.role !== undefined) draftRole(sketch, party, party.role)
  for (const party of everyone())
    if (party.role === undefined && isNamed(sketch, party)) draftParty(sketch, party)
}

function draftParty(sketch: Sketch, { id, title, about, isHolder, vague }: Party): void {
  const section = isHolder || !(vague || MANY.test(title)) ? 'positions' : 'groups'
  const element = draftNamed(sketch, section, id, { title }, [])
  for (const node of about) element.cites.add(node)
  if (vague) leaveOpen(element, 'The document does not say who this is.')
}

/** Whether anything drafted so far refers to it. */
function isNamed(sketch: Sketch, party: Party): boolean {
  return (
    party.isHolder ||
    sketch.elements.some(({ section, keys }) => section !== 'positions' && refersTo(keys, party.id))
  )
}

const REFERRING = ['by', 'to', 'members', 'approve', 'waivable-by', 'attend', 'designated-by']

function refersTo(keys: Record<string, unknown>, id: string): boolean {
  return REFERRING.some(key => {
    const value = keys[key]
    return Array.isArray(value) ? value.includes(id) : value === id
  })
}

/** Asks for holders where there are none, and puts a position in their place. */
function settleHolders(sketch: Sketch, { title, about, role }: Party): void {
  const [node] = about
  if (role === undefined || role.holders.length > 0 || node === undefined) return
  role.holders.push(holderOf(sketch, title, node))
  ask(sketch, 'holder-missing', 'Which position holds this role, and who stands in?', [node])
}

function holderOf(sketch: Sketch, title: string, node: Node): Party {
  return partyOf(sketch, `Holder of ${title}`, node)
}

function draftRole(sketch: Sketch, party: Party, role: NonNullable<Party['role']>): void {
  const { id, title, about } = party
  const holders = new Set(role.holders.flatMap(holder => positionsOf(sketch, holder, party)))
  for (const holder of holders) holder.isHolder = true
  const keys = {
    title,
    holders: [...holders].map(holder => holder.id),
    ...(role.duties.length > 0 ? { duties: [...new Set(role.duties)] } : {}),
  }
  const element = draftNamed(sketch, 'roles', id, keys, [])
  for (const node of about) element.cites.add(node)
  if ([...holders].every(holder => holder.title === `Holder of ${title}`))
    leaveOpen(element, 'The document does not say who holds it.')
}

/** A role is held by positions: where another role is named as its holder, whoever holds that one is meant. */
function positionsOf(sketch: Sketch, holder: Party, of: Party): readonly Party[] {
  if (holder.role === undefined) return [holder]
  const own = holder.role.holders.filter(other => other.role === undefined)
  const [node] = holder.about
  if (own.length > 0 && holder !== of) return own
  return node === undefined ? [] : [holderOf(sketch, holder.title, node)]
}
