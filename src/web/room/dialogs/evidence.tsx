import {
  Autocomplete,
  Button,
  Checkbox,
  FileInput,
  Group,
  NumberInput,
  Text,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { ruleIn } from '../naming.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { useWhyNot } from '../use-why-not.ts'
import type { Opened } from './asked.ts'
import { useGive } from './deal.tsx'
import { Dialog } from './dialog.tsx'
import classes from './dialog.module.css'
import { EVIDENCE_MB_MAX, isHash, saveEvidence } from './evidence.ts'
import { PersonField, ReasonField } from './fields.tsx'
import { useKept } from './use-kept.ts'

/** Takes material into custody: the file itself, or the hash of what lies elsewhere. */
export function AddEvidence({ asked: { obligation }, close }: Opened<'add-evidence'>) {
  const { dealing } = useWords()
  const { evidence } = dealing
  const whyNot = useWhyNot()
  const { id, plan, give } = useRoom()
  const wanted = plan.rules.find(rule => rule.id === ruleIn(obligation ?? ''))?.act
  const kinds = [
    ...new Set(plan.rules.flatMap(({ act }) => (act.do === 'gather' ? [act.kind] : []))),
  ]
  const [kind, setKind] = useState(wanted?.do === 'gather' ? wanted.kind : (kinds[0] ?? ''))
  const [title, setTitle] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [isElsewhere, setElsewhere] = useState(false)
  const [sha256, setHash] = useState('')
  const [bytes, setBytes] = useState<number | string>('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const named = { kind: kind.trim(), title: title.trim(), ...(obligation && { obligation }) }
  const isThere = isElsewhere ? isHash(sha256) && bytes !== '' : file !== null
  const isWhole = named.kind !== '' && named.title !== '' && isThere
  const add = async () => {
    setBusy(true)
    setError(undefined)
    try {
      if (isElsewhere) await give('add-evidence', { ...named, sha256, bytes: Number(bytes) })
      else if (file !== null)
        await call('deposit-evidence', { params: { id }, query: named, body: file as never })
      await queries.invalidateQueries({ queryKey: ['get-incident'] })
      notifications.show({ message: dealing.done, color: 'teal' })
      close()
    } catch (failed) {
      setError(failed as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={evidence.add}
      close={close}
      error={error}
      confirm={{
        label: evidence.add,
        busy,
        disabledReason: whyNot('add-evidence') ?? (isWhole ? undefined : dealing.incomplete),
        run: () => void add(),
      }}
    >
      <Autocomplete
        label={evidence.kind}
        description={evidence.kindHint}
        withAsterisk
        data={kinds}
        value={kind}
        onChange={setKind}
      />
      <TextInput
        label={evidence.title}
        withAsterisk
        maxLength={300}
        value={title}
        onChange={event => setTitle(event.currentTarget.value)}
      />
      <Checkbox
        label={evidence.elsewhere}
        checked={isElsewhere}
        onChange={event => setElsewhere(event.currentTarget.checked)}
      />
      {isElsewhere ? (
        <>
          <TextInput
            label={evidence.hash}
            description={evidence.hashHint}
            withAsterisk
            value={sha256}
            onChange={event => setHash(event.currentTarget.value.trim().toLowerCase())}
          />
          <NumberInput
            label={evidence.bytes}
            withAsterisk
            min={0}
            allowDecimal={false}
            value={bytes}
            onChange={setBytes}
          />
        </>
      ) : (
        <FileInput
          label={evidence.file}
          description={evidence.fileHint(EVIDENCE_MB_MAX)}
          withAsterisk
          clearable
          value={file}
          onChange={chosen => {
            setFile(chosen)
            if (title === '' && chosen !== null) setTitle(chosen.name)
          }}
        />
      )}
      <Text size="xs" c="dimmed">
        {dealing.onRecord}
      </Text>
    </Dialog>
  )
}

/** One piece: its chain of custody, and what can be done with it. */
export function OneEvidence({ asked, close }: Opened<'evidence'>) {
  const { dealing } = useWords()
  const { evidence } = dealing
  const { id, incident } = useRoom()
  const names = useNames()
  const [error, setError] = useState<Error>()
  const held = incident.evidence.find(it => it.id === asked.evidence)
  if (held === undefined) return null
  return (
    <Dialog title={held.title} close={close} error={error}>
      <Text size="sm">
        {held.kind} · {evidence.size(held.bytes.toLocaleString())} ·{' '}
        {evidence.heldBy(names.party(held.held_by))}
      </Text>
      <div>
        <Text size="xs" c="dimmed">
          {evidence.fingerprint}
        </Text>
        <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {held.sha256}
        </Text>
      </div>
      <section aria-label={evidence.custody}>
        <Text size="sm" fw={600}>
          {evidence.custody}
        </Text>
        <ul className={classes['lines']}>
          {held.custody.map(link => (
            <li key={`${link.at} ${link.did}`} className={classes['custody']}>
              <When at={link.at} day="always" />
              <span>
                {names.party(link.by)}: {evidence.did[link.did]}
                {link.to !== null && ` ${evidence.to(names.party(link.to))}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void saveEvidence(id, held.id).catch(setError)}
        >
          {evidence.download}
        </Button>
      </Group>
      <Transfer evidence={held.id} holder={held.held_by} />
      <Deletion evidence={held.id} />
    </Dialog>
  )
}

function Transfer({ evidence, holder }: { readonly evidence: string; readonly holder: string }) {
  const { evidence: words } = useWords().dealing
  const whyNot = useWhyNot()
  const [asks, setAsks] = useState(false)
  const [to, setTo] = useState<string | null>(null)
  const reason = useKept(`transfer.${evidence}`)
  const { busy, error, give } = useGive('transfer-evidence', () => {
    reason.clear()
    setAsks(false)
  })
  const isWhole = to !== null && reason.text.trim() !== ''
  return (
    <div>
      {asks && (
        <>
          <PersonField value={to} change={setTo} leave={[holder]} />
          <ReasonField draft={reason} required />
        </>
      )}
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        loading={busy}
        disabled={whyNot('transfer-evidence') !== undefined || (asks && !isWhole)}
        title={whyNot('transfer-evidence') ?? ''}
        onClick={() =>
          asks && to !== null ? void give({ evidence, to, reason: reason.text }) : setAsks(true)
        }
      >
        {words.transfer}
      </Button>
      <Trouble error={error} />
    </div>
  )
}

/** Always refused, and that it was asked for is on record: the refusal is the answer that is wanted. */
function Deletion({ evidence }: { readonly evidence: string }) {
  const { evidence: words } = useWords().dealing
  const whyNot = useWhyNot()
  const [asks, setAsks] = useState(false)
  const reason = useKept(`delete.${evidence}`)
  const { busy, error, give } = useGive('delete-evidence', () => setAsks(false))
  return (
    <div>
      {asks && (
        <>
          <Text size="sm">{words.deleteMeans}</Text>
          <ReasonField draft={reason} required />
        </>
      )}
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        loading={busy}
        disabled={whyNot('delete-evidence') !== undefined || (asks && reason.text.trim() === '')}
        onClick={() => (asks ? void give({ evidence, reason: reason.text }) : setAsks(true))}
      >
        {words.delete}
      </Button>
      <Trouble error={error} />
    </div>
  )
}
