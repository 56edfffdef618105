import { isDirectoryDropItem, isFileDropItem } from "react-aria-components";

type DropItem = Parameters<typeof isFileDropItem>[0];

/** All files that were dropped, of folders too. */
export async function filesOf(items: Iterable<DropItem>): Promise<File[]> {
  const found: File[] = [];
  for (const item of items) {
    if (isFileDropItem(item)) found.push(await item.getFile());
    else if (isDirectoryDropItem(item)) {
      for await (const entry of item.getEntries()) found.push(...(await filesOf([entry])));
    }
  }
  return found;
}
