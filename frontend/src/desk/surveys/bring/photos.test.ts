import { expect, test } from "vitest";
import { countPhotos, photoKey, sortPhotos } from "./photos";

const file = (name: string) => new File(["x"], name, { lastModified: 5 });

test("of a memory card only photos and their control points are sent", () => {
  const { photos, others } = sortPhotos(
    ["DJI_1.JPG", "b.jpeg", "gcp_list.txt", "DJI_1.MP4", "notes.txt", "._DJI_1.JPG"].map(file),
  );
  expect(photos.map(({ name }) => name)).toEqual(["DJI_1.JPG", "b.jpeg", "gcp_list.txt"]);
  expect(others.map(({ name }) => name)).toEqual(["DJI_1.MP4", "notes.txt"]);
  expect(countPhotos(photos)).toBe(2);
});

test("a photo that arrived is known again by its name, size and time", () => {
  const { name, size, lastModified } = file("DJI_1.JPG");
  expect(photoKey(name, size, lastModified)).toBe(photoKey("DJI_1.JPG", 1, "5"));
  expect(photoKey(name, size, lastModified)).not.toBe(photoKey("DJI_1.JPG", 2, "5"));
});
