import { UserRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useSession } from "../api/session";
import { useI18n } from "../i18n/t";
import styles from "./ProfileMenu.module.css";
import { usePersonName } from "./usePersonName";

const ProfilePopover = lazy(() => import("./ProfilePopover"));
const PasswordDialog = lazy(() => import("./PasswordDialog"));

/** The person's corner of the header: who is here, in what language and light, and the way out. */
export function ProfileMenu() {
  const { t } = useI18n();
  const { data: session } = useSession();
  const [isAsked, setAsked] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const nameOf = usePersonName();
  const user = session?.user ?? null;
  const trigger = (
    <Button
      className={styles.trigger ?? ""}
      aria-label={user ? nameOf(user) : t("session.menu.label")}
      aria-haspopup="dialog"
      {...(isAsked ? {} : { "aria-expanded": false, onPress: () => setAsked(true) })}
    >
      {user ? <span aria-hidden>{initials(nameOf(user))}</span> : <UserRound aria-hidden size={18} />}
    </Button>
  );
  return (
    <>
      {isAsked ? (
        <Suspense fallback={trigger}>
          <ProfilePopover trigger={trigger} onChangePassword={() => setChanging(true)} />
        </Suspense>
      ) : (
        trigger
      )}
      <Suspense>{isChanging && <PasswordDialog onClose={() => setChanging(false)} />}</Suspense>
    </>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  // Arabic letters join: two of them side by side would read as a word.
  const joiner = /\p{Script=Arabic}/u.test(name) ? "\u200c" : "";
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.[0] ?? "").join(joiner);
}
