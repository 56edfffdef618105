import { useI18n } from "../i18n/t";

type Named = { full_name: string; full_name_ar: string; username: string };

/** A person's name in the reader's script, where the account has it. */
export function usePersonName(): (person: Named) => string {
  const { language } = useI18n();
  return (person) =>
    (language === "ar" && person.full_name_ar) || person.full_name || person.full_name_ar || person.username;
}
