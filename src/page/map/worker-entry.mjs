// Lets a worker thread read TypeScript: tsx has to be registered in the very thread, and on Node 20 is not inherited.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
