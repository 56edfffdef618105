import { SearchX } from "lucide-react";
import { Link } from "wouter";
import { useI18n } from "../i18n/t";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "./Page";

export default function NotFound() {
  const { t } = useI18n();
  return (
    <Page title={t("problem.noPage")}>
      <EmptyState
        level="h1"
        icon={<SearchX />}
        title={t("problem.noPage")}
        action={<Link href="/">{t("problem.toMap")}</Link>}
      >
        {t("problem.noPageHelp")}
      </EmptyState>
    </Page>
  );
}
