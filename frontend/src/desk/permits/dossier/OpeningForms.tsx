import { useState } from "react";
import type { Names } from "../../../i18n/format";
import { useI18n } from "../../../i18n/t";
import { useDocumentKinds, useEntities, usePermitTypes } from "../../../permits/shared/queries";
import { Check } from "../../../ui/Check";
import { Field } from "../../../ui/Field";
import { TextArea } from "../../../ui/TextArea";
import styles from "../permits.module.css";
import type { FormProps } from "./StepDialog";

const toggledIn = <T,>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

/** The one request for complements: which documents, those never handed in among them, and why in words. */
export function ComplementForm({ permit, onChange }: FormProps) {
  const { t, format } = useI18n();
  const refused = permit.documents.filter((one) => one.state === "refused");
  const [request, setRequest] = useState(refused.map((one) => one.note).join("\n"));
  const [documents, setDocuments] = useState<string[]>([...new Set(refused.map((one) => one.kind))]);
  const type = usePermitTypes(permit.commune_id).data?.find((one) => one.code === permit.kind);
  const names = new Map(useDocumentKinds().data?.map((one) => [one.code, one.name]));
  const kinds = new Map<string, Names>();
  for (const { kind, kind_name } of permit.documents) kinds.set(kind, kind_name);
  for (const { kind } of type?.version.documents ?? []) {
    const name = names.get(kind);
    if (name) kinds.set(kind, name);
  }
  const tell = (text: string, list: string[]) => {
    setRequest(text);
    setDocuments(list);
    onChange(text.trim() || list.length > 0 ? { request: text, documents: list } : null);
  };
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>{t("permitDesk.documentsWanted")}</legend>
        {[...kinds].map(([code, name]) => (
          <Check
            key={code}
            title={format.name(name)}
            isSelected={documents.includes(code)}
            onChange={() => tell(request, toggledIn(documents, code))}
          />
        ))}
      </fieldset>
      <TextArea
        label={t("permitDesk.complementText")}
        value={request}
        onChange={(text) => tell(text, documents)}
        isRequired
      />
    </>
  );
}

/** Whom to ask, and for how many days; the entities that the type names are proposed. */
export function CirculateForm({ permit, onChange }: FormProps) {
  const { t, format } = useI18n();
  const entities = useEntities(permit.commune_id).data ?? [];
  const type = usePermitTypes(permit.commune_id).data?.find((one) => one.code === permit.kind);
  const [chosen, setChosen] = useState<number[]>([]);
  const [days, setDays] = useState("");
  const named = new Set(type?.version.opinions ?? []);
  const asked = new Set(permit.circulations.filter((one) => !one.answered_at).map((one) => one.entity));
  const tell = (list: number[], text: string) => {
    setChosen(list);
    setDays(text);
    const number = Number(text);
    const isRight = text === "" || (Number.isInteger(number) && number > 0);
    onChange(list.length > 0 && isRight ? { entities: list, days: text === "" ? null : number } : null);
  };
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>{t("permitDesk.entities")}</legend>
        {entities
          .filter((one) => !asked.has(one.id))
          .toSorted((a, b) => Number(named.has(b.code)) - Number(named.has(a.code)))
          .map((one) => (
            <Check
              key={one.id}
              title={format.name(one.name)}
              {...(named.has(one.code) ? { help: t("permitDesk.namedByType") } : {})}
              isSelected={chosen.includes(one.id)}
              onChange={() => tell(toggledIn(chosen, one.id), days)}
            />
          ))}
      </fieldset>
      <Field
        label={t("permitDesk.days")}
        help={t("permitDesk.daysHelp", { count: type?.version.opinion_days ?? 0 })}
        value={days}
        onChange={(text) => tell(chosen, text)}
        input={{ inputMode: "numeric", dir: "ltr" }}
      />
    </>
  );
}
