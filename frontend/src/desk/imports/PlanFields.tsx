import { useI18n } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import styles from "./ColumnsStep.module.css";
import type { Mapping, Plan } from "./types";

const KINDS = ["development_plan", "zoning_plan", "master_plan", "rural_plan"] as const;

export interface PlanFieldsProps {
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** The planning document that the file's records belong to: found by its name, or made when applied. */
export function PlanFields({ mapping, onChange }: PlanFieldsProps) {
  const { t } = useI18n();
  const plan: Plan = mapping.plan ?? {};
  const set = (change: Partial<Plan>) => onChange({ ...mapping, plan: { ...plan, ...change } });
  return (
    <section className={styles.section} aria-labelledby="plan">
      <h2 id="plan" className={styles.subtitle}>
        {t("imports.plan.title")}
      </h2>
      <p className={styles.help}>{t("imports.plan.lead")}</p>
      <div className={styles.pair}>
        <Field
          label={t("imports.plan.nameAr")}
          value={plan.name_ar ?? ""}
          onChange={(name_ar) => set({ name_ar })}
          input={{ dir: "rtl" }}
        />
        <Field
          label={t("imports.plan.nameFr")}
          value={plan.name_fr ?? ""}
          onChange={(name_fr) => set({ name_fr })}
          input={{ dir: "ltr" }}
        />
        <Select<string>
          label={t("imports.plan.kind")}
          value={plan.kind ?? KINDS[0]}
          onChange={(kind) => set({ kind })}
          options={KINDS.map((kind) => ({ value: kind, title: t(`imports.plan.${kind}`) }))}
        />
        <Field
          label={t("imports.plan.approvedOn")}
          type="date"
          value={plan.approved_on ?? ""}
          onChange={(date) => set({ approved_on: date || null })}
        />
        <Field
          label={t("imports.plan.legalRef")}
          value={plan.legal_ref ?? ""}
          onChange={(legal_ref) => set({ legal_ref })}
          input={{ dir: "auto" }}
        />
      </div>
    </section>
  );
}
