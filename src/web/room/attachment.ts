// Evidence as a browser may show it: pictures of kinds that run nothing, judged by their bytes and not by their names.
import { addressOf } from '../api/client.ts'

const LINK = /\/api\/incidents\/[^/\s)]+\/evidence\/([\w.%-]+)/g

/** Ids of the evidence that a text links to, each once. */
export const evidenceIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(LINK)].map(([, id]) => decodeURIComponent(id ?? ''))),
]

/** How a note links to evidence. */
export const evidenceLink = (incident: string, evidence: string, title: string): string =>
  `[${title.replaceAll(/[[\]\\]/g, ' ')}](${addressOf('fetch-evidence', { params: { id: incident, evidence } })})`

const SIGNATURES = [
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { type: 'image/avif', at: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66] },
] as const

/** The type of a picture that is safe to show; undefined for anything else, SVG included, which may hold a script. */
export function pictureType(content: Uint8Array): string | undefined {
  return SIGNATURES.find(({ at, bytes }) =>
    bytes.every((byte, index) => content[at + index] === byte),
  )?.type
}

const PICTURE_NAME = /\.(png|jpe?g|gif|webp|avif)$/i
/** Whether it is worth fetching in order to show it. */
export const looksLikePicture = (title: string): boolean => PICTURE_NAME.test(title)

/** Larger ones are for downloading. */
export const PICTURE_BYTES_MAX = 10_000_000
