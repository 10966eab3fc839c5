import type { Node } from '#/core/draft/document/node.ts'
import type { Ladder } from '#/core/draft/ladder.ts'
import type { Party } from '#/core/draft/party.ts'
import type { QuestionCode, RaisedQuestion } from '#/core/draft/question.ts'
import { nameFrom, untaken } from '#/core/draft/words/name.ts'
import { blanksIn } from '#/core/draft/words/blank.ts'
import { TITLE_LENGTH_MAX } from '#/core/draft/limits.ts'
import { BUILT_IN_MOMENTS } from '#/core/plan/plan.ts'

/** The sections of a plan that a draft may fill, in the order in which they are written. */
export const SECTIONS = [
  'sources',
  'severities',
  'types',
  'facts',
  'moments',
  'positions',
  'groups',
  'roles',
  'audiences',
  'templates',
  'stages',
  'obligations',
  'playbooks',
  'gates',
  'escalation',
  'record',
  'measures',
  'program',
  'retention',
  'statements',
] as const
export type Section = (typeof SECTIONS)[number]

/** An element of the plan that is being drafted. `keys` are those of the language but for `cite`, in their order. */
export type Drafted = {
  readonly section: Section
  readonly id: string
  readonly keys: Record<string, unknown>
  readonly cites: Set<Node>
  /** Of a step: the playbook that it belongs to. */
  readonly playbook?: string
}

/** All that was understood so far of one document. It grows while the readers go through the document, one after the other. */
export type Sketch = {
  readonly root: Node
  readonly nodes: readonly Node[]
  readonly elements: Drafted[]
  readonly questions: Map<string, RaisedQuestion>
  readonly parties: Map<string, Party>
  readonly taken: Set<string>
  /** What a reader has understood, so that the next ones leave it. */
  readonly read: Set<Node>
  /** Parts of a sentence that stay behind although the rest was understood. */
  readonly leftOver: { readonly node: Node; readonly text: string }[]
  ladder: Ladder
}

/** Names that mean something wherever a party may be named. */
const RESERVED = [
  'each',
  'everyone',
  'responders',
  'reporter',
  'on-call',
  'applies',
  'entered',
  ...BUILT_IN_MOMENTS,
]
/** Sections whose names are used in the same places. */
const PARTIES: readonly Section[] = ['positions', 'groups', 'roles', 'audiences']

/** A name that no other element of that kind has. */
export function freshName(
  sketch: Sketch,
  section: Section,
  words: string,
  otherwise: string,
): string {
  const space = PARTIES.includes(section) ? 'parties' : section
  const reserved = space === 'parties' || section === 'moments' ? RESERVED : []
  const name = untaken(
    nameFrom(words, otherwise),
    candidate => reserved.includes(candidate) || sketch.taken.has(`${space}:${candidate}`),
  )
  sketch.taken.add(`${space}:${name}`)
  return name
}

/** Adds an element that carries out what these nodes say. Its name is made of `words`. */
export function draft(
  sketch: Sketch,
  section: Section,
  words: string,
  keys: Record<string, unknown>,
  cites: readonly Node[],
  playbook?: string,
): Drafted {
  const id = freshName(sketch, section, words, section.replace(/s$/, ''))
  return draftNamed(sketch, section, id, keys, cites, playbook)
}

/** As `draft`, with a name that the document itself gives. */
export function draftNamed(
  sketch: Sketch,
  section: Section,
  id: string,
  keys: Record<string, unknown>,
  cites: readonly Node[],
  playbook?: string,
): Drafted {
  const element: Drafted = {
    section,
    id,
    keys,
    cites: new Set(cites),
    ...(playbook === undefined ? {} : { playbook }),
  }
  sketch.elements.push(element)
  for (const node of cites) sketch.read.add(node)
  return element
}

/** Puts a question to the owner; the same one about another sentence is added to the first. */
export function ask(
  sketch: Sketch,
  code: QuestionCode,
  text: string,
  about: readonly Node[],
): void {
  const key = `${code} ${text}`
  const raised = sketch.questions.get(key)
  if (raised === undefined) sketch.questions.set(key, { code, text, about: [...about] })
  else for (const node of about) if (!raised.about.includes(node)) raised.about.push(node)
}

/** Marks an element with what its document leaves open. A further mark is added to the first. */
export function leaveOpen(element: Drafted, what: string): void {
  const { unknown } = element.keys
  if (typeof unknown !== 'string') element.keys['unknown'] = what
  else if (!unknown.includes(what)) element.keys['unknown'] = `${unknown} ${what}`
}

/** A title of one line, and the whole text as help where it had to be shortened. */
export function titled(text: string): { readonly title: string; readonly help?: string } {
  const title = inert(text.replace(/[\s.:;,]+$/, ''))
  if (title.length <= TITLE_LENGTH_MAX) return { title: title === '' ? inert(text) : title }
  const window = title.slice(0, TITLE_LENGTH_MAX)
  const cut = window.lastIndexOf(' ')
  return {
    title: `${window.slice(0, cut > TITLE_LENGTH_MAX / 2 ? cut : TITLE_LENGTH_MAX - 1).toWellFormed()}…`,
    help: inert(text),
  }
}

/** Text that names no placeholder of the language: what looks like one is the document's own blank. */
export function inert(text: string): string {
  return text.replaceAll('{{', '{ {')
}

/** Whether something in it was never filled in. Asks for it. */
export function askBlanks(sketch: Sketch, node: Node): void {
  for (const blank of blanksIn(node.text))
    ask(sketch, 'blank', `${blank} was never filled in: what belongs there?`, [node])
}
