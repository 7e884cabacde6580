/** The version of this package, from its package.json: `/health` and the start line show it. */
import { createRequire } from 'node:module'

const { version } = createRequire(import.meta.url)('@video2roleplay/api/package.json') as { version: string }

export { version }
