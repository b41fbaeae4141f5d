# Makes of a Debian a system like those of Red Hat: rpm and dnf are real, their packages are made here, apt is gone.
# $1 its name in os-release, $2 its version, $3 its id, $4 the command that installs packages, $5 `python2` where that is the only Python.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
apt-get -q -y --no-install-recommends install dnf rpm createrepo-c
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin
rm -rf /srv/packages
mkdir -p /srv/packages /tmp/rpm
cd /tmp/rpm
# package NAME: with what is said of it on standard input.
package() {
    { printf 'Name: %s\nVersion: 99\nRelease: 1\nSummary: for tests\nLicense: none\nBuildArch: noarch\n' "$1" && cat; } >"$1.spec"
    rpmbuild -bb --quiet --define '_rpmdir /srv/packages' --define '_build_id_links none' "$1.spec"
}
package dynaboot-tool <<'SPEC'
%description
For tests.
%install
mkdir -p %{buildroot}/usr/bin
printf '#!/bin/sh\nid -un\n' >%{buildroot}/usr/bin/dynaboot-tool
chmod 755 %{buildroot}/usr/bin/dynaboot-tool
%post
echo made >/etc/dynaboot-tool.conf
%files
/usr/bin/dynaboot-tool
SPEC
package openssl-devel <<'SPEC'
%description
For tests.
%install
mkdir -p %{buildroot}/usr/include/openssl
echo '/* for tests */' >%{buildroot}/usr/include/openssl/ssl.h
%files
/usr/include/openssl/ssl.h
SPEC
# What a package's script is run by; its files are there.
package bash <<'SPEC'
Provides: /bin/sh
%description
For tests.
%files
SPEC
createrepo_c --quiet /srv/packages
cd /
rm -rf /tmp/rpm /root/rpmbuild
mkdir -p /etc/yum.repos.d
printf '[base]\nname=base\nbaseurl=file:///srv/packages\ngpgcheck=0\nenabled=1\n' >/etc/yum.repos.d/base.repo
ln -sf dnf-3 /usr/bin/yum
[ "$4" = dnf ] || rm -f /usr/bin/dnf
ln -sf bash /bin/sh
rm -f /etc/os-release
printf 'NAME="%s"\nVERSION="%s"\nID="%s"\nID_LIKE="rhel fedora"\nVERSION_ID="%s"\nPRETTY_NAME="%s %s"\n' "$1" "$2" "$3" "$2" "$1" "$2" >/etc/os-release
echo "$1 release $2" >/etc/redhat-release
ln -sf redhat-release /etc/system-release
# The name is what `hostnamectl` would set, which there is no bus for.
printf 'preserve_hostname: true\nsystem_info:\n  distro: %s\n  default_user: {name: %s, groups: [adm], sudo: ["ALL=(ALL) NOPASSWD:ALL"], shell: /bin/bash}\n' "$3" "$3" >/etc/cloud/cloud.cfg.d/98_distribution.cfg
if [ "${5:-}" = python2 ]; then
    # Only the system's own commands find Python 3, as on those that were made before it.
    mkdir -p /usr/libexec
    python3=$(readlink -f /usr/bin/python3)
    mv "$python3" /usr/libexec/platform-python
    rm -f /usr/bin/python3*
    grep -l -I -r --null '^#! */usr/bin/python3' /usr/bin /usr/sbin | xargs -0 sed -i '1s|^#! */usr/bin/python3[0-9.]*|#!/usr/libexec/platform-python|'
    ln -s python2.7 /usr/bin/python2 2>/dev/null || true
    ln -s python2 /usr/bin/python
fi
cd /usr/bin
rm -f apt apt-* dpkg dpkg-*
