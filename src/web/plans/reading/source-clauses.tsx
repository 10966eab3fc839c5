import { Link } from '@tanstack/react-router'
import { useMe } from '../../api/session.ts'
import type { PlanReading } from '../../api/operations.ts'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import classes from './reading.module.css'
import { SOURCE } from './shape.ts'

/** The other way round: each sentence of the source document, and beside it all that carries it out. */
export function SourceClauses({ reading }: { readonly reading: PlanReading }) {
  const { document: words } = useWords().plan
  const { may } = useMe()
  const { clauses, hash } = reading
  if (clauses.length === 0) return null
  const carried = clauses.filter(({ carriers }) => carriers.length > 0).length
  return (
    <section id={SOURCE} className={classes['section']} aria-labelledby="clauses-title">
      <h2 id="clauses-title" className={classes['h2']}>
        {words.clauses}
      </h2>
      <p>
        {carried === clauses.length
          ? words.allCarried(carried)
          : words.someCarried(carried, clauses.length)}
      </p>
      <ol className={classes['sources']}>
        {clauses.map(({ id, anchor, text, line, later, carriers }) => (
          <li key={id} id={anchor}>
            <div className={classes['sentence']}>
              <a href={`#${id}`} className={classes['clause']} aria-label={words.clause(id)}>
                {id}
              </a>
              <span>{text}</span>
              {line !== null && may('plan:propose') && (
                <Link
                  to={paths.editPlan(hash)}
                  search={{ line } as never}
                  className={`${classes['toSource']} not-printed`}
                >
                  {words.toSource(line)}
                </Link>
              )}
            </div>
            <ul aria-label={words.carriedBy} className={classes['carriers']}>
              {carriers.map(carrier => (
                <li key={carrier.anchor}>
                  <a href={`#${carrier.anchor}`}>{carrier.title}</a>
                </li>
              ))}
              {later !== null && <li>{words.later(later)}</li>}
              {later === null && carriers.length === 0 && (
                <li className={classes['doubt']}>{words.nothingCarries}</li>
              )}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}
