/** One file of an archive. */
export type Packed = { readonly path: string; readonly bytes: Uint8Array }

const BLOCK = 512
const NAME = { from: 0, to: 100 }
const SIZE = { from: 124, to: 136 }
const KIND = 156
const FILE_KINDS = new Set([0, '0'.charCodeAt(0)])

/** The files of a tar archive as POSIX.1-1988 writes it: short names, no links. Folders are made by whoever writes the files. */
export function readUstar(archive: Buffer): readonly Packed[] {
  const files: Packed[] = []
  let at = 0
  while (at + BLOCK <= archive.length && archive[at] !== 0) {
    const path = textIn(archive, at, NAME)
    const size = Number.parseInt(textIn(archive, at, SIZE), 8)
    const begin = at + BLOCK
    if (FILE_KINDS.has(archive[at + KIND] ?? -1))
      files.push({ path, bytes: archive.subarray(begin, begin + size) })
    at = begin + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}

function textIn(archive: Buffer, at: number, { from, to }: typeof NAME): string {
  const field = archive.subarray(at + from, at + to)
  const end = field.indexOf(0)
  return field.toString('latin1', 0, end === -1 ? field.length : end).trim()
}
