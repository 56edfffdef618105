import { useI18n } from "../../../i18n/t";
import { Field } from "../../../ui/Field";
import shared from "../../shared/permits.module.css";
import type { PeopleField } from "../fields";
import { Radios } from "../Radios";
import type { Draft } from "../useDraft";

const KINDS = ["person", "company", "public_body"] as const;

/** For whom it is built: who the permit will name, and how the commune reaches them. */
export function OwnerStep({ draft }: { draft: Draft }) {
  const { t } = useI18n();
  const { fields, change } = draft;
  const text = (name: PeopleField) => ({
    label: t(`apply.field.${name}`),
    value: fields[name],
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <div className={shared.form}>
      <Radios
        label={t("apply.field.owner_kind")}
        value={(fields.owner_kind as (typeof KINDS)[number]) || null}
        onChange={(owner_kind) => change({ owner_kind })}
        options={KINDS.map((value) => ({ value, title: t(`apply.owner.${value}`) }))}
      />
      <Field
        {...text("owner_name")}
        isRequired
        maxLength={200}
        input={{ dir: "auto", autoComplete: "name" }}
      />
      <Field {...text("owner_name_ar")} maxLength={200} input={{ dir: "rtl" }} />
      <Field
        {...text("owner_national_id")}
        help={t("apply.field.owner_national_idHelp")}
        maxLength={20}
        input={{ dir: "ltr" }}
      />
      <Field
        {...text("owner_phone")}
        type="tel"
        maxLength={30}
        input={{ dir: "ltr", inputMode: "tel", autoComplete: "tel" }}
      />
      <Field
        {...text("owner_email")}
        type="email"
        help={t("apply.field.owner_emailHelp")}
        maxLength={254}
        input={{ dir: "ltr", inputMode: "email", autoComplete: "email" }}
      />
      <Field
        {...text("owner_address")}
        maxLength={300}
        input={{ dir: "auto", autoComplete: "street-address" }}
      />
    </div>
  );
}
