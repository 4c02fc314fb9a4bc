import { afterAll, beforeAll, expect, it } from "vitest";
import { isoDate } from "../../src/article/date.ts";

// Far from UTC, so that a date read in the zone of the machine is another day.
const { TZ } = process.env;
beforeAll(() => {
  process.env.TZ = "Asia/Tokyo";
});
afterAll(() => {
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

it.each([
  ["a day", "2024-03-05", "2024-03-05"],
  ["a day without hyphens", "20240305", "2024-03-05"],
  ["the same as a number", 20240305, "2024-03-05"],
  ["a year", 2024, "2024-01-01"],
  ["seconds", 1709632800, "2024-03-05T10:00:00.000Z"],
  ["seconds in text", "1709632800", "2024-03-05T10:00:00.000Z"],
  ["ms in text", "1709632800000", "2024-03-05T10:00:00.000Z"],
  ["no zone, in words", "March 5, 2024", "2024-03-05T00:00:00.000Z"],
  ["no zone, with a time", "2024-03-05 10:00", "2024-03-05T10:00:00.000Z"],
  ["no zone, as in ISO 8601", "2024-03-05T10:00:00", "2024-03-05T10:00:00.000Z"],
  ["month, day, year", "5-3-2024", "2024-05-03T00:00:00.000Z"],
  ["Z", "2024-03-05T10:00:00Z", "2024-03-05T10:00:00.000Z"],
  ["a zone of four digits", "2024-03-05 10:00:00 +0200", "2024-03-05T08:00:00.000Z"],
  ["a zone with a colon", "2024-03-05T10:00-05:00", "2024-03-05T15:00:00.000Z"],
  ["a zone's name", "Tue, 05 Mar 2024 10:00:00 EST", "2024-03-05T15:00:00.000Z"],
  ["as JavaScript prints it", "Tue Mar 05 2024 10:00:00 GMT+0100 (CET)", "2024-03-05T09:00:00.000Z"],
])("reads %s: %s", (_, value, date) => {
  expect(isoDate(value)).toBe(date);
});

it.each(["Week 12", "2024-02-31", "20241301", "12", 12, 202403, "", "yesterday", null, true])(
  "%s is no date",
  (value) => {
    expect(isoDate(value)).toBeNull();
  },
);
