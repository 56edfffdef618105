import { Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from "react";
import { useSearch } from "../api/queries";
import type { SearchItem } from "../api/types";
import { useI18n } from "../i18n/t";
import { Skeleton } from "../ui/Skeleton";
import { KIND_ICONS } from "./kinds";
import { recentItems, rememberItem } from "./recent";
import styles from "./SearchBox.module.css";

export interface SearchBoxProps {
  onChoose: (item: SearchItem) => void;
  /** Lets a shortcut put the cursor here. */
  inputRef: RefObject<HTMLInputElement | null>;
}

const PAUSE_MS = 160;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** One box for titles, streets, places, owners and coordinates: an ARIA combobox with its list beneath. */
export function SearchBox({ onChoose, inputRef }: SearchBoxProps) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const query = useSettled(text.trim());
  const { data, error, isFetching } = useSearch(query);
  const items = query ? (data?.items ?? []) : isOpen ? recentItems() : [];

  const choose = (item: SearchItem) => {
    rememberItem(item);
    setOpen(false);
    inputRef.current?.blur();
    onChoose(item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (text) setText("");
      else inputRef.current?.blur();
    } else if (event.key === "Enter") {
      const item = items[active];
      if (item && query === text.trim()) choose(item);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setOpen(true);
      setActive((active + step + items.length) % items.length);
    }
  };
  const hasList = isOpen && (query !== "" || items.length > 0);

  return (
    <search className={styles.search}>
      <Search aria-hidden className={styles.glass} />
      <input
        ref={inputRef}
        className={styles.input}
        type="text"
        role="combobox"
        dir={text ? "auto" : undefined}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        aria-label={t("search.label")}
        aria-expanded={hasList}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={hasList && items.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t("search.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {text ? (
        <button
          type="button"
          className={styles.clear}
          aria-label={t("search.clear")}
          onClick={() => setText("")}
        >
          <X size={16} />
        </button>
      ) : (
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      )}
      <div className={styles.list} hidden={!hasList}>
        {!query && <p className={styles.heading}>{t("search.recent")}</p>}
        <div id={`${id}-list`} role="listbox" aria-label={t("search.results")} className={styles.options}>
          {items.map((item, index) => (
            <SearchRow
              key={`${item.kind}-${item.id}-${item.slug}`}
              id={`${id}-${index}`}
              item={item}
              isActive={index === active}
              onPoint={() => setActive(index)}
              onChoose={() => choose(item)}
            />
          ))}
        </div>
        <Status
          hasQuery={query !== ""}
          count={items.length}
          isWaiting={isFetching && !data}
          hasFailed={Boolean(error)}
        />
      </div>
    </search>
  );
}

interface RowProps {
  id: string;
  item: SearchItem;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function SearchRow({ id, item, isActive, onPoint, onChoose }: RowProps) {
  const { t, format } = useI18n();
  const Icon = KIND_ICONS[item.kind];
  const detail = [t(`search.kind.${item.kind}`), format.name(item.subtitle)].filter(Boolean).join(" · ");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox, which keeps the focus.
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={styles.row}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles.kind}>
        <Icon aria-hidden size={18} />
      </span>
      <span className={styles.texts}>
        <bdi className={styles.title}>{format.name(item.title)}</bdi>
        <span className={styles.detail}>{detail}</span>
      </span>
    </div>
  );
}

interface StatusProps {
  hasQuery: boolean;
  count: number;
  isWaiting: boolean;
  hasFailed: boolean;
}

function Status({ hasQuery, count, isWaiting, hasFailed }: StatusProps) {
  const { t } = useI18n();
  if (isWaiting)
    return (
      <div className={styles.status}>
        <Skeleton lines={3} />
      </div>
    );
  const text = hasFailed ? t("search.failed") : hasQuery && count === 0 ? t("search.nothing") : "";
  return (
    <>
      {text && <p className={styles.status}>{text}</p>}
      <p className="visually-hidden" role="status">
        {hasQuery && count > 0 ? t("search.found", { count }) : text}
      </p>
    </>
  );
}
