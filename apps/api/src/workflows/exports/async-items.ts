/** Items that come one after another: changed on the way, or gathered into portions. */

export async function* mapped<From, To>(items: AsyncIterable<From>, change: (item: From) => To): AsyncGenerator<To> {
  for await (const item of items) yield change(item)
}

export async function* portions<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let portion: Item[] = []
  for await (const item of items) {
    portion.push(item)
    if (portion.length === size) {
      yield portion
      portion = []
    }
  }
  if (portion.length > 0) yield portion
}
