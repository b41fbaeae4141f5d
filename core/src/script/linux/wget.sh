request_with_wget() {
    method=$1 url=$2
    set -- --no-verbose --server-response --tries=1 --timeout=20 --output-document="$3"
    [ "$method" = GET ] || set -- "$@" --spider
    [ -z "$certificate_file" ] || set -- "$@" --ca-certificate="$certificate_file"
    HOME=$work wget "$@" "$url" 2>"$work/problem"
    code=$?
    http=$(sed -n 's/^ *HTTP\/[0-9.]* \([0-9]*\).*/\1/p' "$work/problem" | tail -n 1)
    case $code:$http in
    0:* | 6:* | 8:*) ;;
    3:*) trouble=50 ;;
    5:*) trouble=12 ;;
    *:200) trouble=21 ;;
    *) trouble=10 ;;
    esac
}
