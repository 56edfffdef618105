import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useI18n } from "../i18n/t";
import type { Level } from "./Badge";
import { Button, IconButton } from "./Button";
import styles from "./Toast.module.css";

interface Toast {
  id: number;
  text: string;
  level: Level;
  action?: { title: string; run: () => void };
}

const SHOWN_MS = 6000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** Says in passing what was done; an error or one with an action stays until it is closed. */
export function toast(text: string, level: Level = "ok", action?: Toast["action"]): void {
  const id = nextId++;
  publish([...toasts, { id, text, level, ...(action ? { action } : {}) }]);
  if (level !== "late" && !action) setTimeout(() => dismiss(id), SHOWN_MS);
}

export function Toasts() {
  const { t } = useI18n();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {shown.map((item) => (
        <div key={item.id} className={styles.toast} data-level={item.level}>
          <span>{item.text}</span>
          {item.action && (
            <Button
              size="small"
              kind="quiet"
              onPress={() => {
                item.action?.run();
                dismiss(item.id);
              }}
            >
              {item.action.title}
            </Button>
          )}
          <IconButton label={t("common.close")} icon={<X />} onPress={() => dismiss(item.id)} />
        </div>
      ))}
    </div>
  );
}
