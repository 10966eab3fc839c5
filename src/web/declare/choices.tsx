import { useId } from 'react'
import type { ReactNode } from 'react'
import classes from './declare.module.css'

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string }

/** One of a few, each in reach of one touch; arrows move between them. */
export function Choices({
  legend,
  help,
  options,
  value,
  choose,
  disabled = false,
}: {
  readonly legend: ReactNode
  readonly help?: string | null
  readonly options: readonly Choice[]
  readonly value: string | undefined
  readonly choose: (value: string) => void
  readonly disabled?: boolean
}) {
  const name = useId()
  const hint = useId()
  const hasHelp = help !== undefined && help !== null
  return (
    <fieldset
      className={classes['choices']}
      disabled={disabled}
      {...(hasHelp && { 'aria-describedby': hint })}
    >
      <legend>{legend}</legend>
      {hasHelp && (
        <p className={classes['hint']} id={hint}>
          {help}
        </p>
      )}
      <div className={classes['options']}>
        {options.map(option => (
          <label key={option.value} className={classes['option']} title={option.hint}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => choose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
