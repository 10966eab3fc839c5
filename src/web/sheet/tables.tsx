import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import type { Contact, Held, Legal as LegalRow, Outside, Sheet, Step } from './sheet.ts'
import classes from './sheet.module.css'

/** A heading and a table that reads on paper: black on white, its head again on each page, no row torn in two. */
function Part({
  title,
  note,
  heads,
  rows,
}: {
  readonly title: string
  readonly note?: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}) {
  return (
    <section className={classes['section']}>
      <h2>{title}</h2>
      {note !== undefined && <p>{note}</p>}
      {/* Wider than a telephone: then it moves sideways by itself, and the page does not. */}
      <div className={classes['wide']} role="group" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {heads.map(head => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...others] }) => (
              <tr key={key}>
                <th scope="row">{first}</th>
                {others.map((cell, index) => (
                  <td key={heads[index + 1] ?? index}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Reached({ people }: { readonly people: readonly Contact[] }) {
  const { sheet } = useWords()
  if (people.length === 0) return <i>{sheet.nobody}</i>
  return (
    <ul className={classes['people']}>
      {people.map(({ id, name, phone, email }) => (
        <li key={id}>
          {name} {phone === undefined ? email : <Phone number={phone} />}
        </li>
      ))}
    </ul>
  )
}

function Phone({ number }: { readonly number: string }) {
  return (
    <a href={`tel:${number}`} className={classes['phone']}>
      {number}
    </a>
  )
}

export function Roles({ roles }: { readonly roles: readonly Held[] }) {
  const { sheet } = useWords()
  return (
    <Part
      title={sheet.roles}
      heads={[sheet.role, sheet.first, sheet.after]}
      rows={roles.map(({ id, title, people }) => ({
        key: id,
        cells: [
          title,
          <Reached key="first" people={people.slice(0, 1)} />,
          people.length > 1 && <Reached key="after" people={people.slice(1)} />,
        ],
      }))}
    />
  )
}

export function Ladder({
  ladder,
  wait,
}: {
  readonly ladder: readonly Step[]
  readonly wait: string
}) {
  const { sheet } = useWords()
  if (ladder.length === 0) return null
  return (
    <Part
      title={sheet.ladder}
      note={sheet.ladderMeans(wait)}
      heads={[sheet.level, sheet.who]}
      rows={ladder.map(({ id, level, title, people }) => ({
        key: id,
        cells: [`${level}. ${title}`, <Reached key="who" people={people} />],
      }))}
    />
  )
}

export function Outsiders({ outside }: { readonly outside: readonly Outside[] }) {
  const { sheet } = useWords()
  if (outside.length === 0) return null
  return (
    <Part
      title={sheet.outside}
      heads={[sheet.who, sheet.contact]}
      rows={outside.map(({ id, title, addresses, isReporter }) => ({
        key: id,
        cells: [
          title,
          isReporter ? (
            sheet.reporter
          ) : addresses.length === 0 ? (
            <i key="none">{sheet.none}</i>
          ) : (
            addresses.join(', ')
          ),
        ],
      }))}
    />
  )
}

export function Legal({ legal }: { readonly legal: readonly LegalRow[] }) {
  const { sheet } = useWords()
  if (legal.length === 0) return null
  return (
    <Part
      title={sheet.legal}
      heads={[sheet.what, sheet.law, sheet.when]}
      rows={legal.map(({ id, title, law, deadline, when, limits }) => ({
        key: id,
        cells: [
          title,
          law,
          <div key="when" lang="en">
            <b>{deadline}</b>
            <div>{when}</div>
            {limits.map(time => (
              <div key={time}>{time}</div>
            ))}
          </div>,
        ],
      }))}
    />
  )
}

export function Positions({ held }: { readonly held: readonly Held[] }) {
  const { sheet } = useWords()
  return (
    <Part
      title={sheet.positions}
      heads={[sheet.position, sheet.who]}
      rows={held.map(({ id, title, people }) => ({
        key: id,
        cells: [title, <Reached key="who" people={people} />],
      }))}
    />
  )
}

export function People({ people }: { readonly people: Sheet['people'] }) {
  const { sheet } = useWords()
  return (
    <Part
      title={sheet.people}
      heads={[sheet.name, sheet.phone, sheet.mail, sheet.chat, sheet.holds]}
      rows={people.map(({ id, name, phone, email, slack, holds }) => ({
        key: id,
        cells: [
          name,
          phone !== undefined && <Phone key="phone" number={phone} />,
          email,
          slack,
          holds.join(', '),
        ],
      }))}
    />
  )
}
