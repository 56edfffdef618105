import { type Language, setLanguage } from "../i18n/language";
import { useI18n } from "../i18n/t";
import { Choice } from "../ui/Choice";

// Each language by its own name, so that whoever reads only one finds it.
const NAMES: Record<Language, string> = { ar: "العربية", fr: "Français", en: "English" };

export function LanguageChoice({ onChange = setLanguage }: { onChange?: (language: Language) => void }) {
  const { t, language } = useI18n();
  return (
    <Choice
      label={t("session.menu.language")}
      value={language}
      onChange={onChange}
      options={(["ar", "fr", "en"] as const).map((value) => ({ value, title: NAMES[value], lang: value }))}
    />
  );
}
