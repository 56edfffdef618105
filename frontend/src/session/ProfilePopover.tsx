import {
  BadgeCheck,
  Database,
  FilePlus,
  FolderOpen,
  KeyRound,
  LogIn,
  LogOut,
  Map as MapIcon,
  Moon,
  Plug,
  ScrollText,
  Sun,
  SunMoon,
} from "lucide-react";
import { cloneElement, type ReactElement } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { Link, useLocation } from "wouter";
import { isPublished } from "../api/published";
import { logOut, useSession } from "../api/session";
import type { Session, User } from "../api/types";
import { type Digits, type Language, setDigits, setLanguage } from "../i18n/language";
import { useI18n } from "../i18n/t";
import { setTheme, type ThemeChoice, useThemeChoice } from "../theme/theme";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { useOpenAtOnce } from "../ui/useOpenAtOnce";
import { LanguageChoice } from "./LanguageChoice";
import { loginAddress } from "./login";
import styles from "./ProfileMenu.module.css";
import { keepPreference } from "./preferences";
import { RolesHeld } from "./RolesHeld";
import { usePersonName } from "./usePersonName";

interface ProfilePopoverProps {
  trigger: ReactElement<{ autoFocus?: boolean }>;
  onChangePassword: () => void;
}

/** What the person's corner holds; opens as soon as it is here, and by its button from then on. */
export default function ProfilePopover({ trigger, onChangePassword }: ProfilePopoverProps) {
  const { t } = useI18n();
  const { data: session } = useSession();
  const user = session?.user ?? null;
  return (
    <DialogTrigger {...useOpenAtOnce()}>
      {cloneElement(trigger, { autoFocus: true })}
      <Popover className={styles.popover ?? ""} placement="bottom end">
        <Dialog className={styles.menu ?? ""} aria-label={t("session.menu.label")}>
          {({ close }) => (
            <>
              {user && <Person user={user} />}
              <Preferences session={session} />
              {!isPublished && <Ways user={user} close={close} onChangePassword={onChangePassword} />}
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Person({ user }: { user: User }) {
  const { t } = useI18n();
  const nameOf = usePersonName();
  return (
    <div className={styles.person}>
      <p className={styles.name}>{nameOf(user)}</p>
      <p className={styles.detail}>
        <bdi className="latin">{user.username}</bdi>
      </p>
      {user.is_superuser && <p className={styles.detail}>{t("session.menu.superuser")}</p>}
      {user.roles.length > 0 && <RolesHeld roles={user.roles} />}
      {user.roles.length === 0 && !user.is_superuser && (
        <p className={styles.detail}>{t("session.menu.noRole")}</p>
      )}
    </div>
  );
}

function Preferences({ session }: { session: Session | undefined }) {
  const { t, language, digits } = useI18n();
  const theme = useThemeChoice();
  const chooseLanguage = (value: Language) => {
    void setLanguage(value);
    keepPreference(session, { language: value });
  };
  const chooseDigits = (value: Digits) => {
    setDigits(value);
    keepPreference(session, { arabic_digits: value === "arab" });
  };
  return (
    <div className={styles.preferences}>
      <span aria-hidden>{t("session.menu.language")}</span>
      <LanguageChoice onChange={chooseLanguage} />
      {language === "ar" && (
        <>
          <span aria-hidden>{t("session.menu.digits")}</span>
          <Choice
            label={t("session.menu.digits")}
            value={digits}
            onChange={chooseDigits}
            options={[
              { value: "latn", title: "123" },
              { value: "arab", title: "١٢٣" },
            ]}
          />
        </>
      )}
      <span aria-hidden>{t("session.menu.theme")}</span>
      <ThemeSwitch value={theme} />
    </div>
  );
}

function ThemeSwitch({ value }: { value: ThemeChoice }) {
  const { t } = useI18n();
  const icon = (Icon: typeof Sun, name: string) => (
    <span title={name}>
      <Icon aria-hidden size={18} className={styles.icon} />
      <span className="visually-hidden">{name}</span>
    </span>
  );
  return (
    <Choice
      label={t("session.menu.theme")}
      value={value}
      onChange={setTheme}
      options={[
        { value: "system", title: icon(SunMoon, t("session.menu.themeSystem")) },
        { value: "light", title: icon(Sun, t("session.menu.themeLight")) },
        { value: "dark", title: icon(Moon, t("session.menu.themeDark")) },
      ]}
    />
  );
}

type WaysProps = { user: User | null; close: () => void; onChangePassword: () => void };

function Ways({ user, close, onChangePassword }: WaysProps) {
  const { t } = useI18n();
  const [path] = useLocation();
  if (!user) {
    return (
      <div className={styles.ways}>
        <OpenData close={close} />
        <Permits close={close} />
        <Link
          href={loginAddress(path === "/" ? "/desk" : path + location.search)}
          onClick={close}
          className={styles.way}
        >
          <LogIn aria-hidden size={18} className={styles.mirrored} />
          {t("session.menu.login")}
        </Link>
      </div>
    );
  }
  return (
    <div className={styles.ways}>
      <Link href="/" onClick={close} className={styles.way}>
        <MapIcon aria-hidden size={18} />
        {t("nav.publicMap")}
      </Link>
      <OpenData close={close} />
      <Permits close={close} />
      <Link href="/mine" onClick={close} className={styles.way}>
        <FolderOpen aria-hidden size={18} />
        {t("mine.title")}
      </Link>
      <Button
        kind="quiet"
        className={styles.way ?? ""}
        icon={<KeyRound aria-hidden />}
        onPress={() => {
          close();
          onChangePassword();
        }}
      >
        {t("session.menu.password")}
      </Button>
      <Link href="/tokens" onClick={close} className={styles.way}>
        <Plug aria-hidden size={18} />
        {t("session.menu.tokens")}
      </Link>
      <Button
        kind="quiet"
        className={styles.way ?? ""}
        icon={<LogOut aria-hidden className={styles.mirrored} />}
        onPress={() => void logOut()}
      >
        {t("session.menu.logout")}
      </Button>
    </div>
  );
}

function OpenData({ close }: { close: () => void }) {
  const { t } = useI18n();
  return (
    <Link href="/data" onClick={close} className={styles.way}>
      <Database aria-hidden size={18} />
      {t("data.title")}
    </Link>
  );
}

function Permits({ close }: { close: () => void }) {
  const { t } = useI18n();
  return (
    <>
      <Link href="/permits" onClick={close} className={styles.way}>
        <ScrollText aria-hidden size={18} />
        {t("register.title")}
      </Link>
      <Link href="/verify" onClick={close} className={styles.way}>
        <BadgeCheck aria-hidden size={18} />
        {t("verify.title")}
      </Link>
      <Link href="/apply" onClick={close} className={styles.way}>
        <FilePlus aria-hidden size={18} />
        {t("apply.title")}
      </Link>
    </>
  );
}
