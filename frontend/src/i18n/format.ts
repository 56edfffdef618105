import type { Digits, Language } from "./language";

/** A name in three languages, as the API gives it. */
export interface Names {
  ar: string;
  fr: string;
  en: string;
}

export interface Format {
  number(value: number, options?: Intl.NumberFormatOptions): string;
  date(iso: string, options?: Intl.DateTimeFormatOptions): string;
  dateTime(iso: string): string;
  area(squareMetres: number): string;
  distance(metres: number): string;
  bytes(size: number): string;
  /** Latitude, then longitude, in WGS 84 degrees to some metres. */
  degrees(lon: number, lat: number): string;
  /** A value of the API with its unit; ISO dates become dates, and what is missing a dash. */
  value(value: string | number | boolean | null, unit?: string): string;
  /** The name in the reader's language; where it is missing, the one that is closest. */
  name(names: Names): string;
  /** The same name in the other script, shown small beneath; "" where there is none. */
  otherName(names: Names): string;
}

const REGION: Record<Language, string> = { ar: "ar-MA", fr: "fr-MA", en: "en-GB" };
const FALLBACKS: Record<Language, readonly Language[]> = {
  ar: ["ar", "fr", "en"],
  fr: ["fr", "en", "ar"],
  en: ["en", "fr", "ar"],
};

/** A BCP 47 tag with the Gregorian calendar; Arabic digits only within Arabic text. */
export function localeTag(language: Language, digits: Digits): string {
  const numbers = language === "ar" && digits === "arab" ? "arab" : "latn";
  return `${REGION[language]}-u-ca-gregory-nu-${numbers}`;
}

// A decimal comma leaves no comma to stand between two numbers.
const BETWEEN_NUMBERS: Record<Language, string> = { ar: " ; ", fr: " ; ", en: ", " };
const ARABIC_UNITS: Readonly<Record<string, string>> = { "m²": "م²", m: "م", ha: "هكتار", km: "كم" };
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/;
const YES: Record<Language, readonly [string, string]> = {
  ar: ["نعم", "لا"],
  fr: ["oui", "non"],
  en: ["yes", "no"],
};

function withUnit(shown: string, unit: string, language: Language): string {
  if (!unit) return shown;
  return `${shown}\u00a0${language === "ar" ? (ARABIC_UNITS[unit] ?? unit) : unit}`;
}

function pick(names: Names, order: readonly Language[]): string {
  return order.map((language) => names[language]).find((name) => name) ?? "";
}

export function makeFormat(language: Language, digits: Digits): Format {
  const tag = localeTag(language, digits);
  const number: Format["number"] = (value, options) => new Intl.NumberFormat(tag, options).format(value);
  const measured = (value: number, name: string, maximumFractionDigits: number) =>
    number(value, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits });
  const date: Format["date"] = (iso, options) =>
    new Intl.DateTimeFormat(tag, options ?? { dateStyle: "long" }).format(new Date(iso));
  return {
    number,
    date,
    dateTime: (iso) => date(iso, { dateStyle: "medium", timeStyle: "short" }),
    area: (squareMetres) =>
      squareMetres < 100_000
        ? `${number(squareMetres, { maximumFractionDigits: squareMetres < 1000 ? 1 : 0 })} ${language === "ar" ? "م²" : "m²"}`
        : `${number(squareMetres / 10_000, { maximumFractionDigits: 2 })} ${language === "ar" ? "هكتار" : "ha"}`,
    distance: (metres) =>
      metres < 1000
        ? measured(metres, "meter", metres < 100 ? 2 : 1)
        : measured(metres / 1000, "kilometer", 2),
    bytes: (size) =>
      size < 1_000_000
        ? measured(size / 1000, "kilobyte", 0)
        : measured(size / 1_000_000, "megabyte", size < 10_000_000 ? 1 : 0),
    degrees: (lon, lat) =>
      [lat, lon]
        .map((angle) => `${number(angle, { minimumFractionDigits: 5, maximumFractionDigits: 5 })}°`)
        .join(BETWEEN_NUMBERS[language]),
    value: (value, unitName = "") => {
      if (value === null || value === "") return "—";
      if (typeof value === "boolean") return YES[language][value ? 0 : 1];
      if (typeof value === "string") return ISO_DATE.test(value) ? date(value) : value;
      return withUnit(number(value, { maximumFractionDigits: 2 }), unitName, language);
    },
    name: (names) => pick(names, FALLBACKS[language]),
    otherName: (names) => {
      const other = language === "ar" ? pick(names, ["fr", "en"]) : names.ar;
      return other === pick(names, FALLBACKS[language]) ? "" : other;
    },
  };
}
