// A stream of the server, as it happens. The browser comes back by itself and says how far it had got.
export type LiveState = 'connecting' | 'live' | 'lost'

export type LiveHandlers = {
  /** By name of the event; `content` is its JSON. */
  readonly on: Readonly<Record<string, (content: unknown, id: string) => void>>
  readonly state: (state: LiveState) => void
}

/** A browser gives up on a stream that was refused, such as while the server starts; then we come back ourselves. */
const RETURN_MS = 2_000

/** Opens a stream; `address` is asked for anew at each return. Gives what closes it. */
export function openLive(address: () => string, { on, state }: LiveHandlers): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    clearTimeout(timer)
    source?.close()
    state('connecting')
    const opened = new EventSource(address())
    source = opened
    opened.addEventListener('open', () => state('live'))
    opened.addEventListener('error', () => {
      state('lost')
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, RETURN_MS)
    })
    for (const [name, handle] of Object.entries(on))
      opened.addEventListener(name, event =>
        handle(JSON.parse(event.data as string), event.lastEventId),
      )
  }
  // A network that is gone says nothing on a stream that is open: it would stand there for minutes as if all were quiet.
  const lose = () => {
    clearTimeout(timer)
    source?.close()
    state('lost')
  }
  addEventListener('offline', lose)
  addEventListener('online', open)
  open()
  return () => {
    removeEventListener('offline', lose)
    removeEventListener('online', open)
    clearTimeout(timer)
    source?.close()
  }
}
