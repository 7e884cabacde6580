/** Every procedure says who may call it: this list is complete, or the suite fails. */
import { expect, test } from 'vitest'
import { createAppCaller, appRouter } from './router.js'

const roles: Record<string, 'viewer' | 'reviewer' | 'editor' | 'owner'> = {
  'system.overview': 'viewer',
  'system.settings': 'viewer',
  'system.setRole': 'owner',
  'projects.list': 'viewer',
  'projects.create': 'editor',
  'projects.startDemo': 'editor',
  'videos.list': 'viewer',
  'videos.facets': 'viewer',
  'videos.get': 'viewer',
  'videos.importPaths': 'owner',
  'videos.setKind': 'editor',
  'videos.remove': 'editor',
  'videos.retry': 'editor',
  'videos.sample': 'viewer',
  'videos.caption': 'viewer',
  'videos.duplicates': 'viewer',
  'dialogues.list': 'viewer',
  'dialogues.funnel': 'viewer',
  'dialogues.teachers': 'viewer',
  'dialogues.review': 'reviewer',
  'pipeline.start': 'editor',
  'jobs.list': 'viewer',
  'jobs.get': 'viewer',
  'jobs.cancel': 'editor',
  'jobs.retry': 'editor',
  'jobs.events': 'viewer',
  'models.list': 'viewer',
  'models.register': 'owner',
  'models.test': 'owner',
  'models.remove': 'owner',
  'questions.sets': 'viewer',
  'questions.list': 'viewer',
  'questions.create': 'editor',
  'questions.fromDialogues': 'editor',
  'questions.freeze': 'editor',
  'evals.create': 'editor',
  'evals.estimate': 'viewer',
  'evals.list': 'viewer',
  'evals.get': 'viewer',
  'evals.leaderboard': 'viewer',
  'evals.matrix': 'viewer',
  'evals.judgements': 'viewer',
  'evals.response': 'viewer',
  'dataSets.versions': 'viewer',
  'dataSets.version': 'viewer',
  'dataSets.createVersion': 'editor',
  'dataSets.diff': 'viewer',
  'dataSets.changes': 'viewer',
  'dataSets.gate': 'viewer',
  'dataSets.card': 'viewer',
  'dataSets.tableOne': 'viewer',
  'exports.formats': 'viewer',
  'training.list': 'viewer',
  'training.points': 'viewer',
  'training.register': 'editor',
  'training.readLog': 'owner',
  'training.registerModel': 'owner',
  'dataSets.blocked': 'viewer',
  'dataSets.setRights': 'editor',
  'dataSets.takeDown': 'editor',
  'dataSets.takedowns': 'viewer',
  'exports.create': 'editor',
  'exports.list': 'viewer',
  'chat.start': 'editor',
  'chat.list': 'viewer',
  'chat.get': 'viewer',
  'chat.context': 'viewer',
  'chat.send': 'editor',
  'ledger.list': 'viewer',
  'ledger.get': 'viewer',
  'ledger.summary': 'viewer',
}
const ranks = ['viewer', 'reviewer', 'editor', 'owner'] as const

test('no procedure is missing from the list of roles, and none is in it that does not exist', () => {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC lists a router's procedures nowhere else
  expect(Object.keys(appRouter._def.procedures).toSorted()).toEqual(Object.keys(roles).toSorted())
})

test.each(Object.entries(roles).filter(([, role]) => role !== 'viewer'))(
  '%s needs the role %s: the one below it is turned away before anything else is looked at',
  async (path, role) => {
    const below = ranks[ranks.indexOf(role) - 1]!
    const person = { id: '00000000-0000-7000-8000-000000000000', name: 'Bob', role: below }
    // Services that do not exist: whoever gets so far gets another error.
    const caller = createAppCaller({ services: Object.create(null), person })
    const call = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], caller)
    await expect((call as (input: unknown) => Promise<unknown>)({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  },
)
