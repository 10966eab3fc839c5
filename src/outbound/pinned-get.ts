// A GET of an address that a stranger named, once it has been judged to be one that may be asked: its name is looked up once, and
// only public addresses are connected to. Redirects are failures, and an answer is cut off where it is too long.
import { get as getTls } from 'node:https'
import { reachable, type Resolve } from './address-guard.ts'
import { pinnedTo } from './pinned-post.ts'

const ANSWER_BYTES_MAX = 65_536
const GET_MS_MAX = 5_000

export type PinnedGet = {
  readonly resolve: Resolve
  /** A certificate authority besides those that Node trusts, and private addresses too: for tests alone. */
  readonly trusted?: { readonly ca: string; readonly anywhere: boolean }
}

/** The text that is there. Rejects with why it could not be had. */
export async function getPinned(url: URL, { resolve, trusted }: PinnedGet): Promise<string> {
  const signal = AbortSignal.timeout(GET_MS_MAX)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const pinned = await reachable(host, { anywhere: trusted?.anywhere ?? false, resolve })
  if ('problem' in pinned) throw new Error(pinned.problem)
  return new Promise((answered, failed) => {
    const options = {
      agent: false,
      signal,
      lookup: pinnedTo(pinned),
      ...(trusted !== undefined && { ca: trusted.ca }),
    }
    const asked = getTls(url, options, response => {
      if (response.statusCode !== 200) {
        response.destroy()
        failed(new Error(`It answered with HTTP ${response.statusCode ?? 0}.`))
        return
      }
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        chunks.push(chunk)
        if (length > ANSWER_BYTES_MAX) response.destroy(new Error('Its answer is too long.'))
      })
      response.on('error', failed)
      response.on('end', () => answered(Buffer.concat(chunks).toString('utf8')))
    })
    asked.on('error', failed)
  })
}
