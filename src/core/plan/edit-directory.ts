import { Document, isCollection, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Node, YAMLMap, YAMLSeq } from 'yaml'
import { LISTS_OF } from '#/core/directory-plain.ts'
import type { DirectoryEdit } from '#/core/directory-plain.ts'
import type { WrittenRota } from '#/core/written-rota.ts'

/**
 * The text of a directory file after edits. What they do not touch stays as it was written, comments too. Whether it is still a
 * directory that counts says `readDirectory`.
 */
export function editDirectory(source: string, edits: readonly DirectoryEdit[]): string {
  const document = source.trim() === '' ? new Document({}) : parseDocument(source)
  for (const edit of edits) apply(document, edit)
  // Lines of people are long; folded, every one of them would differ in the next comparison of two files.
  return document.toString({ lineWidth: 0 })
}

function apply(document: Document, edit: DirectoryEdit): void {
  switch (edit.is) {
    case 'person':
      return document.setIn(['people', edit.id], inOneLine(document, edit.person))
    case 'leave':
      return leave(document, edit.id)
    case 'rota':
      if (edit.rota === null) document.deleteIn(['rotas', edit.id])
      else document.setIn(['rotas', edit.id], rotaNode(document, edit.rota))
      return
    case 'position':
    case 'group':
    case 'contact': {
      const path = [LISTS_OF[edit.is], edit.id]
      if (edit.members === null) document.deleteIn(path)
      else document.setIn(path, inOneLine(document, edit.members))
    }
  }
}

/** Its layers a line each. */
function rotaNode(document: Document, { layers, ...rota }: WrittenRota): Node {
  const node = document.createNode({ ...rota, layers: [] }) as YAMLMap
  const lines = document.createNode([]) as YAMLSeq
  for (const layer of layers) lines.add(inOneLine(document, layer))
  node.set('layers', lines)
  return node
}

function inOneLine(document: Document, value: unknown): Node {
  return document.createNode(value, { flow: true }) as Node
}

/** Out of the people, and out of every list that names them. */
function leave(document: Document, person: string): void {
  document.deleteIn(['people', person])
  for (const lists of ['positions', 'groups']) {
    const all = document.get(lists)
    if (!isMap(all)) continue
    for (const { key, value } of all.items) {
      if (isSeq(value)) withoutMember(value, person)
      // One who alone held it was written without brackets.
      else if (isScalar(value) && value.value === person) all.set(key, inOneLine(document, []))
    }
  }
  const rotas = document.get('rotas')
  if (isMap(rotas)) for (const { value } of rotas.items) withoutTurns(value, person)
}

function withoutTurns(rota: unknown, person: string): void {
  const layers = isMap(rota) ? rota.get('layers') : undefined
  if (!isCollection(layers)) return
  for (const layer of layers.items) {
    const people = isMap(layer) ? layer.get('people') : undefined
    if (isSeq(people)) withoutMember(people, person)
  }
}

function withoutMember(list: { items: unknown[] }, person: string): void {
  list.items = list.items.filter(item => (isScalar(item) ? item.value : item) !== person)
}
