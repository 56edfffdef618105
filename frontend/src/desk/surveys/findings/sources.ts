interface Hash {
  epoch: string;
  kind: string;
  hash: string;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** The fingerprints among the sources, whatever else is told of each file. */
export function hashesOf(sources: Readonly<Record<string, unknown>>): Hash[] {
  return ["before", "after"].flatMap((epoch) =>
    Object.entries((sources[epoch] ?? {}) as Record<string, unknown>).flatMap(([kind, told]) => {
      const hash = typeof told === "string" ? told : (told as { sha256?: string } | null)?.sha256;
      return hash && SHA256.test(hash) ? [{ epoch, kind, hash }] : [];
    }),
  );
}
