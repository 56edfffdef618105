import {
  Languages,
  LogIn,
  LogOut,
  Map as MapIcon,
  Moon,
  Sun,
  SunMoon,
  Upload,
  UserRound,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client";
import { can, logOut, useSession } from "../api/session";
import type { Session } from "../api/types";
import { LANGUAGES, type Language, setDigits, setLanguage } from "../i18n/language";
import { type I18n, useI18n } from "../i18n/t";
import { setTheme, type ThemeChoice, useThemeChoice } from "../theme/theme";
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
      <PersonMenu session={session} />
    </header>
  );
}

function Navigation({ session }: { session: Session }) {
  const { t } = useI18n();
  const [path] = useLocation();
  const links = [
    { href: "/desk", title: t("nav.map"), icon: <MapIcon />, shown: can(session, "territory.view_desk") },
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

/** Keeps the choice with the person too, so that it follows to the next machine. */
function keepPreference(
  session: Session | undefined,
  change: { language?: Language; arabic_digits?: boolean },
) {
  if (session?.user) void api("/session", { method: "PATCH", body: change }).catch(() => undefined);
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

function themeActions(t: I18n["t"], choice: ThemeChoice): MenuAction[] {
  const themes = [
    { id: "system", title: t("theme.system"), icon: <SunMoon /> },
    { id: "light", title: t("theme.light"), icon: <Sun /> },
    { id: "dark", title: t("theme.dark"), icon: <Moon /> },
  ] as const;
  return themes.map((theme, index) => ({
    ...theme,
    startsGroup: index === 0,
    isChecked: choice === theme.id,
    onAction: () => setTheme(theme.id),
  }));
}

function PersonMenu({ session }: { session: Session | undefined }) {
  const { t, language } = useI18n();
  const [path, go] = useLocation();
  const choice = useThemeChoice();
  const user = session?.user;
  const name = user ? (language === "ar" && user.full_name_ar) || user.full_name || user.username : "";
  const personal: MenuAction[] = user
    ? [
        { id: "public", title: t("nav.publicMap"), icon: <MapIcon />, onAction: () => go("/") },
        { id: "out", title: t("session.logOut"), icon: <LogOut />, onAction: () => void logOut() },
      ]
    : [
        {
          id: "in",
          title: t("session.logIn"),
          icon: <LogIn />,
          onAction: () => go(`/login?next=${encodeURIComponent(path === "/" ? "/desk" : path)}`),
        },
      ];
  return (
    <Menu
      label={t("session.menu")}
      trigger={<IconButton label={name || t("session.menu")} icon={<UserRound />} />}
      actions={[...personal, ...themeActions(t, choice)]}
    />
  );
}
