import { ShieldAlert } from "lucide-react";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { useCan } from "../../../session/useCan";
import { EmptyState } from "../../../ui/EmptyState";
import { type LinkColumn, LinkList } from "../../../ui/LinkList";
import { Skeleton } from "../../../ui/Skeleton";
import { PermitsPage } from "../PermitsPage";
import styles from "../permits.module.css";
import { type Offence, useOffences } from "../queries";
import { useDeskCommune } from "../useDeskCommune";
import type { OffenceKind } from "./kinds";
import { ObserveButton } from "./ObserveButton";
import { OffenceBadge } from "./OffenceBadge";
import { OffenceClock } from "./OffenceClock";

/** Offences of law 66-12, latest first. */
export default function OffencesPage() {
  const { t, format } = useI18n();
  const offences = useOffences();
  const inspects = useCan("permits.inspect_site");
  const { commune } = useDeskCommune("permits.inspect_site");
  const columns: LinkColumn<Offence>[] = [
    {
      id: "number",
      title: t("permitDesk.offence"),
      width: "1.3fr",
      cell: (one) => (
        <>
          <b className="latin">{one.number}</b>
          <span className={styles.small}>{format.date(one.observed_at)}</span>
        </>
      ),
    },
    {
      id: "kind",
      title: t("permitDesk.kind"),
      width: "1.4fr",
      cell: (one) => t(`permitDesk.offenceKind.${one.kind as OffenceKind}`),
    },
    {
      id: "state",
      title: t("permitDesk.state"),
      width: "1.3fr",
      cell: (one) => <OffenceBadge state={one.state} />,
    },
    {
      id: "clock",
      title: t("permitDesk.clock"),
      width: "1.8fr",
      cell: (one) => <OffenceClock offence={one} />,
    },
  ];
  return (
    <PermitsPage
      title={t("permitDesk.offences")}
      action={inspects && commune && <ObserveButton commune={commune.id} />}
    >
      {offences.error && <Problem problem={offences.error} onRetry={() => void offences.refetch()} />}
      {offences.isPending && <Skeleton lines={5} />}
      {offences.data?.length === 0 && (
        <EmptyState icon={<ShieldAlert aria-hidden />} title={t("permitDesk.noOffences")} />
      )}
      {offences.data && offences.data.length > 0 && (
        <LinkList
          label={t("permitDesk.offences")}
          columns={columns}
          rows={offences.data}
          rowKey={(one) => one.id}
          href={(one) => `/desk/permits/offences/${one.id}`}
        />
      )}
    </PermitsPage>
  );
}
