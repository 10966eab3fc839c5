import { TextInput } from '@mantine/core'
import { MagnifyingGlassIcon, TriangleRightIcon } from '@radix-ui/react-icons'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { DocumentSection, PlanReading } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { goTo } from './follow.ts'
import classes from './reading.module.css'
import { findables, GLANCE, search, sectionsShown, SOURCE } from './shape.ts'
import type { Hit } from './shape.ts'

/** The ways through the plan: what is in it, where one is, and where it says a word. */
export function Contents({
  reading,
  here,
}: {
  readonly reading: PlanReading
  readonly here: string | undefined
}) {
  const { document: words } = useWords().plan
  const [wanted, setWanted] = useState('')
  const all = useMemo(() => findables(reading), [reading])
  const asked = useDeferredValue(wanted)
  const hits = useMemo(() => search(all, asked), [all, asked])
  const isAsked = asked.trim().length > 1
  return (
    <aside className={`${classes['aside']} not-printed`} aria-label={words.contents}>
      <TextInput
        id="search-plan"
        type="search"
        value={wanted}
        onChange={event => setWanted(event.currentTarget.value)}
        placeholder={words.search}
        aria-label={words.search}
        leftSection={<MagnifyingGlassIcon aria-hidden />}
      />
      <div aria-live="polite" className={classes['quiet']}>
        {isAsked && (hits.length === 0 ? words.nothing : words.found(hits.length))}
      </div>
      {isAsked ? <Hits hits={hits} /> : <Listed reading={reading} here={here} />}
    </aside>
  )
}

function Hits({ hits }: { readonly hits: readonly Hit[] }) {
  return (
    <ol className={classes['hits']}>
      {hits.map(({ anchor, section, before, hit, after }) => (
        <li key={anchor}>
          <a
            href={`#${anchor}`}
            onClick={event => {
              event.preventDefault()
              goTo(anchor)
            }}
          >
            <span>
              {before}
              <mark>{hit}</mark>
              {after}
            </span>
            <small>{section}</small>
          </a>
        </li>
      ))}
    </ol>
  )
}

function Listed({
  reading,
  here,
}: {
  readonly reading: PlanReading
  readonly here: string | undefined
}) {
  const { document: words } = useWords().plan
  const [isOpen, setOpen] = useState(false)
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    // Only the list moves, never the page.
    if (current && list.current)
      list.current.scrollTop = current.offsetTop - list.current.clientHeight / 3
  }, [here])
  return (
    <>
      <button
        type="button"
        className={classes['toggle']}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <TriangleRightIcon aria-hidden />
        {words.contents}
      </button>
      <nav
        ref={list}
        aria-label={words.contents}
        className={classes['contents']}
        data-open={isOpen || undefined}
      >
        <ol>
          <Line anchor={GLANCE} title={words.glance} here={here} />
          {sectionsShown(reading).map(section => (
            <Lines key={section.anchor} section={section} here={here} />
          ))}
          {reading.clauses.length > 0 && <Line anchor={SOURCE} title={words.clauses} here={here} />}
        </ol>
      </nav>
    </>
  )
}

function Lines({
  section,
  here,
}: {
  readonly section: DocumentSection
  readonly here: string | undefined
}) {
  const { anchor, number, title, sections } = section
  const isHere = anchor === here || sections.some(below => below.anchor === here)
  return (
    <Line anchor={anchor} title={`${number} ${title}`} here={here}>
      {isHere && sections.length > 0 && (
        <ol>
          {sections.map(below => (
            <Line
              key={below.anchor}
              anchor={below.anchor}
              title={`${below.number} ${below.title}`}
              here={here}
            />
          ))}
        </ol>
      )}
    </Line>
  )
}

function Line({
  anchor,
  title,
  here,
  children,
}: {
  readonly anchor: string
  readonly title: string
  readonly here: string | undefined
  readonly children?: ReactNode
}) {
  return (
    <li>
      <a href={`#${anchor}`} aria-current={anchor === here ? 'location' : undefined}>
        {title}
      </a>
      {children}
    </li>
  )
}
