import { useLocation } from "wouter";
import { Loading } from "../../app/Loading";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./ColumnsStep.module.css";
import { DrawingLabels } from "./DrawingLabels";
import { FieldsTable } from "./FieldsTable";
import { MappingOptions } from "./MappingOptions";
import { MappingPreview } from "./MappingPreview";
import { lacksPlan, missingFields, tidy } from "./mapping";
import { PlanFields } from "./PlanFields";
import { useImportActions, useTargets } from "./queries";
import { SourceFacts } from "./SourceFacts";
import type { Import, Mapping, Source, Target } from "./types";
import { useDraft } from "./useDraft";

/** The second step: how the file is read, and which column fills which field. */
export function ColumnsStep({ item, source }: { item: Import; source: Source }) {
  const targets = useTargets().data;
  const target = targets?.find((entry) => entry.id === item.target);
  return target ? <Editor item={item} source={source} target={target} /> : <Loading />;
}

type EditorProps = { item: Import; source: Source; target: Target };

function Editor({ item, source, target }: EditorProps) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const { map } = useImportActions(item.id);
  const draft = useDraft(item);
  const missing = missingFields(draft.mapping, target).map((field) => field.title);
  if (lacksPlan(draft.mapping, target)) missing.push(t("imports.plan.title"));
  // Awaited, not called back: with the new state this editor is gone. What was refused is in `map.error`.
  const submit = () =>
    map.mutateAsync(tidy(draft.mapping)).then(
      () => {
        draft.forget();
        navigate(`/desk/imports/${item.id}`, { replace: true });
      },
      () => undefined,
    );
  const parts = { mapping: draft.mapping, onChange: draft.change, source };
  return (
    <div className={styles.step}>
      <div className={styles.editor}>
        <div className={styles.form}>
          <SourceFacts {...parts} layers={item.file.layers} />
          {target.needs_plan && <PlanFields mapping={draft.mapping} onChange={draft.change} />}
          <DrawingLabels {...parts} />
          <FieldsTable {...parts} target={target} />
          <MappingOptions {...parts} target={target} table={item.file.table} />
        </div>
        <footer className={styles.footer}>
          {map.error && (
            <Notice level="late" isLive>
              {map.error.message}
            </Notice>
          )}
          {missing.length > 0 && (
            <p className={styles.missing}>{t("imports.map.missing", { fields: missing.join(" · ") })}</p>
          )}
          <div className={styles.actions}>
            <Button
              kind="main"
              isDisabled={missing.length > 0}
              isPending={map.isPending}
              onPress={() => void submit()}
            >
              {t("imports.map.submit")}
            </Button>
          </div>
        </footer>
      </div>
      <MappingPreview item={item} mapping={draft.mapping} target={target} />
    </div>
  );
}

export type MappingPartProps = { mapping: Mapping; onChange: (mapping: Mapping) => void; source: Source };
