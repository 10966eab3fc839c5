import { Badge, Button, Group, Tooltip, UnstyledButton } from '@mantine/core'
import { ChevronDownIcon, ChevronRightIcon } from '@radix-ui/react-icons'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/words.ts'
import type { Command } from '../commands.ts'
import { useRoom } from '../room.ts'
import { useWhyNot } from '../use-why-not.ts'
import classes from './side.module.css'

const SETTING = 'tocsin.side.'

/** One part of the right-hand column. Whether it is open is remembered. */
export function Section({
  name,
  title,
  count,
  alarm,
  children,
}: {
  readonly name: string
  readonly title: string
  readonly count?: number
  /** Something here wants somebody. */
  readonly alarm?: string | undefined
  readonly children: ReactNode
}) {
  const id = useId()
  const [isOpen, setOpen] = useState(() => localStorage.getItem(`${SETTING}${name}`) !== 'shut')
  const turn = () => {
    localStorage.setItem(`${SETTING}${name}`, isOpen ? 'shut' : 'open')
    setOpen(!isOpen)
  }
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <h2 className={classes['heading']} id={id}>
        <UnstyledButton className={classes['turn'] ?? ''} aria-expanded={isOpen} onClick={turn}>
          {isOpen ? <ChevronDownIcon aria-hidden /> : <ChevronRightIcon aria-hidden />}
          <span>{title}</span>
          {count !== undefined && count > 0 && (
            <Badge size="sm" variant="default" tt="none">
              {count}
            </Badge>
          )}
          {alarm !== undefined && <span className={classes['alarm']}>{alarm}</span>}
        </UnstyledButton>
      </h2>
      {isOpen && <div className={classes['content']}>{children}</div>}
    </section>
  )
}

/** A small button for a command; when it cannot be given it says why. */
export function Do({
  command,
  label,
  named,
  run,
  primary = false,
  also,
}: {
  readonly command: Command
  readonly label: string
  /** What it is about, for who hears and does not see where it stands. */
  readonly named?: string
  readonly run: () => void
  readonly primary?: boolean
  /** Another reason why not. */
  readonly also?: string | undefined
}) {
  const whyNot = useWhyNot()
  const reason = whyNot(command) ?? also
  const button = (
    <Button
      size="compact-xs"
      variant={primary ? 'filled' : 'default'}
      className={classes['do'] ?? ''}
      {...(named !== undefined && { 'aria-label': `${label}: ${named}` })}
      {...(reason !== undefined && { 'data-disabled': true, 'aria-disabled': true })}
      onClick={event => {
        if (reason === undefined) run()
        else event.preventDefault()
      }}
    >
      {label}
    </Button>
  )
  return reason === undefined ? button : <Tooltip label={reason}>{button}</Tooltip>
}

export function Buttons({ children }: { readonly children: ReactNode }) {
  return (
    <Group gap={6} mt={6}>
      {children}
    </Group>
  )
}

/** At first only some of many. */
export function Some<T>({
  of,
  most,
  children,
}: {
  readonly of: readonly T[]
  readonly most: number
  readonly children: (one: T) => ReactNode
}) {
  const { side } = useWords().dealing
  const [all, showAll] = useState(false)
  if (of.length === 0) return <p className={classes['none']}>{side.none}</p>
  return (
    <>
      <ul className={classes['list']}>{(all ? of : of.slice(0, most)).map(children)}</ul>
      {of.length > most && (
        <Button size="compact-xs" variant="subtle" onClick={() => showAll(!all)}>
          {all ? side.showFewer : side.showAll(of.length)}
        </Button>
      )}
    </>
  )
}

/** Gives a command that needs nothing more than a click. */
export function useGiveNow() {
  const { give } = useRoom()
  const [error, setError] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const now: typeof give = async (command, body) => {
    setBusy(true)
    setError(undefined)
    try {
      return await give(command, body)
    } catch (failed) {
      setError(failed as Error)
      throw failed
    } finally {
      setBusy(false)
    }
  }
  return { now, error, busy }
}
