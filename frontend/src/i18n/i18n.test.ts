import { expect, test } from "vitest";
import ar from "../messages/ar.json";
import en from "../messages/en.json";
import fr from "../messages/fr.json";
import { makeFormat } from "./format";
import type { Digits, Language, Messages } from "./language";
import { makeTranslate } from "./t";

const MESSAGES = { ar, fr, en } as Record<Language, Messages>;

function translate(language: Language, digits: Digits = "latn") {
  return makeTranslate(MESSAGES[language], language, digits, makeFormat(language, digits));
}

test("every text exists in the three languages, with the same blanks", () => {
  const blanks = (message: unknown) =>
    [
      ...new Set(
        JSON.stringify(message)
          .match(/\{\w+\}/g)
          ?.filter((blank) => blank !== "{count}") ?? [],
      ),
    ].sort();
  for (const [key, message] of Object.entries(MESSAGES.ar)) {
    for (const language of ["fr", "en"] as const) {
      expect(MESSAGES[language], key).toHaveProperty([key]);
      expect(blanks(MESSAGES[language][key]), `${language} ${key}`).toEqual(blanks(message));
    }
  }
  expect(Object.keys(MESSAGES.fr)).toHaveLength(Object.keys(MESSAGES.ar).length);
  expect(Object.keys(MESSAGES.en)).toHaveLength(Object.keys(MESSAGES.ar).length);
});

test("Arabic counts in six ways", () => {
  const t = translate("ar");
  expect([1, 2, 3, 11].map((count) => t("search.found", { count }))).toEqual([
    "نتيجة واحدة",
    "نتيجتان",
    "3 نتائج",
    "11 نتيجة",
  ]);
});

test("numerals follow the switch, and only within Arabic", () => {
  expect(makeFormat("ar", "arab").number(1234)).toBe("١٬٢٣٤");
  expect(makeFormat("ar", "latn").number(1234)).toMatch(/1.?234/);
  expect(makeFormat("fr", "arab").number(12)).toBe("12");
});

test("dates are Gregorian, with the months as Morocco names them", () => {
  expect(makeFormat("ar", "latn").date("2026-07-05")).toContain("يوليوز");
  expect(makeFormat("fr", "latn").date("2026-07-05")).toBe("5 juillet 2026");
});

test("areas are square metres for plots and hectares for land", () => {
  const { area } = makeFormat("en", "latn");
  expect(area(182.34)).toBe("182.3 m²");
  expect(area(250_000)).toBe("25 ha");
  expect(makeFormat("ar", "arab").area(182)).toBe("١٨٢ م²");
});

test("values of the API are shown as what they are", () => {
  const { value } = makeFormat("fr", "latn");
  expect(value(null)).toBe("—");
  expect(value(0.775, "%")).toBe("0,78\u00a0%");
  expect(value("2026-07-05")).toBe("5 juillet 2026");
  expect(value("12345/40")).toBe("12345/40");
  expect(value(true)).toBe("oui");
});

test("a name falls back to the nearest language, and its other script is beneath", () => {
  const names = { ar: "بركان", fr: "Berkane", en: "" };
  expect(makeFormat("en", "latn").name(names)).toBe("Berkane");
  expect(makeFormat("en", "latn").otherName(names)).toBe("بركان");
  expect(makeFormat("ar", "latn").otherName(names)).toBe("Berkane");
  expect(makeFormat("fr", "latn").otherName({ ar: "", fr: "Rue 3", en: "" })).toBe("");
});

test("a decimal comma does not also stand between latitude and longitude", () => {
  expect(makeFormat("fr", "latn").degrees(-2.31941, 34.91931)).toBe("34,91931° ; -2,31941°");
  expect(makeFormat("en", "latn").degrees(-2.31941, 34.91931)).toBe("34.91931°, -2.31941°");
});
