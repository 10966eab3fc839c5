import { ExclamationTriangleIcon, Link2Icon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type {
  DocumentBlock,
  DocumentEntry,
  DocumentInline,
  DocumentSection,
  PlanReading,
} from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { Table } from '../table.tsx'
import { useReading } from './context.ts'
import classes from './reading.module.css'
import { plain, sectionsShown, withoutCites } from './shape.ts'

export function Article({ reading }: { readonly reading: PlanReading }) {
  return sectionsShown(reading).map(section => (
    <Section key={section.anchor} section={section} depth={2} />
  ))
}

function Section({
  section: { anchor, number, title, see, blocks, sections },
  depth,
}: {
  readonly section: DocumentSection
  readonly depth: number
}) {
  const { plan: words } = useWords()
  const Heading = depth === 2 ? 'h2' : depth === 3 ? 'h3' : 'h4'
  return (
    <section id={anchor} className={classes['section']} aria-labelledby={`${anchor}-title`}>
      <Heading id={`${anchor}-title`} className={classes[Heading]}>
        <span className={classes['number']}>{number}</span> {title}
        <Chips links={see} />
        <a
          href={`#${anchor}`}
          className={`${classes['permalink']} not-printed`}
          aria-label={`${words.document.link}: ${title}`}
        >
          <Link2Icon aria-hidden />
        </a>
      </Heading>
      <Blocks blocks={blocks} />
      {sections.map(below => (
        <Section key={below.anchor} section={below} depth={depth + 1} />
      ))}
    </section>
  )
}

/** What is said, and beside it the sentences of the source that it carries out. */
function Beside({
  cites,
  children,
}: {
  readonly cites: readonly { readonly to: string; readonly text: string }[]
  readonly children: ReactNode
}) {
  const { clauses } = useReading()
  if (cites.length === 0) return children
  return (
    <div className={classes['beside']}>
      <div>{children}</div>
      <ul className={classes['cites']}>
        {cites.map(({ to, text }) => (
          <li key={to}>
            <a href={`#${to}`} className={classes['clause']}>
              {text}
            </a>
            {clauses.has(to) && <span className={classes['says']}>{clauses.get(to)?.text}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Blocks({ blocks }: { readonly blocks: readonly DocumentBlock[] }) {
  return blocks.map((block, index) => <Block key={index} block={block} />)
}

function Block({ block }: { readonly block: DocumentBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <Beside cites={withoutCites(block.text).cites}>
          <p>
            <Said text={withoutCites(block.text).said} />
          </p>
        </Beside>
      )
    case 'heading':
      return <p className={classes['minor']}>{block.text}</p>
    case 'note':
      return (
        <p className={classes['mark']}>
          <ExclamationTriangleIcon aria-hidden />
          <span>
            <strong>{block.label}:</strong> <Said text={block.text} />
          </span>
        </p>
      )
    case 'list':
      return (
        <ul className={classes['list']}>
          {block.entries.map((entry, index) => (
            <Entry key={entry.anchor ?? index} entry={entry} />
          ))}
        </ul>
      )
    case 'table':
      return <Rows table={block} />
  }
}

function Entry({ entry: { anchor, text, below = [] } }: { readonly entry: DocumentEntry }) {
  const { said, cites } = withoutCites(text)
  return (
    <li id={anchor}>
      <Beside cites={cites}>
        <Said text={said} />
        <Blocks blocks={below} />
      </Beside>
    </li>
  )
}

function Rows({ table }: { readonly table: Extract<DocumentBlock, { kind: 'table' }> }) {
  const { caption, columns, rows } = table
  return (
    <Table
      caption={caption}
      columns={columns.map(({ title }) => title)}
      rows={rows.map(({ anchor, cells }, index) => ({
        key: anchor ?? String(index),
        anchor,
        cells: cells.map(cell => <Said key={plain(cell)} text={cell} />),
      }))}
    />
  )
}

/** Running text. Everything in it is as somebody wrote it; React escapes it. */
export function Said({ text }: { readonly text: readonly DocumentInline[] }) {
  return text.map((inline, index) => <Piece key={index} inline={inline} />)
}

function Piece({ inline }: { readonly inline: DocumentInline }) {
  if (typeof inline === 'string') return inline
  if ('strong' in inline) return <strong>{inline.strong}</strong>
  if ('code' in inline) return <code>{inline.code}</code>
  if ('see' in inline) return <Chips links={inline.see} />
  return (
    <Link to="." hash={inline.to}>
      {inline.text}
    </Link>
  )
}

/** What something carries out, in as little room as it takes. */
function Chips({
  links,
}: {
  readonly links: readonly { readonly to: string; readonly text: string }[]
}) {
  const { clauses } = useReading()
  if (links.length === 0) return null
  return (
    <span className={classes['inlineCites']}>
      {links.map(({ to, text }) => (
        <a key={to} href={`#${to}`} className={classes['clause']} title={clauses.get(to)?.text}>
          {text}
        </a>
      ))}
    </span>
  )
}
