import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import styles from "./Button.module.css";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  /** `main` once a screen, for the next step; `danger` for what cannot be undone. */
  kind?: "main" | "plain" | "quiet" | "danger";
  size?: "normal" | "small";
  icon?: ReactNode;
  children?: ReactNode;
  className?: string;
}

export function Button({
  kind = "plain",
  size = "normal",
  icon,
  children,
  className = "",
  isPending = false,
  onPress,
  ...rest
}: ButtonProps) {
  // Pending is ours: the library announces it by a label that only its own progress bar would have.
  return (
    <AriaButton
      {...rest}
      {...(onPress && !isPending ? { onPress } : {})}
      data-pending={isPending || undefined}
      className={`${styles.button} ${styles[kind]} ${styles[size]} ${className}`}
    >
      {isPending ? <LoaderCircle aria-hidden className={styles.turning} /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon" | "aria-label"> {
  label: string;
  icon: ReactNode;
  pressed?: boolean;
}

/** A button that shows only an icon: `label` names it to everybody who cannot see or guess it. */
export function IconButton({
  label,
  icon,
  pressed,
  kind = "quiet",
  className = "",
  isPending = false,
  onPress,
  ...rest
}: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(onPress && !isPending ? { onPress } : {})}
      data-pending={isPending || undefined}
      aria-label={label}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      className={`${styles.button} ${styles.iconOnly} ${styles[kind]} ${pressed ? styles.pressed : ""} ${className}`}
    >
      <span title={label} className={styles.iconBox}>
        {isPending ? <LoaderCircle className={styles.turning} /> : icon}
      </span>
    </AriaButton>
  );
}
