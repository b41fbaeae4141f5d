#!/bin/sh
# Puts the page where this user's Cockpit looks for pages: it is there at the next login.
set -eu
cd "$(dirname "$0")"
target="${XDG_DATA_HOME:-$HOME/.local/share}/cockpit/dynaboot"
rm -rf "$target"
mkdir -p "$target"
cp dynaboot/* "$target"
# Of the package, what a browser loads.
mkdir "$target/element" "$target/generated"
for part in element.js errors.js element/define.js element/engine.js generated/element-inline.js; do
  cp "node_modules/dynaboot/$part" "$target/$part"
done
echo "$target"
