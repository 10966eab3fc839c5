// Reads server-sent events (WHATWG HTML 9.2) as far as Tocsin's server writes them: one `data` line each, and comments.
import { linesIn } from '#/cli/lines-in.ts'

export type StreamedEvent = { readonly id: string | undefined; readonly data: string }

/** Events of a stream as they come. Ends when the server ends it, throws when the connection breaks. */
export async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  let id: string | undefined
  let data: string | undefined
  for await (const text of linesIn(body)) {
    if (text.startsWith('data:')) data = text.slice('data:'.length).trimStart()
    else if (text.startsWith('id:')) id = text.slice('id:'.length).trim()
    else if (text === '' && data !== undefined) {
      yield { id, data }
      data = undefined
    }
  }
}
