import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Page, type PageProps } from "../../app/Page";
import { useI18n } from "../../i18n/t";
import { useCan } from "../../session/useCan";
import styles from "./permits.module.css";

export interface PermitsPageProps {
  title: string;
  width?: PageProps["width"];
  /** Stands beside the title: the page's main act. */
  action?: ReactNode;
  children: ReactNode;
}

/** A list page of the permits desk: the ways to its other pages, then the title. */
export function PermitsPage({ title, width = "wide", action, children }: PermitsPageProps) {
  return (
    <Page title={title} width={width}>
      <PermitsNavigation />
      <div className={styles.top}>
        <h1 className={styles.title}>{title}</h1>
        {action}
      </div>
      {children}
    </Page>
  );
}

function PermitsNavigation() {
  const { t } = useI18n();
  const [path] = useLocation();
  const handles = useCan("permits.view_permit");
  const advises = useCan("permits.give_opinion");
  const rules = useCan("permits.manage_rules");
  const links = [
    { href: "/desk/permits", title: t("permitDesk.queue"), shown: handles },
    { href: "/desk/permits/asked", title: t("permitDesk.asked"), shown: advises },
    { href: "/desk/permits/sessions", title: t("permitDesk.sessions"), shown: handles || advises },
    { href: "/desk/permits/visits", title: t("permitDesk.visits"), shown: handles },
    { href: "/desk/permits/offences", title: t("permitDesk.offences"), shown: handles },
    { href: "/desk/permits/figures", title: t("permitDesk.figures"), shown: handles },
    { href: "/desk/permits/rules", title: t("permitDesk.rules"), shown: rules },
  ].filter((link) => link.shown);
  if (links.length < 2) return null;
  const isHere = (href: string) => (href === "/desk/permits" ? path === href : path.startsWith(href));
  return (
    <nav className={styles.navigation} aria-label={t("permitDesk.sections")}>
      {links.map(({ href, title }) => (
        <Link key={href} href={href} aria-current={isHere(href) ? "page" : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
