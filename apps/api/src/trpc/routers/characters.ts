/** Characters: made of videos, talked to in chat and through /v1, and exchanged as cards. */
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { characters } from '../../db/schema.js'
import { listCharacters, loadCharacter } from '../../queries/characters.js'
import { PageInput } from '../../queries/pages.js'
import type { CharacterDetail, CharacterView } from '../../views/characters.js'
import type { Page } from '../../views/page.js'
import { exportCard, importCard } from '../../workflows/character-cards.js'
import { changeCharacter, CharacterChange, createCharacter, NewCharacter } from '../../workflows/characters.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

const ById = z.object({ id: z.uuid() })

export const charactersRouter = router({
  list: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<CharacterView>> => listCharacters(ctx.services.db, input, input)),

  get: viewerProcedure
    .input(ById)
    .query(async ({ ctx, input }): Promise<CharacterDetail> =>
      found(await loadCharacter(ctx.services.db, input.id), 'This character'),
    ),

  create: editorProcedure.input(NewCharacter).mutation(async ({ ctx, input }): Promise<CharacterDetail> => {
    const id = await createCharacter(ctx.services, input)
    return found(await loadCharacter(ctx.services.db, id), 'This character')
  }),

  change: editorProcedure.input(CharacterChange).mutation(async ({ ctx, input }): Promise<CharacterDetail> => {
    await changeCharacter(ctx.services, input)
    return found(await loadCharacter(ctx.services.db, input.id), 'This character')
  }),

  remove: editorProcedure.input(ById).mutation(async ({ ctx, input }): Promise<{ id: string }> => {
    const removed = await ctx.services.db.delete(characters).where(eq(characters.id, input.id)).returning()
    return { id: found(removed[0], 'This character').id }
  }),

  /** A card as JSON, or a PNG in base64. */
  importCard: editorProcedure
    .input(
      z.object({
        card: z.union([z.object({ json: z.string() }), z.object({ pngBase64: z.base64() })]),
        projectId: z.uuid().optional(),
        videoIds: z.array(z.uuid()).max(20).optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<{ character: CharacterDetail; missing: string[] }> => {
      const { card, ...where } = input
      const bytes = 'json' in card ? Buffer.from(card.json) : Buffer.from(card.pngBase64, 'base64')
      const { id, missing } = await importCard(ctx.services, bytes, where)
      return { character: found(await loadCharacter(ctx.services.db, id), 'This character'), missing }
    }),

  exportCard: viewerProcedure
    .input(ById.extend({ format: z.enum(['v2', 'v3', 'png']) }))
    .query(async ({ ctx, input }): Promise<{ name: string; mediaType: string; base64: string }> => {
      const { name, mediaType, bytes } = await exportCard(ctx.services, input.id, input.format)
      return { name, mediaType, base64: bytes.toString('base64') }
    }),
})
