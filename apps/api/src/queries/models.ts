/** Registered models with the roles they play. No key, and of the endpoint only its host. */
import { capabilitiesOf } from '@video2roleplay/llm'
import { ApiError } from '../errors.js'
import { modelRoles, type ModelRole, type ModelRow } from '../models/registry.js'
import type { Services } from '../services.js'
import type { ModelView } from '../views/models.js'

export type RoleMap = Record<ModelRole, ModelRow[]>

export async function loadRoles(services: Services): Promise<RoleMap> {
  const entries = await Promise.all(
    modelRoles.map(async (role) => [role, await modelsForRole(services, role)] as const),
  )
  return Object.fromEntries(entries) as RoleMap
}

/** A role without a model is a state to show, not a fault. */
async function modelsForRole(services: Services, role: ModelRole): Promise<ModelRow[]> {
  try {
    return await services.models.forRole(role)
  } catch (error) {
    if (error instanceof ApiError && error.code === 'no-model') return []
    throw error
  }
}

export function toModelView(row: ModelRow, roles: RoleMap, environmentUrl: string | undefined): ModelView {
  const isRehearsal = row.provider === 'rehearsal'
  return {
    id: row.id,
    name: row.name,
    provider: row.provider,
    model: row.model,
    endpoint: isRehearsal ? null : hostOf(row.baseUrl ?? environmentUrl),
    isRehearsal,
    capabilities: capabilitiesOf(row.model, row.capabilities),
    parameters: row.parameters,
    layout: row.layout,
    frameLabelStyle: row.frameLabelStyle,
    price: row.price,
    roles: modelRoles.filter((role) => roles[role].some((one) => one.id === row.id)),
    createdAt: row.createdAt.toISOString(),
  }
}

function hostOf(url: string | undefined): string {
  return url === undefined ? 'api.openai.com' : new URL(url).host
}
