# For Python 2.6 and later; it ends with the numbers of the contract.
request_with_python() {
    http=$(HOME=$work "$downloader" - "$@" "$certificate_file" 2>"$work/problem" <<'PYTHON'
import base64, os, signal, ssl, sys
try:
    from urllib.request import HTTPSHandler, Request, build_opener
    from urllib.error import HTTPError
except ImportError:
    from urllib2 import HTTPError, HTTPSHandler, Request, build_opener
signal.alarm(300)
method, url, path, certificate = sys.argv[1:]
request, opener, credentials = Request(url), build_opener(), os.environ["HOME"] + "/.netrc"
request.get_method = lambda: method
if url.startswith("https:"):
    if not hasattr(ssl, "create_default_context"):
        sys.exit(30)
    opener = build_opener(HTTPSHandler(context=ssl.create_default_context(cafile=certificate or None)))
if os.path.exists(credentials):
    _, _, _, user, _, password = open(credentials, "rb").read().split()
    token = base64.b64encode(user + b":" + password).decode("ascii")
    request.add_unredirected_header("Authorization", "Basic " + token)
try:
    answer = opener.open(request, timeout=20)
    left = int(answer.headers.get("Content-Length") or 0)
    with open(path, "wb") as out:
        for block in iter(lambda: answer.read(65536), b""):
            out.write(block)
            left -= len(block)
    sys.stdout.write("200")
    sys.exit(21 if left > 0 and method == "GET" else 0)
except HTTPError as error:
    sys.stdout.write(str(error.code))
except Exception as error:
    sys.stderr.write(str(error) + "\n")
    sys.exit(12 if "SSL" in repr(error).upper() else 10)
PYTHON
    )
    code=$?
    case $code in
    0 | 12 | 21 | 30) trouble=$code ;;
    *) trouble=10 ;;
    esac
}
