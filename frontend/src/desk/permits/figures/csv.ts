type Cell = string | number | null;

/** One cell as RFC 4180 writes it; what a spreadsheet would take for a formula is marked as text. */
function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvOf(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [heads, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

/** Saves a table as a file; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const address = URL.createObjectURL(new Blob(["\ufeff", csvOf(heads, rows)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
