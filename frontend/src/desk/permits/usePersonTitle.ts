import { useI18n } from "../../i18n/t";

interface Named {
  name: string;
  name_ar: string;
}

/** A colleague's name in the reader's script, where the account has it. */
export function usePersonTitle(): (person: Named) => string {
  const { language } = useI18n();
  return (person) => (language === "ar" && person.name_ar) || person.name || person.name_ar;
}
