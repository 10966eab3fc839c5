import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Where records lie that this project did not write: beside the checkout, or where `TOCSIN_CORPUS` says. They are read
 * here and nowhere written; many are under licences that do not allow to copy them into the product.
 */
const FOLDER =
  process.env['TOCSIN_CORPUS'] ?? fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** One file of a corpus: a record a line, each of whatever shape. */
export type CorpusFile = {
  readonly name: string
  /** Of the bytes: by it a test knows the very file for which figures were worked out by others. */
  readonly sha256: string
  readonly records: readonly Line[]
  /** Numbers of the lines that are no JSON. They are counted and left out. */
  readonly unreadable: readonly number[]
}
/** `line` is 1-based. Messages of tests name it and nothing else: some records name people. */
export type Line = { readonly line: number; readonly record: unknown }

/** What tells the test runner to leave out a test whose records are not here, and why; false where they are. */
export function skipWithout(folder: string): string | false {
  return filesOf(folder).length > 0
    ? false
    : `there are no records of ${folder} beside this checkout`
}

/** The files of one folder whose names match, in the order of their names; none where the folder is absent. */
export function readCorpus(folder: string, name: RegExp): readonly CorpusFile[] {
  return filesOf(folder)
    .filter(file => name.test(file))
    .map(file => readFile(file, readFileSync(`${FOLDER}/${folder}/${file}`)))
}

function filesOf(folder: string): readonly string[] {
  const path = `${FOLDER}/${folder}`
  return existsSync(path) ? readdirSync(path).toSorted() : []
}

function readFile(name: string, bytes: Buffer): CorpusFile {
  const records: Line[] = []
  const unreadable: number[] = []
  bytes
    .toString('utf8')
    .split('\n')
    .forEach((text, index) => {
      if (text.trim() === '') return
      try {
        records.push({ line: index + 1, record: JSON.parse(text) as unknown })
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        unreadable.push(index + 1)
      }
    })
  return { name, sha256: createHash('sha256').update(bytes).digest('hex'), records, unreadable }
}

/** A payload as its sender posted it, to the byte. */
export type Sample = {
  readonly file: string
  readonly kind: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Payloads that the index of a folder lists; none where the folder is absent. */
export function readSamples(folder: string): readonly Sample[] {
  return readCorpus(folder, /^INDEX\.jsonl$/).flatMap(({ records }) =>
    records.map(({ record }) => {
      const { file, kind, headers } = record as Omit<Sample, 'text'>
      return { file, kind, headers, text: readFileSync(`${FOLDER}/${folder}/${file}`, 'utf8') }
    }),
  )
}
