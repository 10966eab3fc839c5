/** Of this very answer of the server: style elements without it are refused. */
export const nonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
