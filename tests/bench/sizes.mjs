// The size of files, each as it is, as gzip -9 and as brotli 11 make it: `node sizes.mjs FILE…` prints a line a file.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  console.log(`${bytes.length} ${gzipSync(bytes, { level: 9 }).length} ${brotli.length} ${path}`);
}
