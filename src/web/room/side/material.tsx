// What belongs to an incident: signals, other incidents, evidence, the proof of its record.
import { Anchor, Badge, Button, Group, Text } from '@mantine/core'
import { CheckIcon, Cross2Icon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import type { Verdict } from '../../api/operations.ts'
import { useMe } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { Remark } from '../remark.tsx'
import { savePack } from '../dialogs/evidence.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { Buttons, Do, Section, Some } from './section.tsx'
import classes from './side.module.css'

const SIGNALS_MAX = 5
const EVIDENCE_MAX = 6
const FINGERPRINT_SHOWN = 12

export function Signals() {
  const { signals: words, side } = useWords().dealing
  const { incident, plan, open } = useRoom()
  const { signals, counts, merged_into: into, split_from: from, split_off: parts } = incident
  return (
    <Section name="signals" title={side.signals} count={counts.signals}>
      <Some of={signals.toReversed()} most={SIGNALS_MAX}>
        {({ id, title, source, count, resolved, url }) => (
          <li key={id} className={classes['item']}>
            <div className={classes['row']}>
              <span className={classes['title']}>{title}</span>
              <span className={resolved ? classes['dim'] : classes['loud']}>
                {resolved ? words.resolved : words.firing} {words.count(count)}
              </span>
            </div>
            <div className={classes['dim']}>
              {plan.sources.find(it => it.id === source)?.title ?? source}
              {url !== null && /^https?:/.test(url) && (
                <>
                  {' · '}
                  <Anchor href={url} target="_blank" rel="noopener noreferrer" size="xs">
                    {words.open}
                  </Anchor>
                </>
              )}
            </div>
          </li>
        )}
      </Some>
      {counts.signals > signals.length && (
        <p className={classes['none']}>{words.more(counts.signals - signals.length)}</p>
      )}
      <Related label={words.mergedInto} ids={into === null ? [] : [into]} />
      <Related label={words.splitFrom} ids={from === null ? [] : [from]} />
      <Related label={words.splitOff} ids={parts} />
      <Buttons>
        <Do command="merge" label={words.merge} run={() => open({ name: 'merge' })} />
        <Do command="note" label={words.split} run={() => open({ name: 'split-off' })} />
      </Buttons>
    </Section>
  )
}

function Related({ label, ids }: { readonly label: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <p className={classes['sub']}>
      {label}:{' '}
      {ids.map(id => (
        <Anchor key={id} component={Link} to={paths.incident(id)} size="xs">
          {id}{' '}
        </Anchor>
      ))}
    </p>
  )
}

export function Evidence() {
  const { evidence: words, side } = useWords().dealing
  const { incident, open } = useRoom()
  const names = useNames()
  return (
    <Section name="evidence" title={side.evidence} count={incident.counts.evidence}>
      <Some of={incident.evidence.toReversed()} most={EVIDENCE_MAX}>
        {held => (
          <li key={held.id} className={classes['item']}>
            <div className={classes['row']}>
              <Button
                variant="transparent"
                className={classes['link'] ?? ''}
                onClick={() => open({ name: 'evidence', evidence: held.id })}
              >
                {held.title}
              </Button>
              <Badge size="sm" variant="default" tt="none">
                {held.kind}
              </Badge>
            </div>
            <div className={classes['dim']}>
              {words.heldBy(names.party(held.held_by))} ·{' '}
              <code title={held.sha256}>{held.sha256.slice(0, FINGERPRINT_SHOWN)}…</code>
            </div>
          </li>
        )}
      </Some>
      <Buttons>
        <Do command="add-evidence" label={words.add} run={() => open({ name: 'add-evidence' })} />
      </Buttons>
    </Section>
  )
}

/** Whether the record is whole, told in words; and the record itself, to be verified elsewhere. */
export function Proof() {
  const { proof, side } = useWords().dealing
  const { id, incident } = useRoom()
  const { may } = useMe()
  const [verdict, setVerdict] = useState<Verdict>()
  const [error, setError] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (failed) {
      setError(failed as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section name="proof" title={side.proof}>
      {verdict !== undefined && <Told verdict={verdict} />}
      <Trouble error={error} />
      <Group gap={6} mt={6}>
        <Button
          size="compact-xs"
          variant="default"
          loading={busy}
          disabled={!may('incident:read')}
          onClick={() =>
            void run(async () => setVerdict(await call('verify-incident', { params: { id } })))
          }
        >
          {proof.verify}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={busy}
          title={proof.exportHint}
          onClick={() => void run(() => savePack(id, `incident-${incident.number}.jsonl`))}
        >
          {proof.export}
        </Button>
      </Group>
    </Section>
  )
}

function Told({ verdict }: { readonly verdict: Verdict }) {
  const { proof } = useWords().dealing
  const { intact, events, unsigned, redacted, faults, faults_found: found } = verdict
  return (
    <Remark role="status" color={intact ? 'teal' : 'red'}>
      <Text size="sm">
        {intact ? <CheckIcon aria-hidden /> : <Cross2Icon aria-hidden />}{' '}
        {intact ? proof.intact(events) : proof.broken(found)}
      </Text>
      {unsigned > 0 && <Text size="xs">{proof.unsigned(unsigned)}</Text>}
      {redacted > 0 && <Text size="xs">{proof.redacted(redacted)}</Text>}
      {faults.slice(0, 5).map(({ code, version, message }) => (
        <Text size="xs" key={`${code} ${version ?? ''}`}>
          {message}
        </Text>
      ))}
    </Remark>
  )
}
