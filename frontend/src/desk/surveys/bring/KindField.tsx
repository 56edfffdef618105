import { useI18n } from "../../../i18n/t";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import styles from "../surveys.module.css";
import { KINDS, type Kind, type Survey } from "../types";

interface KindFieldProps {
  survey: Survey;
  value: Kind;
  onChange: (kind: Kind) => void;
  error: string | undefined;
}

/** What the file is; it says so where it takes the place of one that is there. */
export function KindField({ survey, value, onChange, error }: KindFieldProps) {
  const { t } = useI18n();
  return (
    <>
      <div className={styles.kindChoice}>
        <Select<Kind>
          label={t("surveys.whatIsIt")}
          value={value}
          onChange={onChange}
          error={error}
          options={KINDS.map((kind) => ({
            value: kind,
            title: t(`surveys.kind.${kind}`),
            detail: t(`surveys.kindHelp.${kind}`),
          }))}
        />
      </div>
      {survey.kinds.includes(value) && <Notice level="info">{t("surveys.check.replaces")}</Notice>}
    </>
  );
}
