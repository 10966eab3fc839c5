import { UnstyledButton } from '@mantine/core'
import { ChevronDownIcon, ChevronRightIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { ReactNode } from 'react'
import classes from './timeline.module.css'

/** Something of which only a line is shown until somebody wants more. What is inside is not made before. */
export function Fold({
  label,
  children,
  opened = false,
}: {
  readonly label: ReactNode
  readonly children: ReactNode
  readonly opened?: boolean
}) {
  const [isOpen, open] = useState(opened)
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon
  return (
    <>
      <UnstyledButton
        className={classes['fold']}
        aria-expanded={isOpen}
        onClick={() => open(!isOpen)}
      >
        <Chevron aria-hidden /> <span>{label}</span>
      </UnstyledButton>
      {isOpen && children}
    </>
  )
}
