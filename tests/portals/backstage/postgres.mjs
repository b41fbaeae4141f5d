// A PostgreSQL of our own, in a folder that goes with it.

import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const USER = "backstage";
/** Debian keeps the server's programs off the `PATH`, one folder for each major version. */
const DEBIAN = "/usr/lib/postgresql";

/**
 * Starts it.
 *
 * @param {number} port
 */
export function startPostgres(port) {
  // Its user may not look into the folders of others.
  const home = mkdtempSync(join(tmpdir(), "dynaboot-postgres-"));
  const run = (program, ...args) => execFileSync(join(programs(), program), args, { stdio: ["ignore", "ignore", "inherit"], ...owner() });
  const { uid, gid } = owner();
  const data = join(home, "data");
  if (uid !== undefined) chownSync(home, uid, gid);
  run("initdb", "--pgdata", data, "--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync");
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${home}`, "fsync=off"];
  const control = (...words) => run("pg_ctl", "--pgdata", data, "--wait", "--log", join(home, "log"), ...words);
  control("--options", settings.map((setting) => `-c ${setting}`).join(" "), "start");
  return {
    connection: { host: "127.0.0.1", port, user: USER, password: "" },
    stop: () => {
      control("--mode", "immediate", "stop");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function programs() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : [];
  const place = versions.map((version) => join(DEBIAN, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  // Others have them on the `PATH`.
  return place ?? "";
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function owner() {
  if (process.getuid() !== 0) return {};
  const id = (option) => Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
