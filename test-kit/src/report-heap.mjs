import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// Imported into an example before it starts (NODE_OPTIONS): on SIGUSR2 it says how many bytes it keeps.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("SIGUSR2", () => {
  collect();
  console.log(`Heap: ${process.memoryUsage().heapUsed}`);
});
