/** Whether onnxruntime-node is installed: asked before a model is downloaded for nothing. */
import { createRequire } from 'node:module'
import { SamplerError } from '../errors.js'

export function requireRuntime(name = 'onnxruntime-node'): void {
  try {
    createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new SamplerError('no-embedder', undefined, { cause })
  }
}
