import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import mark from "../app/mark.svg";
import { useI18n } from "../i18n/t";
import styles from "./EntryPage.module.css";
import { LanguageChoice } from "./LanguageChoice";

export interface EntryPageProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** The calm page before the desk: one card, the language, the way back. */
export function EntryPage({ title, lead, children }: EntryPageProps) {
  const { t } = useI18n();
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Link href="/" className={styles.back}>
          <ArrowLeft aria-hidden size={18} className={styles.arrow} />
          {t("session.login.back")}
        </Link>
        <LanguageChoice />
      </header>
      <main className={styles.main}>
        <div className={styles.card}>
          <div className={styles.name}>
            <img src={mark} alt="" width={36} height={36} />
            <span>
              <bdi lang="ar">خريطة</bdi> · <bdi lang="fr">Kharita</bdi>
            </span>
          </div>
          <div>
            <h1 className={styles.title}>{title}</h1>
            <p className={styles.lead}>{lead}</p>
          </div>
          {children}
        </div>
      </main>
    </div>
  );
}
