import { useState } from "react";
import { ApiProblem } from "../../../api/problem";
import { useI18n } from "../../../i18n/t";
import type { PermitRow } from "../../../permits/shared/types";
import { useCan } from "../../../session/useCan";
import { Button } from "../../../ui/Button";
import { Select } from "../../../ui/Select";
import { toast } from "../../../ui/Toast";
import { useAssign, useColleagues } from "../queries";
import { usePersonTitle } from "../usePersonTitle";
import styles from "./queue.module.css";

interface AssignBarProps {
  rows: readonly PermitRow[];
  onDone: () => void;
}

/** What can be done with the chosen dossiers at once: give them to a colleague. */
export function AssignBar({ rows, onDone }: AssignBarProps) {
  const { t } = useI18n();
  const commune = rows[0]?.commune_id;
  const mayAssign = useCan("permits.review_permit", commune);
  const colleagues = (useColleagues(commune).data ?? []).filter((one) => one.reviews);
  const title = usePersonTitle();
  const assign = useAssign();
  const [chosen, setChosen] = useState<string | null>(null);
  if (rows.length === 0 || !mayAssign) return null;
  const give = () => {
    if (chosen === null) return;
    const body = { permits: rows.map((row) => row.id), assignee: Number(chosen) || null };
    assign.mutate(body, {
      onSuccess: ({ changed }) => {
        toast(t("permitDesk.assigned", { count: changed }));
        onDone();
      },
      onError: (error) => toast(error instanceof ApiProblem ? error.message : t("problem.title"), "late"),
    });
  };
  return (
    <div className={styles.assign}>
      <b>{t("permitDesk.selected", { count: rows.length })}</b>
      <Select<string>
        label={t("permitDesk.assignTo")}
        isLabelHidden
        placeholder={t("permitDesk.assignTo")}
        value={chosen}
        onChange={setChosen}
        options={[
          ...colleagues.map((one) => ({ value: String(one.id), title: title(one) })),
          { value: "0", title: t("permitDesk.nobody") },
        ]}
      />
      <Button kind="main" isPending={assign.isPending} isDisabled={chosen === null} onPress={give}>
        {t("permitDesk.assign")}
      </Button>
      <Button kind="quiet" onPress={onDone}>
        {t("common.cancel")}
      </Button>
    </div>
  );
}
