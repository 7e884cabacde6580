/** A CLIP in a folder of this machine, as transformers lays it out: onnx/, preprocessor_config.json, tokenizer.json. */
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { SamplerError } from '../errors.js'
import type { ModelFiles, Quantisation } from './model-files.js'
import { hashOfImageSide, preprocessorFile, quantisations, textFile, tokenizerFile, visionFile } from './model-files.js'

/** Takes the first quantisation that is there, unless one is asked for. */
export async function readModelFolder(folder: string, asked?: Quantisation): Promise<ModelFiles> {
  const root = resolve(folder)
  const choices = asked === undefined ? quantisations : [asked]
  let found: Quantisation | undefined
  for (const choice of choices)
    if (found === undefined && (await exists(join(root, visionFile(choice))))) found = choice
  if (found === undefined) throw missing(root, choices.map(visionFile).join(' or '))
  const quantisation = found
  const preprocessor = join(root, preprocessorFile)
  if (!(await exists(preprocessor))) throw missing(root, preprocessorFile)
  const vision = join(root, visionFile(quantisation))
  return {
    model: root,
    quantisation,
    preprocessor,
    vision,
    hash: await hashOfImageSide(preprocessor, vision),
    async text() {
      for (const name of [textFile(quantisation), tokenizerFile])
        if (!(await exists(join(root, name)))) throw missing(root, name)
      return { model: join(root, textFile(quantisation)), tokenizer: join(root, tokenizerFile) }
    },
  }
}

function missing(folder: string, name: string): SamplerError {
  return new SamplerError('model-not-found', `The folder ${folder} holds no ${name}.`)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
