// What a browser fetches to show the first screen, and each other: `node scripts/web-size.ts`.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildWeb } from './build-web.ts'

type Chunk = {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

/** Bytes as they are sent, compressed by Brotli. */
export type Sizes = { readonly script: number; readonly style: number }

/** Of the page itself, and of what each screen adds to it, by its file. */
export async function webSizes(): Promise<{ first: Sizes; screens: ReadonlyMap<string, Sizes> }> {
  const directory = await buildWeb()
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Manifest
  const sizeOf = (files: ReadonlySet<string>): Sizes => {
    const total = (ending: string) =>
      [...files]
        .filter(file => file.endsWith(ending))
        .reduce((sum, file) => sum + statSync(join(directory, `${file}.br`)).size, 0)
    return { script: total('.js'), style: total('.css') }
  }
  const entry = Object.keys(manifest).find(name => manifest[name]?.isEntry === true) ?? ''
  const first = filesOf(manifest, entry)
  const screens = Object.keys(manifest)
    .filter(name => name.endsWith('.tsx') && name !== entry)
    .map(name => [name, sizeOf(filesOf(manifest, name).difference(first))] as const)
  return { first: sizeOf(first), screens: new Map(screens) }
}

function filesOf(manifest: Manifest, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (chunk === undefined || seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file)
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, seen)
  return seen
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { first, screens } = await webSizes()
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
  console.log(`${kB(first.script)} script ${kB(first.style)} style  the first load`)
  for (const [name, { script, style }] of screens)
    console.log(`${kB(script)} script ${kB(style)} style  + ${name}`)
}
