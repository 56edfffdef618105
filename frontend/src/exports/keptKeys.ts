/**
 * The keys of exports that this browser asked for. Whoever has no account is in no list of the server: only who
 * knows a key finds its file again.
 */
const STORE = "kharita.exports";
const KEPT = 20;

export function keptKeys(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(kept) ? kept.filter((key): key is string => typeof key === "string") : [];
  } catch {
    return [];
  }
}

function keep(keys: readonly string[]): void {
  try {
    localStorage.setItem(STORE, JSON.stringify(keys.slice(0, KEPT)));
  } catch {
    // A browser that stores nothing still shows the export while the page is open.
  }
}

export function rememberKey(key: string): void {
  keep([key, ...keptKeys().filter((other) => other !== key)]);
}

export function forgetKey(key: string): void {
  keep(keptKeys().filter((other) => other !== key));
}
