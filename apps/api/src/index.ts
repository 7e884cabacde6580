/** What other packages see of the API: its router's type, and the shapes that leave it. */
export type { AppRouter } from './trpc/router.js'
export type * from './views/index.js'
