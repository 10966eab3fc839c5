// What an export of another product says of who is on call, in our words, before anybody in it has been found in the directory.
import type { Rota } from '#/core/oncall/rota.ts'
import type { Instant } from '#/core/time.ts'

export const IMPORT_KINDS = ['ics', 'pagerduty', 'opsgenie', 'grafana'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** Somebody of an export. `key`: what the export names them by, also in the rotas that were read from it. */
export type ImportedPerson = {
  readonly key: string
  readonly name: string
  readonly email?: string
  /** E.164; others are left out. */
  readonly phone?: string
}

export type ImportedShift = {
  readonly person: string
  readonly from: Instant
  readonly to: Instant
}

/** Who really is on call from one instant to another; where no shift is, nobody is. Of several at once any is right. */
export type Said = {
  readonly from: Instant
  readonly to: Instant
  readonly shifts: readonly ImportedShift[]
}

export type ImportedRota = {
  /** People by their keys. */
  readonly rota: Rota
  readonly overrides: readonly ImportedShift[]
  /** What the export itself says comes of it; undefined where it says nothing. */
  readonly said: Said | undefined
}

/** Who is asked in which order: an escalation policy, which is a position here. */
export type ImportedPosition = {
  readonly id: string
  readonly title: string
  /** Keys of people, and rotas as `rota:ID`. */
  readonly holders: readonly string[]
}

/** Something that the export says and a rota cannot, or that was carried over as something else. */
export type LeftOut = { readonly where: string; readonly what: string }

export type Imported = {
  readonly people: readonly ImportedPerson[]
  readonly rotas: readonly ImportedRota[]
  readonly positions: readonly ImportedPosition[]
  readonly left: readonly LeftOut[]
}

export type ImportAsked = {
  readonly at: Instant
  /** Of what tells none. */
  readonly zone: string
}

/** A reader never throws: what it cannot make anything of it says. */
export type ImportReader<Document> = (
  documents: readonly Document[],
  asked: ImportAsked,
) => Imported | { readonly malformed: string }

/** Letters, digits and dashes of a title, as ids of rotas and positions have them, and none that is taken. */
export function idOf(title: string, taken: ReadonlySet<string>): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  const id = words.join('-').slice(0, ID_LENGTH) || 'rota'
  if (!taken.has(id)) return id
  let count = 2
  while (taken.has(`${id}-${count}`)) count++
  return `${id}-${count}`
}

const ID_LENGTH = 60
const TITLE_LENGTH_MAX = 200

/** A title as the directory takes it. */
export function titleOf(text: string | undefined, otherwise: string): string {
  const trimmed = (text ?? '').trim().slice(0, TITLE_LENGTH_MAX)
  return trimmed === '' ? otherwise : trimmed
}

/** Rotas that one schedule became, since several may be on call in it at once: one position that all of them hold. */
export function togetherAs(
  taken: Set<string>,
  name: string,
  rotas: readonly ImportedRota[],
): readonly ImportedPosition[] {
  if (rotas.length < 2) return []
  const id = idOf(name, taken)
  taken.add(id)
  return [{ id, title: titleOf(name, id), holders: rotas.map(({ rota }) => `rota:${rota.id}`) }]
}
