import { type ReactNode, useEffect, useRef } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import styles from "./Tabs.module.css";

export interface TabItem {
  id: string;
  title: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  selected?: string;
  onSelect?: (id: string) => void;
}

/** Tabs in one line that scrolls where it is narrow; the selected one is brought into sight. */
export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      className={styles.tabs ?? ""}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      {...(onSelect ? { onSelectionChange: (key) => onSelect(String(key)) } : {})}
    >
      <TabList aria-label={label} className={styles.list ?? ""}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab ?? ""}>
            {({ isSelected }) => <Title isSelected={isSelected}>{item.title}</Title>}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel ?? ""}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

function Title({ isSelected, children }: { isSelected: boolean; children: ReactNode }) {
  const title = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isSelected)
      title.current?.closest("[role=tab]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [isSelected]);
  return (
    <span ref={title} className={styles.title}>
      {children}
    </span>
  );
}
