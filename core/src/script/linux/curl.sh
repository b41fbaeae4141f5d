request_with_curl() {
    method=$1 url=$2
    set -- --silent --show-error --location --netrc-optional --connect-timeout 10 --speed-limit 1 --speed-time 30 --max-time 300 --write-out '%{http_code}' --output "$3"
    # Old ones offer TLS 1.2 only when told to.
    case $(curl --help 2>&1) in *--tlsv1.2*) set -- "$@" --tlsv1.2 ;; esac
    [ "$method" = GET ] || set -- "$@" --head
    [ -z "$certificate_file" ] || set -- "$@" --cacert "$certificate_file"
    http=$(HOME=$work curl "$@" "$url" 2>"$work/problem")
    case $? in
    0) ;;
    18) trouble=21 ;;
    23) trouble=50 ;;
    35) if grep -q -i 'reset\|syscall' "$work/problem"; then trouble=10; else trouble=12; fi ;;
    5[1348] | 59 | 60 | 66 | 77 | 8[023] | 9[01]) trouble=12 ;;
    5 | 97) trouble=13 ;;
    *) trouble=10 ;;
    esac
}
