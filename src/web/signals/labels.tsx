import classes from './signals.module.css'

/** Labels as they came, cut where they are long; whole in what a browser shows of them. */
export function Labels({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  return (
    <span className={classes['labels']}>
      {Object.entries(labels).map(([name, value]) => (
        <span key={name} className={classes['label']} title={`${name}=${value}`}>
          {name}={value}
        </span>
      ))}
    </span>
  )
}
