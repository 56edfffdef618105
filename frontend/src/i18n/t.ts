import { useMemo } from "react";
import { type Format, localeTag, makeFormat } from "./format";
import { type Digits, type Language, type MessageKey, type Messages, useLocale } from "./language";

export type Parameters = Record<string, string | number>;
export type Translate = (key: MessageKey, parameters?: Parameters) => string;

/** `{name}` is replaced by the parameter of that name; `count` also chooses the plural form. */
export function makeTranslate(
  messages: Messages,
  language: Language,
  digits: Digits,
  format: Format,
): Translate {
  const plural = new Intl.PluralRules(localeTag(language, digits));
  return (key, parameters = {}) => {
    const message = messages[key];
    if (message === undefined) return key;
    const text =
      typeof message === "string"
        ? message
        : (message[plural.select(Number(parameters.count ?? 0))] ?? message.other ?? key);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? format.number(value) : value;
    });
  };
}

export interface I18n {
  readonly t: Translate;
  readonly format: Format;
  readonly language: Language;
  readonly digits: Digits;
}

/** Texts and formats of the reader's language; the component is drawn again when it is switched. */
export function useI18n(): I18n {
  const { language, digits, messages } = useLocale();
  return useMemo(() => {
    const format = makeFormat(language, digits);
    return { t: makeTranslate(messages, language, digits, format), format, language, digits };
  }, [language, digits, messages]);
}
