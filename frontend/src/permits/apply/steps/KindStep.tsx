import { useI18n } from "../../../i18n/t";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import type { Draft } from "../useDraft";

/** What it is for, in the applicant's own words, and what the law gives the commune for it. */
export function KindStep({ draft }: { draft: Draft }) {
  const { t, format } = useI18n();
  const { type, fields, change } = draft;
  const { version } = type;
  return (
    <>
      <Notice level="info" title={format.name(type.name)}>
        <p>
          {t(`apply.delay.${version.delay_unit as "working_days"}`, { count: version.delay })}
          {" · "}
          {t(version.silence_is_agreement ? "apply.silence.agreement" : "apply.silence.none")}
        </p>
        {version.legal_ref && <p>{version.legal_ref}</p>}
      </Notice>
      <Field
        label={t("apply.field.title")}
        help={t("apply.field.titleHelp")}
        value={fields.title}
        onChange={(title) => change({ title })}
        maxLength={300}
        isRequired
        input={{ dir: "auto" }}
      />
    </>
  );
}
