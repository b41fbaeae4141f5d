# call_home STATE EXIT-CODE MESSAGE: tells the portal how the run ended. That it cannot be told changes nothing. The URL may
# hold a token, so it stands on no command line.
call_home() {
    body="{ \"state\": \"$1\", \"exitCode\": $2, \"message\": \"$(json "$3")\" }"
    [ -n "$downloader" ] || choose_downloader
    set -- 'Content-Type: application/json'
    case $downloader in
    curl) printf 'url = "%s"\n' "$call_home_url" | curl --config - --silent --show-error --max-time 20 --header "$1" --data "$body" --output /dev/null ;;
    wget) printf '%s\n' "$call_home_url" | wget --input-file=- --quiet --timeout=20 --tries=1 --header="$1" --post-data="$body" --output-document=/dev/null ;;
    python*) url=$call_home_url body=$body "$downloader" - "$1" ;;
    *) false ;;
    esac <<'PYTHON' || say "$call_home_shown could not be told"
import os, signal, ssl, sys
try:
    from urllib.request import Request, urlopen
except ImportError:
    from urllib2 import Request, urlopen
signal.alarm(20)
url = os.environ["url"]
try:
    # Python before 2.7.9 has no such thing, and checks no certificate.
    assert url.startswith("http:") or ssl.create_default_context
    urlopen(Request(url, getattr(os, "environb", os.environ)[b"body"], dict([sys.argv[1].split(": ")])))
except Exception:
    sys.exit(1)
PYTHON
}
