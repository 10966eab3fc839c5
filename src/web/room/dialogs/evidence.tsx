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

type Material = {
  readonly kind: string
  readonly title: string
  readonly file: File | null
  readonly isElsewhere: boolean
  readonly sha256: string
  readonly bytes: number | string
}

const isWhole = ({ kind, title, file, isElsewhere, sha256, bytes }: Material): boolean =>
  kind.trim() !== '' &&
  title.trim() !== '' &&
  (isElsewhere ? isHash(sha256) && bytes !== '' : file !== null)

/** Takes material into custody: the file itself, or the hash of what lies elsewhere. */
export function AddEvidence({ asked: { obligation }, close }: Opened<'add-evidence'>) {
  const { dealing } = useWords()
  const { evidence } = dealing
  const whyNot = useWhyNot()
  const { kinds, wanted } = useKinds(obligation)
  const [material, setMaterial] = useState<Material>({
    kind: wanted ?? kinds[0] ?? '',
    title: '',
    file: null,
    isElsewhere: false,
    sha256: '',
    bytes: '',
  })
  const { busy, error, add } = useAdding(obligation, close)
  const change = (changed: Partial<Material>) => setMaterial({ ...material, ...changed })
  return (
    <Dialog
      title={evidence.add}
      close={close}
      error={error}
      confirm={{
        label: evidence.add,
        busy,
        disabledReason:
          whyNot('add-evidence') ?? (isWhole(material) ? undefined : dealing.incomplete),
        run: () => void add(material),
      }}
    >
      <Autocomplete
        label={evidence.kind}
        description={evidence.kindHint}
        withAsterisk
        data={kinds}
        value={material.kind}
        onChange={kind => change({ kind })}
      />
      <TextInput
        label={evidence.title}
        withAsterisk
        maxLength={300}
        value={material.title}
        onChange={event => change({ title: event.currentTarget.value })}
      />
      <Checkbox
        label={evidence.elsewhere}
        checked={material.isElsewhere}
        onChange={event => change({ isElsewhere: event.currentTarget.checked })}
      />
      {material.isElsewhere ? (
        <Elsewhere material={material} change={change} />
      ) : (
        <FileInput
          label={evidence.file}
          description={evidence.fileHint(EVIDENCE_MB_MAX)}
          withAsterisk
          clearable
          value={material.file}
          onChange={file => change({ file, title: material.title || (file?.name ?? '') })}
        />
      )}
      <Text size="xs" c="dimmed">
        {dealing.onRecord}
      </Text>
    </Dialog>
  )
}

/** Kinds that the plan gathers, and the one that an obligation asks for. */
function useKinds(obligation: string | undefined) {
  const { plan } = useRoom()
  const wanted = plan.rules.find(({ id }) => id === ruleIn(obligation ?? ''))?.act
  const kinds = plan.rules.flatMap(({ act }) => (act.do === 'gather' ? [act.kind] : []))
  return {
    kinds: [...new Set(kinds)],
    wanted: wanted?.do === 'gather' ? wanted.kind : undefined,
  }
}

function useAdding(obligation: string | undefined, close: () => void) {
  const { dealing } = useWords()
  const { id, give } = useRoom()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const add = async ({ kind, title, file, isElsewhere, sha256, bytes }: Material) => {
    setBusy(true)
    setError(undefined)
    const named = { kind: kind.trim(), title: title.trim(), ...(obligation && { obligation }) }
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
  return { busy, error, add }
}

function Elsewhere({
  material,
  change,
}: {
  readonly material: Material
  readonly change: (changed: Partial<Material>) => void
}) {
  const { evidence } = useWords().dealing
  return (
    <>
      <TextInput
        label={evidence.hash}
        description={evidence.hashHint}
        withAsterisk
        value={material.sha256}
        onChange={event => change({ sha256: event.currentTarget.value.trim().toLowerCase() })}
      />
      <NumberInput
        label={evidence.bytes}
        withAsterisk
        min={0}
        allowDecimal={false}
        value={material.bytes}
        onChange={bytes => change({ bytes })}
      />
    </>
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
