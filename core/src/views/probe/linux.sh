seen=''

# note NAME VALUE: a word for the line, of letters that need no escape. What is not known is left out.
note() {
    value=$(printf '%s' "$2" | tr -cd 'A-Za-z0-9._-' | cut -c 1-64)
    [ -z "$value" ] || seen="$seen${seen:+, }\"$1\": \"$value\""
}

# flag NAME WORD: true for yes, false for no, and nothing for anything else.
flag() {
    case $2 in
    yes) seen="$seen${seen:+, }\"$1\": true" ;;
    no) seen="$seen${seen:+, }\"$1\": false" ;;
    esac
}

# count NAME NUMBER: a whole number, and nothing for anything else.
count() {
    case $2 in
    '' | *[!0-9]*) ;;
    *) seen="$seen${seen:+, }\"$1\": $2" ;;
    esac
}

has() { command -v "$1" >/dev/null 2>&1; }

look_at_system() {
    os='' release=''
    if [ -r /etc/os-release ]; then
        os=$(sed -n 's/^ID=//p' /etc/os-release)
        release=$(sed -n 's/^VERSION_ID=//p' /etc/os-release)
    elif [ -r /etc/redhat-release ]; then
        # Release 6 has no other file that says it.
        case $(cat /etc/redhat-release) in
        CentOS*) os=centos ;;
        'Red Hat Enterprise Linux'*) os=rhel ;;
        esac
        release=$(sed -n 's/.* release \([0-9][0-9.]*\).*/\1/p' /etc/redhat-release)
    fi
    note os "$os"
    note release "$release"
    case $(uname -m) in
    x86_64) note arch x86_64 ;;
    aarch64) note arch arm64 ;;
    esac
}

# A Python 2 counts before a Python 3: it is what agents of that age use.
look_at_python() {
    found=none
    for name in python python2 python3; do
        has "$name" || continue
        version=$("$name" -V 2>&1 | sed -n 's/^Python \([0-9][0-9]*\(\.[0-9][0-9]*\)*\).*/\1/p')
        case $version:$found in
        2*) found=$version && break ;;
        :none) found='' ;;
        :*) ;;
        *:none | *:) found=$version ;;
        esac
    done
    note python "$found"
}

look_at_packages() {
    # Busybox has an ifconfig too, which is not of the package.
    if ifconfig --version 2>&1 | grep -q '^net-tools'; then
        flag netTools yes
    else
        flag netTools no
    fi
    if [ -e /usr/include/openssl/ssl.h ]; then
        flag opensslDevel yes
    else
        flag opensslDevel no
    fi
}

# The first one that checks certificates, in the order in which the bootstrap takes them.
look_at_downloader() {
    downloader=none
    for name in curl wget python3 python2 python; do
        has "$name" || continue
        case $name in
        wget) wget --version 2>/dev/null | grep -q 'GNU Wget ' ;;
        python*) "$name" -B -c 'import ssl' 2>/dev/null ;;
        esac || continue
        downloader=$name
        break
    done
    note downloader "${downloader%[23]}"
}

# Whether the image trusts the chain of the store. A store that does not answer says nothing about that.
look_at_certificates() {
    code=0
    case $store_url:$downloader in
    https:*:curl) curl -q --silent --head --max-time 20 --output /dev/null "$store_url" 2>/dev/null || code=$? ;;
    https:*:wget) HOME=/dev/null wget --quiet --spider --tries=1 --timeout=20 "$store_url" 2>/dev/null || code=$? ;;
    https:*:python*) "$downloader" -B -c "$ask_with_python" "$store_url" 2>/dev/null || code=$? ;;
    *) return 0 ;;
    esac
    case $downloader:$code in
    curl:0 | curl:52 | wget:0 | wget:8 | python*:0) flag certificates yes ;;
    curl:51 | curl:60 | curl:77 | wget:5 | python*:12) flag certificates no ;;
    esac
}

ask_with_python='
import socket, ssl, sys
url = sys.argv[1].split("/")[2].split("@")[-1]
host, _, port = url.partition(":")
try:
    context = ssl.create_default_context()
    context.wrap_socket(socket.create_connection((host, int(port or 443)), 20), server_hostname=host)
except ssl.SSLError as error:
    sys.exit(12 if "CERTIFICATE" in str(error).upper() else 1)
'

