# install_packages PACKAGE…: by the system's package manager, whose lock is waited for, within bounds.
install_packages() {
    tries=0
    while :; do
        case $package_manager in
        apt)
            DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 update 2>"$work/problem" &&
                DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 install -- "$@" 2>"$work/problem"
            ;;
        zypper) zypper --non-interactive install -- "$@" 2>"$work/problem" ;;
        *) "$package_manager" -y install -- "$@" 2>"$work/problem" ;;
        esac && return 0
        cat "$work/problem"
        tries=$((tries + 1))
        [ "$tries" -lt 4 ] || fail 31 "$package_manager could not install $*: $(tail -n 1 "$work/problem")"
        say "$package_manager failed; trying again in $((tries * 5)) s"
        sleep $((tries * 5))
    done
}
