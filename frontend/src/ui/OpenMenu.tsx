import { Check } from "lucide-react";
import { cloneElement } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import type { MenuAction, MenuProps } from "./Menu";
import menu from "./Menu.module.css";
import styles from "./Select.module.css";
import { useOpenAtOnce } from "./useOpenAtOnce";

/** A menu that opens as soon as it is here, and is opened by its button from then on. */
export default function OpenMenu({ trigger, label, actions }: MenuProps) {
  return (
    <MenuTrigger {...useOpenAtOnce()}>
      {cloneElement(trigger, { autoFocus: true })}
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
