/** `v2r models`: who can play which role. */
import type { Command } from 'commander'
import { shortId } from '../find.js'
import type { Bind } from '../program.js'

export function addModels(program: Command, bind: Bind): void {
  bind(program.command('models').description('list the models and their roles'), async ({ server, output }) => {
    const models = await server.api.models.list.query()
    for (const model of models) output.event({ event: 'result', model })
    if (output.isJson) return
    output.table(models, [
      { title: 'id', value: ({ id }) => shortId(id), paint: (cell) => output.paint('dim', cell) },
      { title: 'name', value: ({ name }) => name },
      {
        title: 'endpoint',
        value: ({ endpoint, isRehearsal }) => (isRehearsal ? 'rehearsal: no real model' : (endpoint ?? '–')),
      },
      { title: 'takes', value: ({ capabilities }) => (capabilities.images ? 'text, images' : 'text') },
      { title: 'roles', value: ({ roles }) => roles.join(', ') || '–', isFlexible: true },
    ])
  })
}
