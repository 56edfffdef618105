import { type ReactNode, useEffect } from "react";
import { useI18n } from "../i18n/t";
import { Header } from "./Header";
import styles from "./Page.module.css";

export interface PageProps {
  title: string;
  children: ReactNode;
  /** Stands in the header beside the name: mostly the search. */
  tools?: ReactNode;
  /** `full` gives the content the whole window (maps); `text` a column of readable width. */
  width?: "text" | "wide" | "full";
}

/** The frame of every page: the header, then one `main`. */
export function Page({ title, children, tools, width = "text" }: PageProps) {
  const { t } = useI18n();
  useEffect(() => {
    document.title = `${title} · ${t("app.name")}`;
  }, [title, t]);
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#main">
        {t("app.skip")}
      </a>
      <Header tools={tools} />
      <main id="main" tabIndex={-1} className={`${styles.main} ${styles[width]}`}>
        {children}
      </main>
    </div>
  );
}
