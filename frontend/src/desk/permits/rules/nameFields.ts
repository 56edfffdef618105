import type { Translate } from "../../../i18n/t";
import type { RuleField, RuleValues } from "./ruleForm";

interface Names {
  ar: string;
  fr: string;
  en: string;
}

/** A rule's names: the papers need Arabic and French, the screens take English too. */
export function nameFields(t: Translate): RuleField[] {
  return [
    { name: "name_ar", label: t("permitDesk.nameAr"), kind: "text", isRequired: true, dir: "rtl" },
    { name: "name_fr", label: t("permitDesk.nameFr"), kind: "text", isRequired: true, dir: "ltr" },
    { name: "name_en", label: t("permitDesk.nameEn"), kind: "text", dir: "ltr" },
  ];
}

export function nameValues(names: Names | undefined): RuleValues {
  return { name_ar: names?.ar ?? "", name_fr: names?.fr ?? "", name_en: names?.en ?? "" };
}

export function codeField(t: Translate, isNew: boolean): RuleField {
  return {
    name: "code",
    label: t("permitDesk.code"),
    kind: "text",
    isRequired: true,
    isReadOnly: !isNew,
    help: t("permitDesk.codeHelp"),
    dir: "ltr",
  };
}
