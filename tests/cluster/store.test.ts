import { OpenSearchStore } from "../../src/store/opensearch/store.ts";
import { storeContract } from "../store/contract.ts";
import { newPlace } from "./place.ts";

storeContract("an OpenSearch cluster", async () => {
  const { options, remove } = newPlace();
  return { open: () => new OpenSearchStore(options), remove };
});
