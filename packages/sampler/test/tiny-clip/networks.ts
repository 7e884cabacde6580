/** CLIP's two networks as transformers builds them (CLIPVisionModelWithProjection, CLIPTextModelWithProjection). */
import { FLOAT, Graph, INT64 } from './graph.ts'

/** ViT-B/32 has 768 and 512, 12 heads, 12 layers, and 512 of projection. */
export const shape = { width: 12, heads: 2, mlp: 24, layers: 2, projection: 12, image: 224, patch: 32, positions: 77 }

export function visionNetwork(random: () => number): Uint8Array {
  const graph = new Graph(random)
  const { width, image, patch, projection } = shape
  const patches = (image / patch) ** 2
  const pixels = graph.input('pixel_values', FLOAT, ['batch', 3, image, image])
  const kernel = graph.weight('patch_embedding', [width, 3, patch, patch], 0.03)
  const grid = graph.node('Conv', [pixels, kernel], { kernel_shape: [patch, patch], strides: [patch, patch] })
  const flat = graph.node('Reshape', [grid, graph.integers([0, width, -1])])
  const tokens = graph.node('Transpose', [flat], { perm: [0, 2, 1] })
  const batch = graph.node('Shape', [pixels], { start: 0, end: 1 })
  const classShape = graph.node('Concat', [batch, graph.integers([1, width])], { axis: 0 })
  const classToken = graph.node('Expand', [graph.weight('class_embedding', [1, 1, width], 1), classShape])
  const sequence = graph.node('Concat', [classToken, tokens], { axis: 1 })
  const positions = graph.weight('position_embedding', [patches + 1, width], 0.5)
  let state = normalise(graph, 'pre_layrnorm', graph.node('Add', [sequence, positions]))
  for (let layer = 0; layer < shape.layers; layer++) state = transformerLayer(graph, `layers.${layer}`, state)
  const pooled = graph.node('Squeeze', [
    graph.node('Gather', [state, graph.integers([0])], { axis: 1 }),
    graph.integers([1]),
  ])
  const normalised = normalise(graph, 'post_layernorm', pooled)
  const embeds = graph.node('MatMul', [normalised, graph.weight('visual_projection', [width, projection], 0.4)])
  graph.output('image_embeds', embeds, ['batch', projection])
  return graph.toBytes()
}

export function textNetwork(random: () => number, vocabulary: number): Uint8Array {
  const graph = new Graph(random)
  const { width, projection } = shape
  const ids = graph.input('input_ids', INT64, ['batch', 'sequence'])
  const tokens = graph.node('Gather', [graph.weight('token_embedding', [vocabulary, width], 1), ids], { axis: 0 })
  const length = graph.node('Shape', [ids], { start: 1, end: 2 })
  const table = graph.weight('position_embedding', [shape.positions, width], 0.5)
  const positions = graph.node('Slice', [table, graph.integers([0]), length, graph.integers([0])])
  // Nobody looks at what comes after.
  const square = graph.node('Concat', [length, length], { axis: 0 })
  const dark = graph.node('ConstantOfShape', [square], { value: { floatTensor: -3.4028234663852886e38 } })
  const mask = graph.node('Trilu', [dark, graph.integers([1])], { upper: 1 })
  let state = graph.node('Add', [tokens, positions])
  for (let layer = 0; layer < shape.layers; layer++) state = transformerLayer(graph, `layers.${layer}`, state, mask)
  const normalised = normalise(graph, 'final_layer_norm', state)
  // The end token has the highest number: its place holds the meaning of all before.
  const end = graph.node('ArgMax', [ids], { axis: 1, keepdims: 1 })
  const pooled = graph.node('GatherND', [normalised, end], { batch_dims: 1 })
  const embeds = graph.node('MatMul', [pooled, graph.weight('text_projection', [width, projection], 0.4)])
  graph.output('text_embeds', embeds, ['batch', projection])
  return graph.toBytes()
}

function transformerLayer(graph: Graph, name: string, state: string, mask?: string): string {
  const attended = attention(graph, `${name}.self_attn`, normalise(graph, `${name}.layer_norm1`, state), mask)
  const between = graph.node('Add', [state, attended])
  const inner = linear(graph, `${name}.fc1`, normalise(graph, `${name}.layer_norm2`, between), shape.width, shape.mlp)
  const gate = graph.node('Sigmoid', [graph.node('Mul', [inner, graph.float(1.702)])])
  const active = graph.node('Mul', [inner, gate])
  return graph.node('Add', [between, linear(graph, `${name}.fc2`, active, shape.mlp, shape.width)])
}

function attention(graph: Graph, name: string, state: string, mask?: string): string {
  const { width, heads } = shape
  const split = (part: string, perm: number[]) => {
    const projected = linear(graph, `${name}.${part}_proj`, state, width, width)
    const byHead = graph.node('Reshape', [projected, graph.integers([0, -1, heads, width / heads])])
    return graph.node('Transpose', [byHead], { perm })
  }
  const query = graph.node('Mul', [split('q', [0, 2, 1, 3]), graph.float((width / heads) ** -0.5)])
  const raw = graph.node('MatMul', [query, split('k', [0, 2, 3, 1])])
  const scores = mask === undefined ? raw : graph.node('Add', [raw, mask])
  const shares = graph.node('Softmax', [scores], { axis: -1 })
  const mixed = graph.node('MatMul', [shares, split('v', [0, 2, 1, 3])])
  const together = graph.node('Transpose', [mixed], { perm: [0, 2, 1, 3] })
  const flat = graph.node('Reshape', [together, graph.integers([0, -1, width])])
  return linear(graph, `${name}.out_proj`, flat, width, width)
}

function linear(graph: Graph, name: string, input: string, from: number, to: number): string {
  const product = graph.node('MatMul', [input, graph.weight(`${name}.weight`, [from, to], 1.5 * from ** -0.5)])
  return graph.node('Add', [product, graph.weight(`${name}.bias`, [to], 0.1)])
}

function normalise(graph: Graph, name: string, input: string): string {
  const { width } = shape
  const inputs = [input, graph.gain(`${name}.weight`, width), graph.weight(`${name}.bias`, [width], 0.1)]
  return graph.node('LayerNormalization', inputs, { axis: -1, epsilon: { float: 1e-5 } })
}
