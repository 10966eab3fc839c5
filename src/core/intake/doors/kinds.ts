// Every kind of sender that has a door of its own. A kind is one file with its reader, and one line here.
import { readPagerDuty } from '#/core/intake/doors/pagerduty.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

export type DoorKind = {
  /** In the address: `/in/KIND/NAME`. Public, never renamed. */
  readonly kind: string
  /** The name of the product that sends, as its maker writes it. */
  readonly title: string
  /** `mapping`: its payloads have no known form, and the door says how to read them. */
  readonly read: DoorReader | 'mapping'
  /** Signs what it posts with a secret that the door knows too (http/doors/signatures.ts); its address needs no key then. */
  readonly signs?: true
}

export const DOOR_KINDS: readonly DoorKind[] = [
  { kind: 'pagerduty', title: 'PagerDuty Events v2', read: readPagerDuty },
]

const BY_KIND = new Map(DOOR_KINDS.map(kind => [kind.kind, kind]))

export function doorKind(kind: string): DoorKind | undefined {
  return BY_KIND.get(kind)
}
