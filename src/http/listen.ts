import type { FastifyInstance } from 'fastify'

/** The address cannot be taken. `message` says why, and how to mend it. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

type Place = { readonly host: string; readonly port: number }

/** Opens the door; gives its address. Throws `CannotListen` where an operator has to mend something. */
export async function listen(app: FastifyInstance, place: Place): Promise<string> {
  try {
    return await app.listen(place)
  } catch (cause) {
    const reason = reasonOf(cause, place)
    throw reason === undefined ? cause : new CannotListen(reason, { cause })
  }
}

function reasonOf(cause: unknown, { host, port }: Place): string | undefined {
  switch (cause instanceof Error && 'code' in cause ? cause.code : undefined) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program. Stop that one, or set PORT to another port.`
    case 'EACCES':
      return `This user may not use port ${port}. Set PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `"${host}" is not an address of this machine. Set HOST to one, or to 0.0.0.0 for all of them.`
    default:
      return undefined
  }
}
