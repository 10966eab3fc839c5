import type { Api } from './api.ts'

/** One event as a client reads it. */
export type StreamEvent = {
  readonly id: string | undefined
  readonly name: string
  readonly data: unknown
}

export type Stream = {
  readonly status: number
  /** The next event, from where the last `next` left off, that is what is waited for. */
  readonly next: (isIt: (event: StreamEvent) => boolean) => Promise<StreamEvent>
  /** Everything that has come. */
  readonly text: () => string
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>
  readonly leave: () => void
}

/** Opens a stream and reads it, as a browser would. */
export async function openStream(
  { address }: Pick<Api, 'address'>,
  path: string,
  secret: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Stream> {
  const leaving = new AbortController()
  const response = await fetch(new URL(path, address), {
    headers: { authorization: `Bearer ${secret}`, ...headers },
    signal: leaving.signal,
  })
  let text = ''
  let read = 0
  let over = false
  let arrived = Promise.withResolvers<void>()
  const wake = () => {
    arrived.resolve()
    arrived = Promise.withResolvers()
  }
  const ended = (async () => {
    const decoder = new TextDecoder()
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true })
        wake()
      }
    } catch (error) {
      // That we left ourselves is no failure of the stream.
      if (!leaving.signal.aborted) throw error
    } finally {
      over = true
      wake()
    }
  })()
  const one = (): StreamEvent | undefined => {
    const end = text.indexOf('\n\n', read)
    if (end < 0) return undefined
    const block = text.slice(read, end)
    read = end + 2
    return parse(block)
  }
  return {
    status: response.status,
    async next(isIt) {
      for (;;) {
        const waiting = arrived.promise
        const event = one()
        if (event !== undefined && isIt(event)) return event
        if (event !== undefined) continue
        if (over) throw new Error(`The stream ended before it came: ${text}`)
        await waiting
      }
    },
    text: () => text,
    ended,
    leave: () => leaving.abort(),
  }
}

function parse(block: string): StreamEvent {
  const fields = new Map(
    block.split('\n').map(line => {
      const [, name = '', value = ''] = /^(\w*): ?(.*)$/s.exec(line) ?? []
      return [name, value] as const
    }),
  )
  const data = fields.get('data')
  return {
    id: fields.get('id'),
    name: fields.get('event') ?? 'message',
    data: data === undefined ? undefined : JSON.parse(data),
  }
}
