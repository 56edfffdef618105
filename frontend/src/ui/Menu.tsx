import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";

export interface MenuAction {
  id: string;
  title: string;
  icon?: ReactNode;
  /** A link: opens this address (in a new tab when `isDownload` is not set and it leaves the page). */
  href?: string;
  target?: "_blank";
  onAction?: () => void;
  isChecked?: boolean;
  isDisabled?: boolean;
  /** Draws a line above: a new group starts here. */
  startsGroup?: boolean;
  lang?: string;
}

interface TriggerProps {
  autoFocus?: boolean;
  onPress?: () => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
}

export interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement<TriggerProps>;
  label: string;
  actions: readonly MenuAction[];
}

const OpenMenu = lazy(() => import("./OpenMenu"));

/** A button with a menu. What opens menus is large, so it is loaded with the first press. */
export function Menu(props: MenuProps) {
  const [isAsked, setAsked] = useState(false);
  const closed = cloneElement(props.trigger, {
    onPress: () => setAsked(true),
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
  return isAsked ? (
    <Suspense fallback={closed}>
      <OpenMenu {...props} />
    </Suspense>
  ) : (
    closed
  );
}
