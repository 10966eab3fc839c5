import { useAsk } from '../../api/queries.ts'
import type { PlanReading } from '../../api/operations.ts'
import { Severity } from '../../ui/severity.tsx'
import { useMe } from '../../api/session.ts'
import { useWords } from '../../words/words.ts'
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
    <table className={classes['table']} role="table">
      <caption>{words.severities}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[words.severity, words.means, words.examples].map(title => (
            <th key={title} scope="col" role="columnheader">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {severities.map(({ id, name, means, examples, cites, anchor }, rank) => (
          <tr key={id} role="row">
            <td role="cell" data-column={words.severity}>
              <a href={`#${anchor}`} className={classes['plainLink']} aria-label={name}>
                <Severity severity={name} rank={rank} />
              </a>
              <Cites cites={cites} />
            </td>
            <td role="cell" data-column={words.means}>
              {means}
            </td>
            <td role="cell" data-column={words.examples}>
              {examples.join('; ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
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
    <table className={classes['table']} role="table">
      <caption>{words.roles}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[words.role, words.holders, words.people].map(title => (
            <th key={title} scope="col" role="columnheader">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {roles.map(({ id, title, anchor, holders, cites }) => (
          <tr key={id} role="row">
            <td role="cell" data-column={words.role}>
              <a href={`#${anchor}`}>{title}</a>
              <Cites cites={cites} />
            </td>
            <td role="cell" data-column={words.holders}>
              {holders.map(holder => holder.title).join(', ')}
            </td>
            <td role="cell" data-column={words.people}>
              {holders.map(holder => (
                <div key={holder.id}>
                  {people(holder.id).length === 0
                    ? words.vacant(holder.title)
                    : people(holder.id).join(', ')}
                </div>
              ))}
              {holders.length === 0 && words.nobody}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Clocks({ clocks }: Pick<PlanReading, 'clocks'>) {
  const { document: words } = useWords().plan
  if (clocks.length === 0) return <p className={classes['quiet']}>{words.noClocks}</p>
  return (
    <table className={classes['table']} role="table">
      <caption>{words.clocks}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[words.promise, words.law, words.when].map(title => (
            <th key={title} scope="col" role="columnheader">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {clocks.map(({ id, title, anchor, law, regime, when, unverified }) => (
          <tr key={id} role="row">
            <td role="cell" data-column={words.promise}>
              <a href={`#${anchor}`}>{title}</a>
            </td>
            <td role="cell" data-column={words.law}>
              {law ?? regime}
              {unverified !== null && (
                <div className={classes['doubt']} title={unverified}>
                  {words.unverified}
                </div>
              )}
            </td>
            <td role="cell" data-column={words.when}>
              {when}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
