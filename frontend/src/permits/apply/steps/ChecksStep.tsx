import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { ShapesMap } from "../../../map/ShapesMap";
import { keyOf } from "../../shared/Findings";
import { useDraftChecks } from "../../shared/queries";
import { drawnShapes } from "../../shared/shapes";
import styles from "../apply.module.css";
import { collection, targetOf } from "../footprint/shapes";
import { LiveChecks } from "../LiveChecks";
import type { Draft } from "../useDraft";

/** Every check with its article and numbers, and the ground it speaks of: before anything is sent. */
export function ChecksStep({ draft }: { draft: Draft }) {
  const { t } = useI18n();
  const { permit } = draft;
  const checks = useDraftChecks(permit.id, permit.version);
  const [chosen, setChosen] = useState<string | null>(null);
  const findings = checks.data?.findings ?? [];
  const shown = chosen
    ? findings.filter((finding) => keyOf(finding) === chosen)
    : findings.filter((finding) => finding.outcome === "fail");
  const { site } = permit;
  const [target] = useState(() => targetOf(site));
  return (
    <div className={styles.beside}>
      <div className={styles.map}>
        <ShapesMap
          label={t("apply.checks.map")}
          home={target?.bounds ?? null}
          target={target}
          shapes={drawnShapes(permit.footprint, shown)}
          selection={collection(site ? [site] : [])}
        />
      </div>
      <div className={styles.side}>
        <LiveChecks checks={checks} chosen={chosen} onChoose={setChosen} />
      </div>
    </div>
  );
}
