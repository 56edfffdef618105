import type { MessageKey } from "../i18n/language";
import { useI18n } from "../i18n/t";
import { Dialog } from "../ui/Dialog";
import styles from "./HelpDialog.module.css";

const KEYS: readonly (readonly [keys: string, meaning: MessageKey])[] = [
  ["/", "keys.search"],
  ["g m", "keys.map"],
  ["l", "keys.layers"],
  ["i", "keys.here"],
  ["m", "keys.measure"],
  ["+ −", "keys.zoom"],
  ["n", "keys.north"],
  ["← ↑ → ↓", "keys.move"],
  ["Esc", "keys.close"],
  ["?", "keys.help"],
];

export default function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t("keys.title")} isOpen onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([keys, meaning]) => (
          <div key={keys} className={styles.row}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
