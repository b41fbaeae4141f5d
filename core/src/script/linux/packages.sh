# install_packages PACKAGE...: by the system's package manager. Another's hold on it is waited for, ten minutes at most.
install_packages() {
    waited=0 tries=0
    until run_package_manager "$@" >"$work/packages" 2>&1; do
        [ "$?" -ne 124 ] || fail 31 "$package_manager did not end within 15 minutes"
        cat "$work/packages"
        if packages_say 'get lock\|unable to lock\|already locked\|locked by\|yum lock'; then
            [ "$waited" -lt 600 ] || fail 31 "another program has held the lock of $package_manager for ten minutes: end it, or run this again later"
            waited=$((waited + 15))
            say "another program holds the lock of $package_manager; trying again in 15 s"
        elif packages_say "$no_answer"; then
            [ "$tries" -lt 2 ] || explain_repositories
            tries=$((tries + 1))
            say "$package_manager cannot reach its repositories; trying again in 15 s"
        else
            fail 31 "$package_manager could not install $*: $(tail -n 1 "$work/packages")"
        fi
        sleep 15
    done
    cat "$work/packages"
}

# What apt, yum, dnf and zypper say when a repository does not answer.
no_answer='not resolve\|n.t resolve\|failure resolving\|n.t connect\|not connect\|failed to \(connect\|fetch\|download\)\|curl error\|curl#\|metadata not found\|timed out\|unreachable\|valid baseurl\|release file'

packages_say() { grep -q -i "$1" "$work/packages"; }

run_package_manager() {
    case $package_manager in
    apt)
        export DEBIAN_FRONTEND=noninteractive
        # Takes up what a killed run left undone, else nothing more could be installed.
        bounded 900 dpkg --configure -a && bounded 600 apt-get -q -y update && bounded 900 apt-get -q -y install -- "$@"
        ;;
    zypper)
        bounded 900 zypper --non-interactive install -- "$@"
        # From 100 to 103 and with 106, it has installed and wants to say more.
        code=$?
        case $code in 0 | 10[01236]) ;; *) return "$code" ;; esac
        ;;
    *)
        # Else it would wait for the lock itself, without an end. The old yum passes over a package that it does not know.
        bounded 900 "$package_manager" -y --setopt=exit_on_lock=1 install -- "$@" && ! packages_say '^No package .* available'
        ;;
    esac
}

# Dead repositories or no network? The store tells.
explain_repositories() {
    request HEAD "$bundle_url" "$work/answer"
    case $trouble in
    10 | 13) fail "$trouble" "neither the package repositories nor the bundle store can be reached: $reason" ;;
    esac
    fail 31 "the package repositories do not answer, though the bundle store does: they have moved or are gone; have the image name ones that answer"
}
