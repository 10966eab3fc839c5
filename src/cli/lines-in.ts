/** Lines that end with a line feed and nothing else: JSON may hold other characters that some take for line ends. */
export async function* linesIn(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  /** Of a line whose end has not come yet. Joined once, since a line may be as long as a thousand chunks. */
  let begun: string[] = []
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n')
    begun.push(first)
    const last = others.pop()
    if (last === undefined) continue
    yield begun.join('')
    yield* others
    begun = [last]
  }
  const rest = begun.join('') + decoder.decode()
  if (rest !== '') yield rest
}
