import type { Language } from "../i18n/language";
import { publication, readPublished } from "./published";
import type { Bounds, SearchAnswer, SearchItem, SearchKind } from "./types";

type Names = readonly [ar: string, fr: string, en: string];
type NameRow = readonly [
  kind: SearchKind,
  commune: number,
  ar: string,
  fr: string,
  en: string,
  text: string,
  box: Bounds | null,
];
type ParcelRow = readonly [reference: string, slug: string, commune: number, lon: number, lat: number];

/** How names are brought into one spelling: the server's own rules, as data. */
export interface SpellingRules {
  readonly letters: readonly (readonly [pattern: string, replacement: string])[];
  readonly from: string;
  readonly into: string;
  readonly words: readonly (readonly [pattern: string, replacement: string])[];
}

interface NameIndex {
  readonly rules: SpellingRules;
  readonly communes: Readonly<Record<string, Names>>;
  readonly names: readonly NameRow[];
}

const LIMIT = 12;
const SHARD_LENGTH = 3;
const cache = new Map<string, Promise<unknown>>();

function once<T>(path: string): Promise<T> {
  const known = cache.get(path);
  if (known) return known as Promise<T>;
  const asked = readPublished<T>(path).catch((error: unknown) => {
    cache.delete(path);
    throw error;
  });
  cache.set(path, asked);
  return asked;
}

/** `text` in the one spelling in which names are compared. */
export function spelt(text: string, rules: SpellingRules): string {
  const from = [...rules.from];
  const into = [...rules.into];
  const follow = (told: string, steps: SpellingRules["letters"]) =>
    steps.reduce((sofar, [pattern, by]) => sofar.replace(new RegExp(pattern, "gu"), by), told);
  const letters = [...follow(text.normalize("NFKD"), rules.letters)]
    .map((letter) => into[from.indexOf(letter)] ?? letter)
    .join("");
  return follow(letters, rules.words).trim();
}

/** How well a name answers: 0 where a word is missing, more where words are whole and few. */
export function scoreOf(text: string, wanted: readonly string[]): number {
  const words = text.split(" ");
  let score = 0;
  for (const token of wanted) {
    if (words.includes(token)) score += 1;
    else if (words.some((word) => word.startsWith(token))) score += 0.85;
    else return 0;
  }
  return score / wanted.length - 0.01 * words.length;
}

/** The beginnings of keys that a reference may be looked for by: as typed, and as a requisition. */
export function keysOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/^t(?=\s*\d)/, "")
    .replace(/[^a-z0-9]/g, "");
  if (!/\d/.test(plain)) return [];
  return /^\d/.test(plain) ? [plain, `r${plain}`] : [plain];
}

function item(kind: SearchKind, names: Names, under: Names, box: Bounds | null, commune: number): SearchItem {
  const texts = ([ar, fr, en]: Names) => ({ ar, fr, en });
  return {
    kind,
    id: null,
    title: texts(names),
    subtitle: texts(under),
    bbox: box,
    center: box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null,
    commune_id: commune,
    slug: null,
  } as SearchItem;
}

async function parcels(text: string, communes: NameIndex["communes"]): Promise<SearchItem[]> {
  const { search } = await publication();
  const found: SearchItem[] = [];
  for (const key of keysOf(text)) {
    const shard = key.slice(0, SHARD_LENGTH);
    if (!search.shards.includes(shard)) continue;
    for (const [reference, slug, commune, lon, lat] of await once<ParcelRow[]>(
      `${search.parcels}${shard}.json`,
    )) {
      if (
        !slug
          .replace(/[^a-z0-9]/gi, "")
          .toLowerCase()
          .startsWith(key)
      )
        continue;
      const under = communes[String(commune)] ?? ["", "", ""];
      found.push(item("parcel", [reference, reference, reference], under, [lon, lat, lon, lat], commune));
    }
  }
  const length = (hit: SearchItem) => hit.title.fr.length;
  return found.sort((a, b) => length(a) - length(b)).slice(0, LIMIT);
}

/** What everyone may find, in the publication's index: references by their beginning, names by their words. */
export async function searchPublished(
  text: string,
  _language: Language,
  _signal: AbortSignal,
): Promise<SearchAnswer> {
  const index = await once<NameIndex>((await publication()).search.names);
  const wanted = spelt(text, index.rules).split(" ").filter(Boolean);
  const scored =
    wanted.length === 0
      ? []
      : index.names
          .map((row) => ({ row, score: scoreOf(row[5], wanted) }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score);
  const names = scored.slice(0, LIMIT).map(({ row: [kind, commune, ar, fr, en, , box] }) => {
    const under = kind === "commune" ? undefined : index.communes[String(commune)];
    return item(kind, [ar, fr, en], under ?? ["", "", ""], box, commune);
  });
  const items = [...(await parcels(text, index.communes)), ...names].slice(0, LIMIT);
  return { items } as SearchAnswer;
}
