import { useI18n } from "../../../i18n/t";
import type { Permit } from "../../../permits/shared/types";
import { useCan } from "../../../session/useCan";
import { Select } from "../../../ui/Select";
import { toast } from "../../../ui/Toast";
import { useAssign, useColleagues } from "../queries";
import { usePersonTitle } from "../usePersonTitle";

/** Who has the dossier; an officer gives it to another. */
export function AssignMenu({ permit }: { permit: Permit }) {
  const { t } = useI18n();
  const handles = useCan("permits.view_permit", permit.commune_id);
  const reviews = useCan("permits.review_permit", permit.commune_id);
  const colleagues = (useColleagues(handles ? permit.commune_id : undefined).data ?? []).filter(
    (one) => one.reviews,
  );
  const assign = useAssign();
  const title = usePersonTitle();
  if (!handles) return null;
  return (
    <Select<string>
      label={t("permitDesk.assignee")}
      value={String(permit.assignee?.id ?? 0)}
      isDisabled={!reviews || assign.isPending}
      onChange={(id) =>
        assign.mutate(
          { permits: [permit.id], assignee: Number(id) || null },
          { onError: (error) => toast(error.message, "late") },
        )
      }
      options={[
        { value: "0", title: t("permitDesk.nobody") },
        ...colleagues.map((one) => ({ value: String(one.id), title: title(one) })),
      ]}
    />
  );
}
