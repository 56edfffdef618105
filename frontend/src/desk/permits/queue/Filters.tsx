import { useEffect, useState } from "react";
import { useI18n } from "../../../i18n/t";
import { useEntities, usePermitTypes } from "../../../permits/shared/queries";
import { useUser } from "../../../session/useCan";
import { Field } from "../../../ui/Field";
import { Select } from "../../../ui/Select";
import { useColleagues } from "../queries";
import { useDeskCommune } from "../useDeskCommune";
import { usePersonTitle } from "../usePersonTitle";
import { type QueueFilter, SORTS } from "./filter";
import styles from "./queue.module.css";

const REST_MS = 250;

interface FiltersProps {
  filter: QueueFilter;
  onChange: (filter: QueueFilter) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  const { t, format } = useI18n();
  const { communes, commune } = useDeskCommune("permits.view_permit", Number(filter.commune) || null);
  const types = usePermitTypes(commune?.id).data ?? [];
  const entities = useEntities(commune?.id).data ?? [];
  const all = { value: "", title: t("permitDesk.any") };
  return (
    <search className={styles.filters}>
      <SearchField value={filter.text} onChange={(text) => onChange({ ...filter, text })} />
      {communes.length > 1 && (
        <Select<string>
          label={t("permitDesk.commune")}
          value={filter.commune}
          onChange={(value) => onChange({ ...filter, commune: value })}
          options={[all, ...communes.map((one) => ({ value: String(one.id), title: format.name(one.name) }))]}
        />
      )}
      <Select<string>
        label={t("permitDesk.kind")}
        value={filter.kinds[0] ?? ""}
        onChange={(kind) => onChange({ ...filter, kinds: kind ? [kind] : [] })}
        options={[all, ...types.map(({ code, name }) => ({ value: code, title: format.name(name) }))]}
      />
      <AssigneeSelect filter={filter} onChange={onChange} commune={commune?.id} />
      <Select<string>
        label={t("permitDesk.waitsFor")}
        value={filter.entity}
        onChange={(entity) => onChange({ ...filter, entity })}
        options={[all, ...entities.map(({ id, name }) => ({ value: String(id), title: format.name(name) }))]}
      />
      <Select<string>
        label={t("permitDesk.sort")}
        value={filter.sort}
        onChange={(sort) => onChange({ ...filter, sort: SORTS.find((one) => one === sort) ?? "due" })}
        options={SORTS.map((sort) => ({ value: sort, title: t(`permitDesk.sort.${sort}`) }))}
      />
    </search>
  );
}

function AssigneeSelect({ filter, onChange, commune }: FiltersProps & { commune: number | undefined }) {
  const { t } = useI18n();
  const me = useUser();
  const title = usePersonTitle();
  const others = (useColleagues(commune).data ?? []).filter((one) => one.reviews && one.id !== me?.id);
  return (
    <Select<string>
      label={t("permitDesk.assignee")}
      value={filter.assignee}
      onChange={(assignee) => onChange({ ...filter, assignee })}
      options={[
        { value: "", title: t("permitDesk.any") },
        { value: "me", title: t("permitDesk.mine") },
        { value: "0", title: t("permitDesk.nobody") },
        ...others.map((one) => ({ value: String(one.id), title: title(one) })),
      ]}
    />
  );
}

/** Typing shows at once; the server is asked when the typing rests. `/` comes here. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), REST_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Field id="queue-search" label={t("permitDesk.search")} type="search" value={typed} onChange={setTyped} />
  );
}
