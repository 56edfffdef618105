import { useI18n } from "../../../i18n/t";
import { Check } from "../../../ui/Check";
import type { Project } from "../../shared/types";
import { Radios } from "../Radios";
import type { Draft } from "../useDraft";

const USES = [
  "individual_housing",
  "villa",
  "collective_housing",
  "mixed",
  "commercial",
  "office",
  "tourist",
  "industrial",
  "agricultural",
  "public_facility",
] as const;
const WORKS = ["new", "extension", "storey", "alteration", "restoration", "fence"] as const;

/** What the building is for, and what is done to it. */
export function UseStep({ draft }: { draft: Draft }) {
  const { t } = useI18n();
  const { project } = draft.fields;
  const set = (change: Project) => draft.change({ project: { ...project, ...change } });
  return (
    <>
      <Radios
        label={t("apply.field.use")}
        value={(project.use as (typeof USES)[number] | null | undefined) ?? null}
        onChange={(use) => set({ use })}
        options={USES.map((value) => ({ value, title: t(`apply.use.${value}`) }))}
      />
      {draft.type.family === "building" && draft.permit.kind !== "DEMOLISH" && (
        <Radios
          label={t("apply.field.works")}
          value={(project.works as (typeof WORKS)[number] | undefined) ?? "new"}
          onChange={(works) => set({ works })}
          options={WORKS.map((value) => ({ value, title: t(`apply.works.${value}`) }))}
        />
      )}
      <Check
        title={t("apply.field.is_open_to_public")}
        help={t("apply.field.is_open_to_publicHelp")}
        isSelected={project.is_open_to_public ?? false}
        onChange={(is_open_to_public) => set({ is_open_to_public })}
      />
    </>
  );
}
