// Loaded before every test file. Of one commit a run says the same each time; to wander, `TOCSIN_SEED=$RANDOM npm test`.
import fc from 'fast-check'

const seed = Number(process.env['TOCSIN_SEED'] ?? 4870)
if (!Number.isSafeInteger(seed)) throw new Error('TOCSIN_SEED is a whole number')
fc.configureGlobal({ seed })
