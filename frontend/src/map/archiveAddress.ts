const SCHEME = "pmtiles://";

/** The address template of the tiles in an archive. */
export function archiveAddress(archive: string): string {
  return `${SCHEME}${archive}/{z}/{x}/{y}`;
}

export function isInArchive(tiles: string): boolean {
  return tiles.startsWith(SCHEME);
}
