import { Inbox } from "lucide-react";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { StateBadge } from "../../../permits/shared/StateBadge";
import { Badge } from "../../../ui/Badge";
import { EmptyState } from "../../../ui/EmptyState";
import { type LinkColumn, LinkList } from "../../../ui/LinkList";
import { Skeleton } from "../../../ui/Skeleton";
import { addressOf } from "../addresses";
import { PermitsPage } from "../PermitsPage";
import styles from "../permits.module.css";
import { type Asked, useAsked } from "../queries";

/** What a member's entity is asked about, the most urgent first: nothing else of the desk is theirs. */
export default function AskedPage() {
  const { t, format } = useI18n();
  const asked = useAsked();
  const columns: LinkColumn<Asked>[] = [
    {
      id: "dossier",
      title: t("permitDesk.dossier"),
      width: "1.4fr",
      cell: (one) => (
        <>
          <b className="latin">{one.reference}</b>
          <span className={styles.small}>{format.name(one.kind_name)}</span>
        </>
      ),
    },
    { id: "object", title: t("permitDesk.object"), width: "1.6fr", cell: (one) => one.title || "—" },
    {
      id: "entity",
      title: t("permitDesk.entity"),
      width: "1.2fr",
      isDeskOnly: true,
      cell: (one) => format.name(one.entity_name),
    },
    { id: "until", title: t("permitDesk.yourOpinion"), width: "1.4fr", cell: (one) => <Until asked={one} /> },
    {
      id: "state",
      title: t("permitDesk.state"),
      width: "1fr",
      isDeskOnly: true,
      cell: (one) => <StateBadge state={one.state} />,
    },
  ];
  return (
    <PermitsPage title={t("permitDesk.asked")}>
      {asked.error && <Problem problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <Skeleton lines={5} />}
      {asked.data?.length === 0 && (
        <EmptyState icon={<Inbox aria-hidden />} title={t("permitDesk.nothingAsked")}>
          {t("permitDesk.nothingAskedHelp")}
        </EmptyState>
      )}
      {asked.data && asked.data.length > 0 && (
        <LinkList
          label={t("permitDesk.asked")}
          columns={columns}
          rows={asked.data}
          rowKey={(one) => one.circulation}
          href={(one) => `${addressOf(one)}?task=opinions`}
        />
      )}
    </PermitsPage>
  );
}

function Until({ asked }: { asked: Asked }) {
  const { t, format } = useI18n();
  if (asked.answered_at) return <Badge level="ok">{t("permitDesk.opinionGiven")}</Badge>;
  const isLate = Date.parse(asked.due_at) < Date.now();
  return (
    <Badge level={isLate ? "late" : "waiting"}>
      {t(isLate ? "permitDesk.opinionLate" : "permitDesk.yourOpinionBy", { date: format.date(asked.due_at) })}
    </Badge>
  );
}
