/** Between two pictures there may be thousands of packets. Their count, seen by all threads, shows that work goes on. */
let packets: Int32Array = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

export function countPacket(): void {
  Atomics.add(packets, 0, 1)
}

export function packetsCounted(): number {
  return Atomics.load(packets, 0)
}

export function activityCounter(): Int32Array {
  return packets
}

/** In a thread: counts where its parent looks. */
export function countIn(counter: Int32Array): void {
  packets = counter
}
