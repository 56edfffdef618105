import { useQueryClient } from "@tanstack/react-query";
import { useI18n } from "../../../i18n/t";
import { Skeleton } from "../../../ui/Skeleton";
import { DocumentSlot } from "../../shared/DocumentSlot";
import { permitKey, useDocumentKinds } from "../../shared/queries";
import styles from "../apply.module.css";
import { useLacking } from "../queries";
import type { Draft } from "../useDraft";

/** The documents that this project is asked for, the required ones first. */
export function DocumentsStep({ draft }: { draft: Draft }) {
  const { format } = useI18n();
  const { permit } = draft;
  const client = useQueryClient();
  const lacking = useLacking(permit);
  const kinds = useDocumentKinds();
  if (!lacking.data || !kinds.data) return <Skeleton lines={6} />;
  const asked = [...lacking.data.documents].sort(
    (one, other) => Number(other.required) - Number(one.required),
  );
  return (
    <ul className={styles.choices}>
      {asked.map(({ kind, required }) => {
        const known = kinds.data.find((one) => one.code === kind);
        return (
          <DocumentSlot
            key={kind}
            permit={permit.id}
            kind={kind}
            title={known ? format.name(known.name) : kind}
            isRequired={required}
            isPlan={known?.is_plan ?? false}
            documents={permit.documents.filter((one) => one.kind === kind && one.state !== "replaced")}
            mayRemove
            onChange={() => void client.invalidateQueries({ queryKey: permitKey(permit.id) })}
          />
        );
      })}
    </ul>
  );
}
