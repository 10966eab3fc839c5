import { useReading } from './context.ts'
import classes from './reading.module.css'

/** Clauses by their ids, each leading to its sentence. */
export function Cites({ cites }: { readonly cites: readonly string[] }) {
  const { clauses } = useReading()
  if (cites.length === 0) return null
  return (
    <span className={classes['inlineCites']}>
      {cites.map(id => (
        <a
          key={id}
          href={`#clause-${id}`}
          className={classes['clause']}
          title={clauses.get(`clause-${id}`)?.text}
        >
          {id}
        </a>
      ))}
    </span>
  )
}
