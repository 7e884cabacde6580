/** What every procedure is given: the services, and who asks. */
import type { Services } from '../services.js'

export interface Person {
  id: string
  name: string
  role: 'owner' | 'editor' | 'reviewer' | 'viewer'
}

export interface Context {
  services: Services
  person: Person
}
