downloader='' trouble=0 reason=''

# Takes the first downloader that checks certificates: not the wget of busybox, nor a Python that was made small.
choose_downloader() {
    for tool in curl wget python3 python2 python; do
        command -v "$tool" >/dev/null || continue
        case $tool in
        wget) wget --version 2>/dev/null | grep -q 'GNU Wget' ;;
        python*) "$tool" -c 'import ssl, sys; __import__(sys.version_info[0] > 2 and "urllib.request" or "urllib2")' 2>/dev/null ;;
        esac || continue
        downloader=$tool
        return
    done
    return 1
}

# request METHOD URL FILE: one try. Sets trouble to 0 or to an exit code, and reason to a sentence about it.
request() {
    trouble=0 reason='' http=''
    case $downloader in
    curl) request_with_curl "$@" ;;
    wget) request_with_wget "$@" ;;
    *) request_with_python "$@" ;;
    esac
    cat "$work/problem"
    if grep -q -i 'no space left' "$work/problem"; then
        trouble=50
    fi
    # A store that answers at all is reached; only the bundle itself must be there.
    case $trouble:$http:$1 in
    0:407:*) trouble=13 ;;
    0:200:* | 0:*:HEAD) ;;
    0:*) trouble=11 ;;
    10:*) [ -z "$proxy" ] || trouble=13 ;;
    esac
    case $trouble in
    10) if grep -q -i 'resol\|name or service' "$work/problem"; then
        reason="the name in $2 cannot be resolved"
    else
        reason="$2 cannot be reached"
    fi ;;
    11) reason="$2 is answered with HTTP status $http" ;;
    12) reason="the TLS certificate of $2 is unknown, expired or for another name: $(grep -i -m 1 'expired\|match' "$work/problem" || head -n 1 "$work/problem")" ;;
    13) reason="the proxy $proxy_shown cannot be reached or refuses $2" ;;
    21) reason="the connection was cut while $2 was downloaded" ;;
    30) reason='Python cannot check certificates before 2.7.9: install curl on the image' ;;
    50) reason="$3 cannot be written: no space is left" ;;
    esac
}

# request_patiently METHOD URL FILE: tries again while that may help, half a minute of waiting in all.
request_patiently() {
    for pause in 1 2 4 8 15 0; do
        request "$@"
        case $trouble:$http in
        0:* | 12:* | 30:* | 50:* | 11:4*) break ;;
        esac
        [ "$pause" -eq 0 ] || say "$reason; trying again in $pause s"
        sleep "$pause"
    done
    [ "$trouble" -eq 0 ] || fail "$trouble" "$reason"
}
