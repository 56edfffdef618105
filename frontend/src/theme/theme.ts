import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";
export type ThemeName = "light" | "dark";

const KEY = "kharita_theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let choice: ThemeChoice = readChoice();

function readChoice(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

function themeName(): ThemeName {
  if (choice !== "system") return choice;
  return system.matches ? "dark" : "light";
}

function publish(): void {
  document.documentElement.dataset.theme = themeName();
  for (const listener of listeners) listener();
}

/** Sets the theme on the page and follows the system while nothing else is chosen. */
export function startTheme(): void {
  system.addEventListener("change", publish);
  publish();
}

export function setTheme(next: ThemeChoice): void {
  choice = next;
  localStorage.setItem(KEY, next);
  publish();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useThemeName(): ThemeName {
  return useSyncExternalStore(subscribe, themeName);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}
