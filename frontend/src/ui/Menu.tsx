import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import menu from "./Menu.module.css";
import styles from "./Select.module.css";

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

export interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement;
  label: string;
  actions: readonly MenuAction[];
}

export function Menu({ trigger, label, actions }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ""} placement="bottom end">
        <AriaMenu aria-label={label} className={styles.list ?? ""}>
          {actions.flatMap((action) => [
            ...(action.startsGroup
              ? [<Separator key={`${action.id}-line`} className={menu.separator ?? ""} />]
              : []),
            <MenuRow key={action.id} action={action} />,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function MenuRow({ action }: { action: MenuAction }) {
  return (
    <AriaMenuItem
      id={action.id}
      textValue={action.title}
      className={`${styles.option} ${menu.item}`}
      isDisabled={action.isDisabled ?? false}
      {...(action.href ? { href: action.href } : {})}
      {...(action.target ? { target: action.target } : {})}
      {...(action.onAction ? { onAction: action.onAction } : {})}
    >
      <span className={menu.text} lang={action.lang}>
        {action.icon}
        {action.title}
      </span>
      {action.isChecked && <Check aria-hidden size={16} className={menu.check} />}
    </AriaMenuItem>
  );
}
