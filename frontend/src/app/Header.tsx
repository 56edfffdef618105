import { FileCheck2, Languages, Map as MapIcon, Plane, Upload, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { can, useSession } from "../api/session";
import type { Session } from "../api/types";
import { LANGUAGES, type Language, setDigits, setLanguage } from "../i18n/language";
import { useI18n } from "../i18n/t";
import { ProfileMenu } from "../session/ProfileMenu";
import { keepPreference } from "../session/preferences";
import { IconButton } from "../ui/Button";
import { Menu, type MenuAction } from "../ui/Menu";
import styles from "./Header.module.css";
import mark from "./mark.svg";

const LANGUAGE_NAMES: Record<Language, string> = { ar: "العربية", fr: "Français", en: "English" };

export function Header({ tools }: { tools?: ReactNode }) {
  const { t } = useI18n();
  const { data: session } = useSession();
  const isStaff = Boolean(session?.user && can(session, "territory.view_desk"));
  return (
    <header className={styles.header}>
      <Link href={isStaff ? "/desk" : "/"} className={styles.brand} aria-label={t("app.home")}>
        <img src={mark} alt="" width={28} height={28} />
        <span className={styles.name}>{t("app.name")}</span>
        {session?.settings.demo && <span className={styles.demo}>{t("app.demo")}</span>}
      </Link>
      <div className={styles.tools}>{tools}</div>
      {session?.user && <Navigation session={session} />}
      <LanguageMenu session={session} />
      <ProfileMenu />
    </header>
  );
}

function Navigation({ session }: { session: Session }) {
  const { t } = useI18n();
  const [path] = useLocation();
  const links = [
    { href: "/desk", title: t("nav.map"), icon: <MapIcon />, shown: can(session, "territory.view_desk") },
    {
      href: "/desk/permits",
      title: t("nav.permits"),
      icon: <FileCheck2 />,
      shown: ["permits.view_permit", "permits.give_opinion", "permits.manage_rules"].some((right) =>
        can(session, right),
      ),
    },
    {
      href: "/desk/surveys",
      title: t("nav.surveys"),
      icon: <Plane />,
      shown: can(session, "surveys.view_survey"),
    },
    {
      href: "/desk/imports",
      title: t("nav.imports"),
      icon: <Upload />,
      shown: can(session, "importing.view_import"),
    },
    {
      href: "/desk/users",
      title: t("nav.users"),
      icon: <Users />,
      shown: can(session, "accounts.manage_users"),
    },
  ];
  const isHere = (href: string) =>
    href === "/desk" ? path === "/desk" || path.startsWith("/desk/parcels") : path.startsWith(href);
  return (
    <nav className={styles.navigation} aria-label={t("nav.label")}>
      {links
        .filter((link) => link.shown)
        .map((link) => (
          <Link
            key={link.href}
            href={link.href}
            className={styles.link ?? ""}
            aria-current={isHere(link.href) ? "page" : undefined}
            aria-label={link.title}
          >
            {link.icon}
            <span className={styles.linkText}>{link.title}</span>
          </Link>
        ))}
    </nav>
  );
}

function LanguageMenu({ session }: { session: Session | undefined }) {
  const { t, language, digits } = useI18n();
  const languages: MenuAction[] = LANGUAGES.map((code) => ({
    id: code,
    title: LANGUAGE_NAMES[code],
    lang: code,
    isChecked: code === language,
    onAction: () => {
      void setLanguage(code);
      keepPreference(session, { language: code });
    },
  }));
  const numerals: MenuAction[] = (["latn", "arab"] as const).map((kind, index) => ({
    id: kind,
    title: t(kind === "latn" ? "language.latinDigits" : "language.arabicDigits"),
    isChecked: kind === digits,
    startsGroup: index === 0,
    onAction: () => {
      setDigits(kind);
      keepPreference(session, { arabic_digits: kind === "arab" });
    },
  }));
  return (
    <Menu
      label={t("language.label")}
      trigger={
        <IconButton label={`${t("language.label")}: ${LANGUAGE_NAMES[language]}`} icon={<Languages />} />
      }
      actions={language === "ar" ? [...languages, ...numerals] : languages}
    />
  );
}