# enabled SERVICE: whether it is started at boot, where something here can say that.
enabled() {
    if has systemctl; then
        case $(systemctl is-enabled "$1.service" 2>/dev/null) in
        enabled | enabled-runtime | static | alias | indirect | generated) echo yes ;;
        disabled | masked | masked-runtime) echo no ;;
        esac
    elif has chkconfig; then
        if chkconfig "$1" >/dev/null 2>&1; then echo yes; else echo no; fi
    fi
}

# What stops what an installer does.
look_at_selinux() {
    case $(cat /sys/fs/selinux/enforce 2>/dev/null) in
    1) note selinux enforcing ;;
    0) note selinux permissive ;;
    *)
        # A kernel that was started with it knows its file system.
        if [ -r /proc/filesystems ] && ! grep -q selinuxfs /proc/filesystems; then note selinux disabled; fi
        ;;
    esac
}

look_at_sudo() {
    has sudo || { note sudo none && return; }
    case $(sudo --version 2>/dev/null) in
    *sudo-rs*) note sudo sudo-rs ;;
    *[Ss]udo*) note sudo sudo ;;
    esac
}

# Bundles are unpacked below /var/lib.
look_at_space() { count freeMebibytes "$(df -P -k /var/lib 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')"; }

# A clock that is behind the policy is wrong, and takes certificates for such of the future.
look_at_clock() {
    case $(date -u +%Y%m%d) in
    *[!0-9]* | '') ;;
    *) if [ "$(date -u +%Y%m%d)" -ge "$policy_day" ]; then flag clockIsRight yes; else flag clockIsRight no; fi ;;
    esac
}

# Where cloud-init looks for user data: yes for a cloud's source, no where it looks nowhere, and nothing when that is not said.
# The last file counts.
datasource() {
    if [ -e /run/cloud-init/cloud-id ]; then
        case $(cat /run/cloud-init/cloud-id) in
        none) echo no ;;
        *) echo yes ;;
        esac
        return
    fi
    listed=$(cat /etc/cloud/cloud.cfg /etc/cloud/cloud.cfg.d/*.cfg /run/cloud-init/cloud.cfg 2>/dev/null | awk '
        /^datasource_list:/ { list = $0; open = 1; next }
        open && /^ *- / { list = list " " $2; next }
        { open = 0 }
        END { sub(/^datasource_list:/, "", list); gsub(/[^A-Za-z0-9 ]/, " ", list); print list }')
    for source in $listed; do
        case $source in
        None | NoCloud) ;;
        *) echo yes && return ;;
        esac
    done
    case $listed in *NoCloud* | '') ;; *None*) echo no ;; esac
}

# Whether a copy of this image begins anew: what cloud-init keeps of this instance must not count for the next.
is_armed() {
    [ ! -e /var/lib/cloud/instance/manual-clean ] || return 1
    [ ! -e /var/lib/cloud/instance ] || ! grep -q -s -r '^ *manual_cache_clean: *[Tt]rue' /etc/cloud || return 1
    for service in cloud-init-local cloud-init cloud-init-network cloud-init-main cloud-config; do
        [ "$(enabled "$service")" != no ] || return 1
    done
}

# Whether a script in user data is run at first boot: by cloud-init, or by the agent of Google or of Azure.
look_at_user_data() {
    if has cloud-init; then
        note cloudInit "$(cloud-init --version 2>&1 | sed -n 's/.* \([0-9][0-9]*\.[0-9.]*[0-9]\).*/\1/p')"
        if [ -e /etc/cloud/cloud-init.disabled ] || grep -q -s 'cloud-init=disabled' /proc/cmdline; then
            flag userDataRuns no
        elif grep -q -s -r '^ *allow_userdata: *false' /etc/cloud; then
            flag userDataRuns no
        elif [ "$(datasource)" = no ] || ! is_armed; then
            flag userDataRuns no
        elif [ -z "$(datasource)" ]; then
            # It may find some, or none.
            return
        elif grep -q -s -r '^ *- *\[* *scripts[-_]user' /etc/cloud; then
            flag userDataRuns "$(enabled cloud-final)"
        fi
        return
    fi
    note cloudInit none
    if [ "$(enabled google-startup-scripts)" = yes ]; then
        flag userDataRuns yes
    elif grep -q -s '^Provisioning.ExecuteCustomData=y' /etc/waagent.conf; then
        flag userDataRuns yes
    else
        flag userDataRuns no
    fi
}

look_at_system
look_at_agent
look_at_python
look_at_packages
look_at_downloader
look_at_certificates
look_at_user_data
look_at_selinux
look_at_sudo
look_at_space
look_at_clock
printf 'dynaboot-probe/1 {%s}\n' "$seen"
