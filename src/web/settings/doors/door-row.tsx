import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { Row } from '../rows.tsx'
import { DoorDetails } from './door-details.tsx'

export type Door = Answer<'list-doors'>['doors'][number]
export type Kind = Answer<'list-doors'>['kinds'][number]

export function DoorRow({ door, kind }: { readonly door: Door; readonly kind: Kind | undefined }) {
  const { doors } = useWords()
  const [open, setOpen] = useState(false)
  const { name, title, taken, ignored, refused, received, last_refused: last } = door
  return (
    <>
      <Row
        title={title === name ? name : `${title} (${name})`}
        marks={
          <>
            <Badge variant="default" tt="none">
              {kind?.title ?? door.kind}
            </Badge>
            {!door.enabled && (
              <Badge variant="default" tt="none">
                {doors.off}
              </Badge>
            )}
          </>
        }
        facts={
          <>
            {received === null ? (
              doors.nothingYet
            ) : (
              <>
                {doors.received} <When at={received} /> · {doors.counts(taken, ignored, refused)}
              </>
            )}
            {last !== null && (
              <div style={{ overflowWrap: 'anywhere' }}>
                {doors.lastRefused} <When at={last.at} />: {last.cause}
              </div>
            )}
            <div>
              <Keys door={door} />
            </div>
          </>
        }
        actions={
          <Button
            size="compact-md"
            variant="default"
            aria-expanded={open}
            aria-label={`${open ? doors.close : doors.open}: ${name}`}
            onClick={() => setOpen(!open)}
          >
            {open ? doors.close : doors.open}
          </Button>
        }
      />
      {open && (
        <li style={{ listStyle: 'none' }}>
          <DoorDetails door={door} kind={kind} />
        </li>
      )}
    </>
  )
}

function Keys({ door: { keys, signed } }: { readonly door: Door }) {
  const { doors } = useWords()
  if (signed) return doors.signed
  return keys.map(({ id, hint, ends }, at) => (
    <span key={id}>
      {at > 0 && ', '}
      {at === 0 ? doors.keys(hint) : `…${hint}`}
      {ends !== null && (
        <>
          {' '}
          ({doors.keyEnds} <When at={ends} />)
        </>
      )}
    </span>
  ))
}
