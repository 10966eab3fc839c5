import type { Node } from '#/core/draft/document/node.ts'
import { ask, draftNamed, freshName } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import type { StatedMoment } from '#/core/draft/words/moment.ts'

/** A time as a sentence states it: with a figure, or in words only. */
export type StatedTime =
  | {
      readonly within: string
      readonly aim?: string
      readonly working: boolean
      readonly from?: StatedMoment
    }
  | { readonly unmeasured: string }

/** Working days without a calendar of the document's own. */
export const CALENDAR = 'working-days'

/** The keys of an obligation that say by when it is owed. */
export function clockOf(sketch: Sketch, time: StatedTime, node: Node): Record<string, unknown> {
  if ('unmeasured' in time) {
    const words = time.unmeasured.toLowerCase()
    ask(
      sketch,
      'figure-missing',
      `"${words}" has no figure, and none is invented: it stays these words. Is there one?`,
      [node],
    )
    return { unmeasured: time.unmeasured }
  }
  const { within, aim, working, from } = time
  const started = from === undefined ? {} : { from: momentOf(sketch, from, node) }
  if (!working) return { ...started, within, ...(aim === undefined ? {} : { aim }) }
  ask(
    sketch,
    'working-time',
    'Which days, hours and holidays are working time? The draft has Monday to Friday, and no holidays.',
    [node],
  )
  // How long a working hour lasts on the calendar hangs on hours that nobody has stated.
  if (within.includes('hour')) return { ...started, unmeasured: `within ${within}` }
  return { ...started, within, ...(aim === undefined ? {} : { aim }), calendar: CALENDAR }
}

/** The name of a moment; one that the language does not know is added, for a person to mark. */
export function momentOf(sketch: Sketch, stated: StatedMoment, node: Node): string {
  if ('moment' in stated) return stated.moment
  const title = stated.named.charAt(0).toUpperCase() + stated.named.slice(1)
  const existing = sketch.elements.find(
    ({ section, keys }) => section === 'moments' && keys['title'] === title,
  )
  const moment =
    existing ??
    draftNamed(
      sketch,
      'moments',
      freshName(sketch, 'moments', stated.named, 'moment'),
      { title },
      [],
    )
  moment.cites.add(node)
  return moment.id
}
