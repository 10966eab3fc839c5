import type { RegimeSource } from '#/core/plan/source/regime.ts'

/** What each regime asks of a plan that switches it on, and what it then promises: docs/reference/regimes.md. */
export function regimesReference(regimes: readonly RegimeSource[]): string {
  return `${[
    '# The law as regimes',
    'Made from `regimes/` by `TOCSIN_UPDATE_GOLDENS=1 npm test -- test/golden`. No legal advice: whoever answers for a law compares it with its text.',
    'A plan switches a regime on with `uses:`, says who of it is meant (`by`, `to`) and what it is (`entity`), and leaves out by name what is not for it. An answer in bold counts where the plan gives none. † is not verified: it rests on a secondary source or on what is generally known.',
    table(
      ['regime', 'law', 'in force'],
      regimes.map(({ regime, law, unverified, 'in-force': days }) => [
        `[\`${regime}\`](#${regime})`,
        `${law}${dagger(unverified)}`,
        inForceInWords(days),
      ]),
    ),
    ...regimes.flatMap(describe),
  ].join('\n\n')}\n`
}

function describe(source: RegimeSource): readonly string[] {
  const { regime, title, unverified, by = {}, to = {}, entity = {}, obligations = [] } = source
  const needs = [
    ...Object.entries(by).map(([name, means]) => [`\`by: ${name}\``, means]),
    ...Object.entries(to).map(([name, means]) => [`\`to: ${name}\``, means]),
    ...Object.entries(entity).map(([name, question]) => [
      `\`entity: ${name}\``,
      `${question.ask} ${answersOf(question)}.`,
    ]),
  ]
  const doubts = [unverified, source['in-force']?.unverified].flatMap(doubt => doubt ?? [])
  return [
    `## ${regime}`,
    [title, ...doubts.map(doubt => `Not verified: ${doubt}`)].join('. ').replaceAll('..', '.'),
    ...(needs.length === 0 ? [] : [table(['the plan says', 'who, or what'], needs)]),
    table(
      ['obligation', 'what', 'law', 'limit'],
      obligations.map(row => [
        `\`${row.id}\``,
        `${row.title ?? row.id}${dagger(row.unverified ?? unverified)}`,
        row.law ?? '',
        [limitOf(row), ...rolls(row), ...changes(row)].join('; '),
      ]),
    ),
  ]
}

type Question = NonNullable<RegimeSource['entity']>[string]
type Row = NonNullable<RegimeSource['obligations']>[number]
type Days = RegimeSource['in-force']

function answersOf({ choices = ['yes', 'no'], otherwise }: Question): string {
  return choices.map(choice => (choice === otherwise ? `**${choice}**` : choice)).join(', ')
}

function limitOf(row: Row): string {
  const { within, unmeasured, 'no-later-than': caps = [] } = row
  const limit = within === undefined ? unmeasured : inWords(within)
  const latest = [caps].flat().map(cap => `no later than ${startInWords(cap)}`)
  return [...(limit === undefined ? [] : [limit]), ...latest].join(', ')
}

/** A start as a regime writes it: a moment, or something about others. */
function startInWords(start: unknown): string {
  if (typeof start !== 'object' || start === null) return `\`${String(start)}\``
  const { after, by, due, of, ...rest } = start as Readonly<Record<string, unknown>>
  if (after !== undefined) return `${String(by)} after ${startInWords(after)}`
  if (due !== undefined) return `the limit of ${startInWords(due)}`
  const [end] = Object.values(rest)
  return `the end of the ${String(end)} of ${startInWords(of)}`
}

/** A span, or one for each case. */
function inWords(within: NonNullable<Row['within']>): string {
  if (typeof within === 'string') return within
  const cases = Array.isArray(within) ? within : Object.values(within)
  const limits = cases.flatMap((one: unknown) => {
    if (typeof one === 'string') return [one]
    const { limit, unmeasured } = one as { readonly limit?: string; readonly unmeasured?: string }
    return [limit ?? unmeasured ?? '']
  })
  return [...new Set(limits)].join(' or ')
}

function rolls({ roll }: Row): readonly string[] {
  if (roll === undefined) return []
  return [roll['only-shown'] === undefined ? 'to the next working day' : 'next working day shown']
}

function changes(row: Row): readonly string[] {
  const days = row['in-force']
  return days === undefined ? [] : [inForceInWords(days)]
}

function inForceInWords(days: Days): string {
  if (days === undefined) return ''
  const { since, until, unverified } = days
  const words = [since === undefined ? '' : `since ${since}`, until === undefined ? '' : `until ${until}`]
  return `${words.filter(word => word !== '').join(' ')}${dagger(unverified)}`
}

function dagger(doubt: string | undefined): string {
  return doubt === undefined ? '' : ' †'
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}
