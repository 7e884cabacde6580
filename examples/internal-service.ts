/**
 * Another service of the house: it knows one type, `AppRouter`, and nothing else of the API.
 * `node internal-service.ts [URL]` prints the videos that are ready to talk, and the leaderboard.
 */
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import type { AppRouter } from '@video2roleplay/api'

const url = process.argv[2] ?? 'http://127.0.0.1:3210'
const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/trpc` })] })

const [videos, board] = await Promise.all([
  api.videos.list.query({ status: 'ready', limit: 10 }),
  api.evals.leaderboard.query({ metricSet: 'main7' }),
])
for (const { name, kind, frames, dialogues } of videos.items)
  console.log(`${name}: ${kind}, ${frames ?? 0} frames, ${dialogues.kept} dialogues`)
for (const { responder, row } of board.measured) {
  console.log(responder.name, board.averageLabel, row?.average.status === 'scored' ? row.average.value : 'no score')
}
