// `npm run clauses`: which clauses a bundled plan cites and no test names, and which a test names and no plan cites.
// A report: it fails nothing. What a plan must cite, `tocsin plan check` knows.
import { globSync, readFileSync } from 'node:fs'

const CLAUSE = /\b[A-Z]\d+\.\d+\b/g

const cited = clausesIn('plans/*.yaml', /\bcite: *(.*)/g)
// A test is about the clauses that its name begins with.
const named = clausesIn('{src,test}/**/*.test.ts', /\b(?:test|it)\(\s*(.*)/g)

report('cited by a plan, named by no test', cited.difference(named))
report('named by a test, cited by no plan', named.difference(cited))

function clausesIn(files: string, where: RegExp): Set<string> {
  const texts = globSync(files).map(file => readFileSync(file, 'utf8'))
  const places = texts.flatMap(text => [...text.matchAll(where)].map(([, found = '']) => found))
  return new Set(places.flatMap(place => place.match(CLAUSE) ?? []))
}

function report(what: string, clauses: ReadonlySet<string>): void {
  const sorted = [...clauses].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  console.log(`${clauses.size} ${what}${sorted.length > 0 ? `: ${sorted.join(' ')}` : ''}`)
}
