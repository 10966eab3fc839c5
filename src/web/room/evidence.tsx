import { Anchor, Text } from '@mantine/core'
import { DownloadIcon } from '@radix-ui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { addressOf } from '../api/client.ts'
import { looksLikePicture, PICTURE_BYTES_MAX, pictureType } from './attachment.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

/** A piece of evidence: a picture is shown where it is meant to be, everything else can be saved. */
export function Evidence({ id, shown }: { readonly id: string; readonly shown: boolean }) {
  const { incident } = useRoom()
  const { words } = useTelling()
  const held = incident.evidence.find(it => it.id === id)
  if (held === undefined) return null
  const address = addressOf('fetch-evidence', { params: { id: incident.id, evidence: id } })
  const isPicture = shown && looksLikePicture(held.title) && held.bytes <= PICTURE_BYTES_MAX
  return (
    <div>
      {isPicture && <Picture address={address} title={held.title} />}
      <Anchor href={address} download={held.title} size="sm" className={classes['download']}>
        <DownloadIcon aria-hidden /> {held.title}
        <span className="only-heard"> ({words.download})</span>
      </Anchor>
    </div>
  )
}

function Picture({ address, title }: { readonly address: string; readonly title: string }) {
  const { words } = useTelling()
  const { data, isError } = useQuery({
    queryKey: ['picture', address],
    queryFn: () => fetchPicture(address),
    // Evidence does not change.
    staleTime: Infinity,
  })
  if (isError || data === null)
    return (
      <Text size="sm" c="dimmed">
        {words.cannotShow}
      </Text>
    )
  return (
    <div className={classes['picture']}>
      {data !== undefined && <img ref={shownIn(data)} alt={words.picture(title)} />}
    </div>
  )
}

async function fetchPicture(address: string): Promise<Blob | null> {
  const answered = await fetch(address)
  if (!answered.ok) throw new Error(String(answered.status))
  const bytes = await answered.arrayBuffer()
  const type = pictureType(new Uint8Array(bytes))
  return type === undefined ? null : new Blob([bytes], { type })
}

/** Gives a picture its address for as long as it is there. */
const shownIn = (blob: Blob) => (image: HTMLImageElement | null) => {
  if (image === null) return undefined
  const address = URL.createObjectURL(blob)
  image.src = address
  return () => URL.revokeObjectURL(address)
}
