/** Where a stored picture is served. Pictures never change, so their address is their content. */
export function imageUrl(sha256: string): string
export function imageUrl(sha256: string | null): string | null
export function imageUrl(sha256: string | null): string | null {
  return sha256 === null ? null : `/media/files/${sha256}.jpg`
}
