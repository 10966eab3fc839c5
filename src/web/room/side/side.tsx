/** The right-hand column: who takes part, what is affected, what belongs to it. */
export function Side() {
  return null
}
