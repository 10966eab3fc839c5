import type { Element, Marks } from '#/core/plan/plan.ts'

/** What each honesty mark tells a reader. Another one does not compile before it has its words. */
export const MARK_LABELS: Readonly<Record<keyof Marks, string>> = {
  unverified: 'Not verified',
  unknown: 'Left open by the document',
  see: 'See',
  conflict: 'In conflict',
  recordedOnly: 'Recorded only, not acted upon',
}

/** The marks of an element, in the order in which they are shown. */
export function marksOf({
  marks,
}: Pick<Element, 'marks'>): readonly { readonly mark: keyof Marks; readonly text: string }[] {
  return (Object.keys(MARK_LABELS) as (keyof Marks)[]).flatMap(mark => {
    const text = marks[mark]
    return text === undefined ? [] : [{ mark, text }]
  })
}
