import { useI18n } from "../../../i18n/t";
import { Badge } from "../../../ui/Badge";
import styles from "../permits.module.css";
import { codeField, nameFields, nameValues } from "./nameFields";
import { RuleList } from "./RuleList";
import type { RuleField, RuleValues } from "./ruleForm";
import { type EntityRule, useEveryEntity, useSaveRule } from "./rulesQueries";
import { useMayWrite } from "./useMayWrite";

const ENTITY_KINDS = [
  "commune",
  "province",
  "urban_agency",
  "civil_protection",
  "land_registry",
  "network_operator",
  "culture",
  "health",
  "water_basin",
] as const;
type EntityKind = (typeof ENTITY_KINDS)[number];

/** The administrations and operators that are asked; who is asked no longer stays listed. */
export function EntitiesTab({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  const mayWrite = useMayWrite();
  const save = useSaveRule("entities");
  const fieldsOf = (row: EntityRule | null): RuleField[] => [
    codeField(t, row === null),
    ...nameFields(t),
    {
      name: "kind",
      label: t("permitDesk.kind"),
      kind: "choice",
      isRequired: true,
      options: ENTITY_KINDS.map((value) => ({ value, title: t(`permitDesk.entityKind.${value}`) })),
    },
    { name: "is_binding", label: t("permitDesk.bindingHelp"), kind: "check" },
    { name: "is_active", label: t("permitDesk.asksIt"), kind: "check" },
  ];
  const valuesOf = (row: EntityRule | null): RuleValues => ({
    ...nameValues(row?.name),
    code: row?.code ?? "",
    kind: row?.kind ?? "",
    is_binding: row?.is_binding ?? false,
    is_active: row?.is_active ?? true,
  });
  return (
    <RuleList
      title={t("permitDesk.entities")}
      newTitle={t("permitDesk.newEntity")}
      rows={useEveryEntity(commune).data ?? []}
      isEditable={(row) => mayWrite(row.is_own)}
      fieldsOf={fieldsOf}
      valuesOf={valuesOf}
      save={(values, row) =>
        save.mutateAsync({
          ...(values as unknown as Parameters<typeof save.mutate>[0]),
          id: row?.id ?? null,
          commune: row && !row.is_own ? null : commune,
        })
      }
      columns={[
        {
          id: "name",
          title: t("permitDesk.entity"),
          cell: (row) => (
            <>
              {format.name(row.name)}
              <span className={styles.small}>{format.otherName(row.name)}</span>
            </>
          ),
        },
        {
          id: "kind",
          title: t("permitDesk.kind"),
          cell: (row) => t(`permitDesk.entityKind.${row.kind as EntityKind}`),
        },
        {
          id: "binding",
          title: t("permitDesk.weight"),
          cell: (row) => (
            <Badge level={row.is_binding ? "info" : "neutral"}>
              {t(row.is_binding ? "permitDesk.binding" : "permitDesk.advisory")}
            </Badge>
          ),
        },
        {
          id: "active",
          title: t("permitDesk.state"),
          cell: (row) => (
            <Badge level={row.is_active ? "ok" : "neutral"}>
              {t(row.is_active ? "permitDesk.asked.yes" : "permitDesk.asked.no")}
            </Badge>
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
