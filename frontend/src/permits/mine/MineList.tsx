import { FilePlus } from "lucide-react";
import { Link } from "wouter";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { EmptyState } from "../../ui/EmptyState";
import { LinkList } from "../../ui/LinkList";
import { Skeleton } from "../../ui/Skeleton";
import { LegalClock } from "../shared/LegalClock";
import shared from "../shared/permits.module.css";
import { useMine } from "../shared/queries";
import { StateBadge } from "../shared/StateBadge";
import type { PermitRow } from "../shared/types";

export function MineList() {
  const { t, format } = useI18n();
  const { data, error, refetch } = useMine(true);
  return (
    <Page title={t("mine.title")}>
      <div className={shared.stack}>
        <header className={shared.head}>
          <h1>{t("mine.title")}</h1>
          <p>{t("mine.lead")}</p>
        </header>
        <div>
          <Link href="/apply" className={shared.mainLink}>
            {t("apply.title")}
          </Link>
        </div>
        {error && !data ? <Problem problem={error} onRetry={() => void refetch()} /> : null}
        {!error && !data ? <Skeleton lines={5} /> : null}
        {data?.length === 0 && (
          <EmptyState icon={<FilePlus />} title={t("mine.none")}>
            {t("mine.noneHelp")}
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <LinkList<PermitRow>
            label={t("mine.title")}
            rows={data}
            rowKey={(row) => row.id}
            href={(row) => (row.state === "draft" ? `/apply/${row.id}/summary` : `/mine/${row.id}`)}
            columns={[
              {
                id: "title",
                title: t("mine.dossier"),
                width: "3fr",
                cell: (row) => (
                  <>
                    <strong>
                      <bdi>{row.title || format.name(row.kind_name)}</bdi>
                    </strong>
                    <br />
                    <bdi className="latin">{row.reference}</bdi>
                  </>
                ),
              },
              {
                id: "state",
                title: t("mine.state"),
                width: "2fr",
                cell: (row) => <StateBadge state={row.state} />,
              },
              {
                id: "clock",
                title: t("mine.clock"),
                width: "2fr",
                cell: (row) => <LegalClock permit={row} />,
              },
            ]}
          />
        )}
      </div>
    </Page>
  );
}
