/**
 * Models whose files we know before they arrive: the commit, and for each file its length and checksum. They were
 * taken from what others who use the same commit have published, each from several of them; the hub itself could not
 * be reached from where this was written. A file that differs is refused.
 */
export interface KnownFile {
  sizeBytes: number
  sha256: string
}

export interface KnownModel {
  revision: string
  files: Record<string, KnownFile>
}

/** Ours: the paper says CLIP without a size. The smallest of OpenAI's, as 8-bit ONNX. */
export const DEFAULT_MODEL = 'Xenova/clip-vit-base-patch32'

export const knownModels: Record<string, KnownModel> = {
  [DEFAULT_MODEL]: {
    revision: 'd15189d7028b43f1d3e65039190477f6af591c2a',
    files: {
      'preprocessor_config.json': {
        sizeBytes: 520,
        sha256: '6f638fb9401a6d6296feff533ee7efe657b787c49f954f82f5906b36ef2a1b1f',
      },
      'tokenizer.json': {
        sizeBytes: 2_224_119,
        sha256: 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd',
      },
      'onnx/vision_model_quantized.onnx': {
        sizeBytes: 89_117_001,
        sha256: '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
      },
      'onnx/text_model_quantized.onnx': {
        sizeBytes: 64_504_507,
        sha256: '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
      },
    },
  },
}
