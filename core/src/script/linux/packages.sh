# install_packages PACKAGE...: by the system's package manager. While another holds its lock it is waited for, ten minutes at most.
install_packages() {
    tries=0
    until run_package_manager "$@" 2>"$work/problem"; do
        cat "$work/problem"
        tries=$((tries + 1))
        if [ "$tries" -gt 40 ] || { [ "$tries" -gt 1 ] && ! grep -q -i 'lock' "$work/problem"; }; then
            fail 31 "$package_manager could not install $*: $(tail -n 1 "$work/problem")"
        fi
        say "$package_manager failed; trying again in 15 s"
        sleep 15
    done
}

run_package_manager() {
    case $package_manager in
    apt) bounded 600 env DEBIAN_FRONTEND=noninteractive apt-get -q -y update &&
        bounded 900 env DEBIAN_FRONTEND=noninteractive apt-get -q -y install -- "$@" ;;
    zypper) bounded 900 zypper --non-interactive install -- "$@" ;;
    *) bounded 900 "$package_manager" -y install -- "$@" ;;
    esac
}
