import { useI18n } from "../../../i18n/t";
import { Badge } from "../../../ui/Badge";
import styles from "../permits.module.css";
import { today } from "../today";
import { codeField, nameFields, nameValues } from "./nameFields";
import { RuleList } from "./RuleList";
import type { RuleField, RuleValues } from "./ruleForm";
import { type ReasonRule, useEveryReason, useSaveRule } from "./rulesQueries";
import { useMayWrite } from "./useMayWrite";

/** The reasons for an unfavourable opinion or a refusal; a commune adds its own to the country's. */
export function ReasonsTab({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  const mayWrite = useMayWrite();
  const save = useSaveRule("reasons");
  const fieldsOf = (row: ReasonRule | null): RuleField[] => [
    codeField(t, row === null),
    ...nameFields(t),
    { name: "theme", label: t("permitDesk.theme"), kind: "text", dir: "ltr" },
    { name: "legal_ref", label: t("permitDesk.legalRef"), kind: "text" },
    { name: "effective_from", label: t("permitDesk.from"), kind: "date", isRequired: true, dir: "ltr" },
    { name: "effective_to", label: t("permitDesk.until"), kind: "date", dir: "ltr" },
  ];
  const valuesOf = (row: ReasonRule | null): RuleValues => ({
    ...nameValues(row?.name),
    code: row?.code ?? "",
    theme: row?.theme ?? "",
    legal_ref: row?.legal_ref ?? "",
    effective_from: row?.effective_from ?? today(),
    effective_to: row?.effective_to ?? "",
  });
  const isPast = (row: ReasonRule) => row.effective_to !== null && row.effective_to < today();
  return (
    <RuleList
      title={t("permitDesk.reasons")}
      newTitle={t("permitDesk.newReason")}
      rows={useEveryReason(commune).data ?? []}
      isEditable={(row) => mayWrite(row.is_own)}
      fieldsOf={fieldsOf}
      valuesOf={valuesOf}
      save={(values, row) =>
        save.mutateAsync({
          ...(values as unknown as Parameters<typeof save.mutate>[0]),
          effective_to: String(values.effective_to) || null,
          id: row?.id ?? null,
          commune: row && !row.is_own ? null : commune,
        })
      }
      columns={[
        {
          id: "name",
          title: t("permitDesk.reasons"),
          cell: (row) => (
            <>
              {format.name(row.name)}
              <span className={styles.small}>{format.otherName(row.name)}</span>
            </>
          ),
        },
        { id: "law", title: t("permitDesk.legalRef"), cell: (row) => row.legal_ref },
        {
          id: "force",
          title: t("permitDesk.inForce"),
          cell: (row) => (
            <>
              {t("permitDesk.fromDay", { date: format.date(row.effective_from) })}
              {row.effective_to && (
                <Badge level={isPast(row) ? "neutral" : "waiting"}>
                  {t("permitDesk.untilDay", { date: format.date(row.effective_to) })}
                </Badge>
              )}
            </>
          ),
        },
        {
          id: "own",
          title: t("permitDesk.source"),
          cell: (row) => (
            <Badge level={row.is_own ? "info" : "neutral"}>
              {t(row.is_own ? "permitDesk.ownRule" : "permitDesk.countryRule")}
            </Badge>
          ),
        },
      ]}
    />
  );
}
