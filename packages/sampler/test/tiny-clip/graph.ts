/** Writes an ONNX network node by node. Every method returns the name of what it made. */
import { readFileSync } from 'node:fs'
import protobuf from 'protobufjs'

/** ONNX's numbers of its types. */
export const FLOAT = 1
export const INT64 = 7

type Attribute = number | number[] | { float: number } | { floatTensor: number }

export class Graph {
  private readonly nodes: object[] = []
  private readonly initializers: object[] = []
  private readonly inputs: object[] = []
  private readonly outputs: object[] = []

  private readonly random: () => number

  constructor(random: () => number) {
    this.random = random
  }

  input(name: string, type: number, shape: (number | string)[]): string {
    this.inputs.push(valueInfo(name, type, shape))
    return name
  }

  output(name: string, value: string, shape: (number | string)[]): void {
    this.nodes.push({ op_type: 'Identity', input: [value], output: [name] })
    this.outputs.push(valueInfo(name, FLOAT, shape))
  }

  node(type: string, inputs: string[], attributes: Record<string, Attribute> = {}): string {
    const output = `${type}_${this.nodes.length}`
    const attribute = Object.entries(attributes).map(([name, value]) => toAttribute(name, value))
    this.nodes.push({ op_type: type, input: inputs, output: [output], attribute })
    return output
  }

  /** Random numbers around 0. */
  weight(name: string, dims: number[], deviation: number): string {
    return this.floats(
      name,
      dims,
      Float32Array.from({ length: product(dims) }, () => deviation * this.random()),
    )
  }

  /** Random numbers around 1, for the gain of a normalisation. */
  gain(name: string, length: number): string {
    return this.floats(
      name,
      [length],
      Float32Array.from({ length }, () => 1 + 0.2 * this.random()),
    )
  }

  integers(values: number[]): string {
    const name = `integers_${this.initializers.length}`
    const raw = Buffer.from(BigInt64Array.from(values.map(BigInt)).buffer)
    this.initializers.push({ name, dims: [values.length], data_type: INT64, raw_data: raw })
    return name
  }

  float(value: number): string {
    return this.floats(`float_${this.initializers.length}`, [], Float32Array.of(value))
  }

  toBytes(): Uint8Array {
    const proto = readFileSync(new URL('onnx.proto', import.meta.url), 'utf8')
    const Model = protobuf.parse(proto, { keepCase: true }).root.lookupType('onnx.ModelProto')
    return Model.encode(
      Model.fromObject({
        ir_version: 8,
        producer_name: 'make-tiny-clip',
        opset_import: [{ domain: '', version: 17 }],
        graph: {
          name: 'tiny-clip',
          node: this.nodes,
          initializer: this.initializers,
          input: this.inputs,
          output: this.outputs,
        },
      }),
    ).finish()
  }

  private floats(name: string, dims: number[], values: Float32Array): string {
    this.initializers.push({ name, dims, data_type: FLOAT, raw_data: Buffer.from(values.buffer) })
    return name
  }
}

function toAttribute(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, i: value, type: 2 }
  if (Array.isArray(value)) return { name, ints: value, type: 7 }
  if ('float' in value) return { name, f: value.float, type: 1 }
  const raw = Buffer.from(Float32Array.of(value.floatTensor).buffer)
  return { name, t: { dims: [1], data_type: FLOAT, raw_data: raw }, type: 4 }
}

function valueInfo(name: string, type: number, shape: (number | string)[]): object {
  const dim = shape.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }))
  return { name, type: { tensor_type: { elem_type: type, shape: { dim } } } }
}

function product(dims: number[]): number {
  return dims.reduce((all, size) => all * size, 1)
}
