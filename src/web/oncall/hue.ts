/** The same colour for a person in every line of a rota. */
export function hueOf(person: string, people: readonly string[]): number {
  const index = people.indexOf(person)
  // The golden angle: neighbours in a rota look least alike.
  return Math.round((210 + 137.5 * (index < 0 ? people.length : index)) % 360)
}

/** Everybody of a rota, those who only stand in last. */
export function peopleOf({
  layers,
  stretches,
}: {
  readonly layers: readonly { readonly people: readonly string[] }[]
  readonly stretches: readonly { readonly person: string | null }[]
}): readonly string[] {
  return [
    ...new Set([
      ...layers.flatMap(({ people }) => people),
      ...stretches.flatMap(({ person }) => (person === null ? [] : [person])),
    ]),
  ]
}
