import { Link, useLocation } from "wouter";
import { Page } from "../../app/Page";
import { useI18n } from "../../i18n/t";
import { loginAddress } from "../../session/login";
import { Notice } from "../../ui/Notice";
import styles from "./permits.module.css";

/** Applying and following need an account; the commune gives them, and this says how to get one. */
export function AccountNeeded({ title, lead }: { title: string; lead: string }) {
  const { t } = useI18n();
  const [path] = useLocation();
  return (
    <Page title={title}>
      <div className={styles.stack}>
        <header className={styles.head}>
          <h1>{title}</h1>
          <p>{lead}</p>
        </header>
        <Notice
          level="info"
          title={t("apply.account.title")}
          action={
            <Link href={loginAddress(path)} className={styles.mainLink ?? ""}>
              {t("session.logIn")}
            </Link>
          }
        >
          {t("apply.account.how")}
        </Notice>
      </div>
    </Page>
  );
}
