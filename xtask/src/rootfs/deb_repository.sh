# Makes a repository of the system's own packages, so that no boot fetches anything from far away.
set -eu
mkdir -p /srv/packages
cd /srv/packages
# package NAME VERSION: from what stands in ./NAME.
package() {
    mkdir -p "$1/DEBIAN"
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: nobody <nobody@localhost>\nDescription: for tests\n' "$1" "$2" >"$1/DEBIAN/control"
    dpkg-deb --build --root-owner-group "$1" "$1.deb" >/dev/null
    { dpkg-deb --field "$1.deb"; printf 'Filename: ./%s.deb\nSize: %s\nSHA256: %s\n\n' "$1" "$(stat --format=%s "$1.deb")" "$(sha256sum "$1.deb" | cut -d ' ' -f 1)"; } >>Packages
    rm -r "$1"
}
mkdir -p dynaboot-tool/usr/bin dynaboot-tool/DEBIAN
printf '#!/bin/sh\nid -un\n' >dynaboot-tool/usr/bin/dynaboot-tool
printf '#!/bin/sh\necho made >/etc/dynaboot-tool.conf\n' >dynaboot-tool/DEBIAN/postinst
chmod 755 dynaboot-tool/usr/bin/dynaboot-tool dynaboot-tool/DEBIAN/postinst
package dynaboot-tool 1.0
mkdir -p libssl-dev/usr/include/openssl
echo '/* for tests */' >libssl-dev/usr/include/openssl/ssl.h
package libssl-dev 99
