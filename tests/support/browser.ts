// Which browser do the tests use? The one that ASKWIRE_CHROMIUM names, else the one that a package brings.
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/** The sandbox needs rights that containers rarely give; the pages are our own. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.ASKWIRE_CHROMIUM || (await chromium.executablePath());
  return playwright.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"], headless: true });
}
