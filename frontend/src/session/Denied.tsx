import { LockKeyhole } from "lucide-react";
import { Link } from "wouter";
import { Page } from "../app/Page";
import { useI18n } from "../i18n/t";
import { EmptyState } from "../ui/EmptyState";

/** In place of a page that the account's roles do not open. */
export function Denied() {
  const { t } = useI18n();
  return (
    <Page title={t("session.denied.title")}>
      <EmptyState
        level="h1"
        icon={<LockKeyhole aria-hidden />}
        title={t("session.denied.title")}
        action={<Link href="/desk">{t("session.denied.home")}</Link>}
      >
        {t("session.denied.lead")}
      </EmptyState>
    </Page>
  );
}
