// A heartbeat's own door: that anything comes is all that it says, whatever is in it.
import type { DoorReader } from '#/core/intake/doors/reading.ts'

/** The name is the door's. */
export const readHeartbeat: DoorReader = () => ({ beat: '' })
