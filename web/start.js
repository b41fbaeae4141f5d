// Starts the page: Trunk's own starter is inline, which the page's Content-Security-Policy forbids.
const { default: start } = await import(document.getElementById("glue").href);
await start({ module_or_path: document.getElementById("program").href });
