// What do all commands share? Arguments, environment, exit status, and one sentence for a person's mistake.
import { type ParseArgsConfig, parseArgs } from "node:util";
import pc from "picocolors";
import { AskwireError, InterruptedError, UsageError } from "../src/errors.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Flags and words of the command line; prints `help` and ends where `--help` is among them. */
export function commandLine<T extends Options>(help: string, options: T) {
  try {
    const { values, positionals } = parseArgs({
      options: { ...options, help: { type: "boolean", short: "h" } } as T & { help: { type: "boolean"; short: "h" } },
      allowPositionals: true,
    });
    if ((values as { help?: boolean }).help) {
      console.log(help);
      process.exit(0);
    }
    return { values, positionals };
  } catch (error) {
    throw new UsageError(`${(error as Error).message.replace(/\.? To specify .*$/s, "")}; see --help.`);
  }
}

/** A whole number from a flag. @throws UsageError */
export function wholeNumber(flag: string, value: string, from: number, to: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= from && number <= to))
    throw new UsageError(`${flag} takes a whole number from ${from} to ${to}, not "${value}".`);
  return number;
}

/** Runs a command: status 0, 1 where it failed (or says so), 2 where it was called wrongly, 130 where it was stopped. */
export async function main(command: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    if (!(error instanceof AskwireError)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof UsageError ? 2 : error instanceof InterruptedError ? 130 : 1;
  }
}

export const environment = {
  index: process.env.ASKWIRE_INDEX || "index",
  model: { name: process.env.ASKWIRE_MODEL || undefined, allowDownload: process.env.ASKWIRE_ALLOW_DOWNLOAD === "1" },
  host: process.env.ASKWIRE_HOST || "127.0.0.1",
  port: process.env.ASKWIRE_PORT || "3000",
  store: process.env.ASKWIRE_STORE || "embedded",
  opensearch: {
    /** One address a node, separated by commas. */
    url: process.env.ASKWIRE_OPENSEARCH_URL || "http://127.0.0.1:9200",
    user: process.env.ASKWIRE_OPENSEARCH_USER,
    password: process.env.ASKWIRE_OPENSEARCH_PASSWORD || "",
    apiKey: process.env.ASKWIRE_OPENSEARCH_API_KEY || undefined,
    /** Path of a PEM file. */
    ca: process.env.ASKWIRE_OPENSEARCH_CA,
    prefix: process.env.ASKWIRE_OPENSEARCH_PREFIX || "askwire",
    shards: process.env.ASKWIRE_OPENSEARCH_SHARDS || "3",
    replicas: process.env.ASKWIRE_OPENSEARCH_REPLICAS || "1",
  },
};

/** Colours on a terminal only: the library would also use them wherever a variable `CI` is set. */
export const colours = pc.createColors(pc.isColorSupported && Boolean(process.stdout.isTTY));
