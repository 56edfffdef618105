import { useI18n } from "../../i18n/t";
import { Check } from "../../ui/Check";
import styles from "./permitted.module.css";
import { PLAN_COLOR, STANDING } from "./types";
import type { PermittedLayer } from "./usePermittedLayer";

const STANDINGS = ["in_force", "completed", "later", "ended"] as const;

/** Switches of what was permitted, with what its lines mean while they are drawn. */
export function PermittedChecks({ layer }: { layer: PermittedLayer }) {
  const { t } = useI18n();
  const { drawn, draw, isOffered, isWhole } = layer;
  if (!isOffered) return null;
  return (
    <>
      <Check
        title={t("surveys.permitted.footprints")}
        isSelected={drawn.footprints}
        onChange={(footprints) => draw({ footprints })}
      />
      {drawn.footprints && (
        <ul className={styles.legend}>
          {STANDINGS.map((one) => (
            <li key={one}>
              <span className={styles.swatch} style={{ borderColor: STANDING[one].color }} aria-hidden />
              {t(`surveys.permitted.standing.${one}`)}
            </li>
          ))}
        </ul>
      )}
      <Check
        title={t("surveys.permitted.plans")}
        isSelected={drawn.plans}
        onChange={(plans) => draw({ plans })}
      />
      {drawn.plans && (
        <ul className={styles.legend}>
          <li>
            <span
              className={styles.swatch}
              style={{ borderColor: PLAN_COLOR, borderStyle: "dashed" }}
              aria-hidden
            />
            {t("surveys.permitted.planRead")}
          </li>
        </ul>
      )}
      {!isWhole && <p className={styles.quiet}>{t("surveys.permitted.cut")}</p>}
    </>
  );
}
