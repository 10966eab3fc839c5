import { useAsk } from '../../api/queries.ts'
import type { PlanReading } from '../../api/operations.ts'
import { Severity } from '../../ui/severity.tsx'
import { useMe } from '../../api/session.ts'
import { useWords } from '../../words/words.ts'
import { Table } from '../table.tsx'
import { Said } from './article.tsx'
import { Cites } from './cites.tsx'
import classes from './reading.module.css'
import { GLANCE } from './shape.ts'

/** What one looks up in a hurry: how bad is it, who does it, by when does the law want it. */
export function Glance({ reading }: { readonly reading: PlanReading }) {
  const { plan: words } = useWords()
  const { document: told, elements, severities, clocks, roles, clauses } = reading
  const promises = elements.filter(({ kind }) => kind === 'obligation').length
  const open = elements.filter(({ marks }) => marks.length > 0).length
  return (
    <section id={GLANCE} className={classes['section']} aria-labelledby="glance-title">
      <h2 id="glance-title" className={classes['h2']}>
        {words.document.glance}
      </h2>
      <ul className={classes['counts']}>
        <li>{words.document.promises(promises)}</li>
        {clauses.length > 0 && <li>{words.document.sentences(clauses.length)}</li>}
        {open > 0 && (
          <li title={words.document.openEndsHelp}>
            <a href="#section-open">{words.document.openEnds(open)}</a>
          </li>
        )}
      </ul>
      <Severities severities={severities} />
      <Roles roles={roles} />
      <Clocks clocks={clocks} />
      <dl className={classes['details']}>
        {told.details.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Said text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Severities({ severities }: Pick<PlanReading, 'severities'>) {
  const { document: words } = useWords().plan
  return (
    <Table
      caption={words.severities}
      columns={[words.severity, words.means, words.examples]}
      rows={severities.map(({ id, name, means, examples, cites, anchor }, rank) => ({
        key: id,
        cells: [
          <>
            <a href={`#${anchor}`} className={classes['plainLink']} aria-label={name}>
              <Severity severity={name} rank={rank} />
            </a>
            <Cites cites={cites} />
          </>,
          means,
          examples.join('; '),
        ],
      }))}
    />
  )
}

function Roles({ roles }: Pick<PlanReading, 'roles'>) {
  const { document: words } = useWords().plan
  const { may } = useMe()
  const { data } = useAsk('get-directory', { enabled: may('directory:read') })
  const people = (position: string) =>
    [...(data?.positions[position] ?? []), ...(data?.groups[position] ?? [])].map(
      id => data?.people.find(person => person.id === id)?.name ?? id,
    )
  return (
    <Table
      caption={words.roles}
      columns={[words.role, words.holders, words.people]}
      rows={roles.map(({ id, title, anchor, holders, cites }) => ({
        key: id,
        cells: [
          <>
            <a href={`#${anchor}`}>{title}</a>
            <Cites cites={cites} />
          </>,
          holders.map(holder => holder.title).join(', '),
          <>
            {data !== undefined &&
              holders.map(holder => (
                <div key={holder.id}>
                  {people(holder.id).join(', ') || words.vacant(holder.title)}
                </div>
              ))}
            {holders.length === 0 && words.nobody}
          </>,
        ],
      }))}
    />
  )
}

function Clocks({ clocks }: Pick<PlanReading, 'clocks'>) {
  const { document: words } = useWords().plan
  if (clocks.length === 0) return <p className={classes['quiet']}>{words.noClocks}</p>
  return (
    <Table
      caption={words.clocks}
      columns={[words.promise, words.law, words.when]}
      rows={clocks.map(({ id, title, anchor, law, regime, when, unverified }) => ({
        key: id,
        cells: [
          <a key="title" href={`#${anchor}`}>
            {title}
          </a>,
          <>
            {law ?? regime}
            {unverified !== null && (
              <div className={classes['doubt']} title={unverified}>
                {words.unverified}
              </div>
            )}
          </>,
          when,
        ],
      }))}
    />
  )
}
