import { useSyncExternalStore } from "react";
import type ar from "../messages/ar.json";

export const LANGUAGES = ["ar", "fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Digits = "latn" | "arab";
export type MessageKey = keyof typeof ar;
type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Messages = Record<string, Message>;

interface Locale {
  readonly language: Language;
  readonly digits: Digits;
  readonly messages: Messages;
}

const COOKIE = "kharita_language";
const DIGITS_KEY = "kharita_digits";
const YEAR_S = 31_536_000;

const files: Record<Language, () => Promise<{ default: Messages }>> = {
  ar: () => import("../messages/ar.json"),
  fr: () => import("../messages/fr.json"),
  en: () => import("../messages/en.json"),
};

let locale: Locale = { language: "ar", digits: "latn", messages: {} };
const listeners = new Set<() => void>();

function isLanguage(value: string | null | undefined): value is Language {
  return (LANGUAGES as readonly (string | null | undefined)[]).includes(value);
}

/** The language of this visit: the address, then the cookie, then the browser, then Arabic. */
function preferredLanguage(): Language {
  const asked =
    new URLSearchParams(location.search).get("lang") ?? location.hash.match(/[#&]lang=([a-z]{2})/)?.[1];
  if (isLanguage(asked)) return asked;
  const kept = document.cookie.match(new RegExp(`(?:^|; )${COOKIE}=([a-z]{2})`))?.[1];
  if (isLanguage(kept)) return kept;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => isLanguage(tag));
  return isLanguage(spoken) ? spoken : "ar";
}

export function direction(language: Language): "rtl" | "ltr" {
  return language === "ar" ? "rtl" : "ltr";
}

function publish(next: Locale): void {
  locale = next;
  document.documentElement.lang = next.language;
  document.documentElement.dir = direction(next.language);
  for (const listener of listeners) listener();
}

/** Loads the messages of the visit's language; the page is drawn once they are here. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  const digits = localStorage.getItem(DIGITS_KEY) === "arab" ? "arab" : "latn";
  publish({ language, digits, messages: (await files[language]()).default });
}

/** Switches every text, number and date at once; nothing is reloaded. */
export async function setLanguage(language: Language): Promise<void> {
  const messages = (await files[language]()).default;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
  publish({ ...locale, language, messages });
}

export function setDigits(digits: Digits): void {
  localStorage.setItem(DIGITS_KEY, digits);
  publish({ ...locale, digits });
}

export function currentLanguage(): Language {
  return locale.language;
}

export function currentLocale(): Locale {
  return locale;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale);
}
