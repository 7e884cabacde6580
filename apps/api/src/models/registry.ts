/** The models this house knows, and which of them plays which role. */
import type { ChatModel } from '@video2roleplay/llm'
import type { BatchClient } from '@video2roleplay/llm/openai'
import { and, eq, inArray, isNull, sql, type InferSelectModel } from 'drizzle-orm'
import * as z from 'zod'
import type { Database } from '../db/database.js'
import { models, settings } from '../db/schema.js'
import type { Env } from '../env.js'
import { ApiError } from '../errors.js'
import { createModelOpener } from './open-model.js'

export type ModelRow = InferSelectModel<typeof models>

export const modelRoles = ['annotator', 'generator', 'selector', 'responder', 'judge'] as const
export type ModelRole = (typeof modelRoles)[number]

export interface ModelRegistry {
  /** Registers the models of the environment, or the rehearsal model where it names none. */
  ensureDefaults(): Promise<void>
  /**
   * The models of a role, as a person chose them in the settings, else as the environment says. Generators and
   * judges may be several; the other roles take the first. @throws ApiError `no-model`
   */
  forRole(role: ModelRole): Promise<[ModelRow, ...ModelRow[]]>
  setRole(role: ModelRole, modelIds: string[]): Promise<void>
  /** @throws ApiError `not-found` */
  get(modelId: string): Promise<ModelRow>
  /** The model behind the ledger: every call is reserved, settled, and replayed when it was made before. */
  open(row: ModelRow, caller?: ModelCaller): ChatModel
  /** The batch interface of the model's endpoint. @throws ApiError `no-model` where it has none */
  openBatch(row: ModelRow): BatchClient
  /** True where no endpoint is configured: everything is rehearsal. */
  readonly isRehearsal: boolean
}

/** On whose behalf a call is made: stands in its ledger row. */
export interface ModelCaller {
  projectId?: string
  jobId?: string
  epoch?: number
  /** By batch: half the price, an answer within a day. Where the model cannot, direct all the same. */
  transport?: 'direct' | 'batch'
  /** Failed attempts before this moment do not count: a person has asked again since. */
  since?: Date
}

const rehearsalName = 'Rehearsal'
const registryLock = 1_987_211_003

export function createModelRegistry(deps: { db: Database; env: Env }): ModelRegistry {
  const { db, env } = deps
  const { openModel: open, openBatch } = createModelOpener(deps)

  async function defaultsOf(role: ModelRole): Promise<ModelRow[]> {
    if (env.isRehearsal) return db.select().from(models).where(isNamed('rehearsal', rehearsalName))
    const names = namesOf(env, role)
    const rows = await db
      .select()
      .from(models)
      .where(and(eq(models.provider, 'openai-compatible'), isNull(models.baseUrl), inArray(models.model, names)))
    return names.flatMap((name) => rows.find((row) => row.model === name && row.name === name) ?? [])
  }

  return {
    isRehearsal: env.isRehearsal,
    open,
    openBatch,

    async ensureDefaults() {
      const wanted = env.isRehearsal
        ? [{ provider: 'rehearsal' as const, name: rehearsalName, model: 'rehearsal', price: null }]
        : [...new Set(modelRoles.flatMap((role) => namesOf(env, role)))].map((name) => ({
            provider: 'openai-compatible' as const,
            name,
            model: name,
            price: priceOf(env, name),
          }))
      await db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${registryLock})`)
        for (const { price, ...model } of wanted) {
          const [known] = await tx.select().from(models).where(isNamed(model.provider, model.name))
          if (known === undefined) await tx.insert(models).values({ ...model, price, parameters: {}, capabilities: {} })
          else if (price !== null) await tx.update(models).set({ price }).where(eq(models.id, known.id))
        }
      })
    },

    async forRole(role) {
      const [setting] = await db
        .select()
        .from(settings)
        .where(eq(settings.key, settingOf(role)))
      const chosen = Chosen.safeParse(setting?.value)
      const rows = chosen.success ? await inOrder(db, chosen.data.modelIds) : []
      const [first, ...others] = rows.length > 0 ? rows : await defaultsOf(role)
      if (first === undefined)
        throw new ApiError('no-model', `No model is set for the role ${role}.`, {
          advice: 'Choose one in the settings.',
        })
      return [first, ...others]
    },

    async setRole(role, modelIds) {
      const rows = await inOrder(db, modelIds)
      if (rows.length === 0 || rows.length !== new Set(modelIds).size)
        throw new ApiError('not-found', 'One of these models is not registered.')
      const value = { modelIds: rows.map(({ id }) => id) }
      await db
        .insert(settings)
        .values({ key: settingOf(role), value })
        .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: sql`now()` } })
    },

    async get(modelId) {
      const [row] = await inOrder(db, [modelId])
      if (row === undefined) throw new ApiError('not-found', 'There is no such model.')
      return row
    },
  }
}

const Chosen = z.object({ modelIds: z.array(z.uuid()).min(1) })
const settingOf = (role: ModelRole) => `role.${role}`

function isNamed(provider: ModelRow['provider'], name: string) {
  return and(eq(models.provider, provider), isNull(models.baseUrl), eq(models.name, name))
}

function namesOf(env: Env, role: ModelRole): string[] {
  const { annotator, generators, selector, responder, judges } = env.models
  return { annotator: [annotator], generator: generators, selector: [selector], responder: [responder], judge: judges }[
    role
  ]
}

function priceOf(env: Env, name: string): ModelRow['price'] {
  const price = env.prices[name]
  if (price === undefined) return null
  const microUsd = (dollars: number) => Math.round(dollars * 1_000_000)
  return {
    inputPerMillion: microUsd(price.inputPerMillionUsd),
    outputPerMillion: microUsd(price.outputPerMillionUsd),
    asOf: new Date().toISOString().slice(0, 10),
  }
}

async function inOrder(db: Database, ids: string[]): Promise<ModelRow[]> {
  if (ids.length === 0) return []
  const rows = await db.select().from(models).where(inArray(models.id, ids))
  return [...new Set(ids)].flatMap((id) => rows.find((row) => row.id === id) ?? [])
}
